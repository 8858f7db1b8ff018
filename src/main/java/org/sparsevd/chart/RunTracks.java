package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.sparsevd.chart.ComparisonCurvesChart.Mode;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;

/** How the figures of compared runs went, as lines of a {@link ComparisonCurvesChart}. */
final class RunTracks {
  private RunTracks() {}

  /**
   * The lines of every run, one that stands out first: it is drawn over the others, and labelled
   * when there is little room.
   */
  static List<Track> of(ComparisonView view, Mode mode, ChartTheme theme) {
    List<Track> all = new ArrayList<>();
    for (int run = view.runs().size() - 1; run >= 0; run--) {
      LineStyle style = theme.run(run, view.highlighted());
      ComparedRun compared = view.runs().get(run);
      switch (mode) {
        case ERROR -> {
          DoubleFunction<String> format = Numbers::error;
          all.add(
              track(view, mode, run, "test", style, true, format, EpochMetrics::testErrorPercent));
          all.add(
              track(
                  view,
                  mode,
                  run,
                  "validation",
                  theme.onValidation(style),
                  false,
                  format,
                  EpochMetrics::validationErrorPercent));
          all.add(
              track(
                  view,
                  mode,
                  run,
                  "train",
                  theme.onTrainingData(style),
                  false,
                  format,
                  EpochMetrics::trainErrorPercent));
        }
        case LOSS -> {
          all.add(
              track(
                  view,
                  mode,
                  run,
                  "loss",
                  style,
                  true,
                  Numbers::shortCount,
                  EpochMetrics::lossNats));
          if (compared.run().epochs().stream().anyMatch(each -> !Double.isNaN(each.klNats()))) {
            all.add(
                track(
                    view,
                    mode,
                    run,
                    "data",
                    theme.onTrainingData(style),
                    false,
                    Numbers::shortCount,
                    EpochMetrics::dataTermNats));
          }
        }
        case COMPRESSION ->
            all.add(
                track(
                    view,
                    mode,
                    run,
                    "compression",
                    style,
                    true,
                    Numbers::compression,
                    EpochMetrics::compression));
      }
    }
    OptionalInt highlighted = view.highlighted();
    return all.stream()
        .filter(Track::hasValues)
        .sorted(
            Comparator.comparing(
                each -> highlighted.isEmpty() || each.run() != highlighted.getAsInt()))
        .toList();
  }

  private static Track track(
      ComparisonView view,
      Mode mode,
      int run,
      String curve,
      LineStyle style,
      boolean main,
      DoubleFunction<String> format,
      ToDoubleFunction<EpochMetrics> value) {
    ComparedRun compared = view.runs().get(run);
    List<EpochMetrics> metrics = compared.run().epochs();
    List<Double> places = view.alignment().positions(metrics);
    // What an untrained network does would leave the others no room.
    int first =
        mode != Mode.COMPRESSION && metrics.size() > 1 && metrics.getFirst().epoch() == 0 ? 1 : 0;
    return new Track(
        compared.letter() + " " + curve,
        run,
        Text.of("chart.compare.curve." + curve, compared.letter()),
        Text.of("chart.compare.label." + curve, compared.letter()),
        style,
        main,
        format,
        places.subList(first, places.size()),
        metrics.subList(first, metrics.size()).stream().map(value::applyAsDouble).toList());
  }
}
