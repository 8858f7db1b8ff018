package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.Run;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.train.EpochMetrics;

/** The charts and masks of a comparison as a report shows them. */
final class ComparisonFigures {
  private ComparisonFigures() {}

  /** Every chart that has something to say of these runs. */
  static List<ComparisonChart> charts(
      ComparisonView view, List<RunWeights> weights, ChartTheme theme) {
    List<ComparisonChart> charts = new ArrayList<>();
    charts.add(curves(ComparisonCurvesChart.Mode.ERROR));
    List<Run> runs = view.runs().stream().map(ComparedRun::run).toList();
    boolean prunes =
        runs.stream()
            .flatMap(run -> run.epochs().stream())
            .map(EpochMetrics::compression)
            .anyMatch(compression -> compression > 1);
    if (prunes) {
      charts.add(curves(ComparisonCurvesChart.Mode.COMPRESSION));
    }
    charts.add(new ComparisonSparsityChart());
    if (weights.stream().anyMatch(each -> each.history().isPresent())) {
      charts.add(histogram(ComparisonHistogramChart.Mode.THETA, weights));
    }
    if (runs.stream().anyMatch(ComparisonFigures::hasLogAlpha)) {
      charts.add(histogram(ComparisonHistogramChart.Mode.LOG_ALPHA, weights));
    }
    for (ComparisonChart chart : charts) {
      chart.setTheme(theme);
      chart.update(view);
    }
    return charts;
  }

  private static boolean hasLogAlpha(Run run) {
    return run.epochs().stream().anyMatch(each -> !run.histograms(each.epoch()).isEmpty());
  }

  private static ComparisonChart curves(ComparisonCurvesChart.Mode mode) {
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    chart.setMode(mode);
    return chart;
  }

  private static ComparisonChart histogram(
      ComparisonHistogramChart.Mode mode, List<RunWeights> weights) {
    ComparisonHistogramChart chart = new ComparisonHistogramChart();
    chart.setMode(mode);
    chart.setWeights(weights);
    return chart;
  }

  /**
   * A mask of a run.
   *
   * @param run index of it
   */
  record Mask(int run, MaskPicture picture) {}

  /** The first layer of every run whose first layer has the shape of the first one's. */
  static List<Mask> masks(ComparisonView view, List<RunWeights> weights, ChartTheme theme) {
    List<Integer> runs = new ArrayList<>();
    List<EpochHistory.Layer> layers = new ArrayList<>();
    for (int run = 0; run < weights.size(); run++) {
      Optional<EpochHistory.Layer> first =
          weights.get(run).history().flatMap(history -> history.layers().stream().findFirst());
      if (first.isPresent()
          && (layers.isEmpty() || ComparedMask.alike(layers.getFirst(), first.get()))) {
        runs.add(run);
        layers.add(first.get());
      }
    }
    if (runs.isEmpty()) {
      return List.of();
    }
    List<MaskPicture> pictures =
        ComparedMask.of(
            layers,
            view.runs().get(runs.getFirst()).run().info().data().shape(),
            ComparedMask.Mode.THETA,
            theme,
            runs.stream().map(run -> theme.run(run, view.highlighted())).toList());
    List<Mask> masks = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      masks.add(new Mask(runs.get(i), pictures.get(i)));
    }
    return masks;
  }
}
