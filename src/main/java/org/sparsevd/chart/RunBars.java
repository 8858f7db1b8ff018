package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.prune.ThetaHistogram;
import org.sparsevd.run.Run;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/**
 * The bars of one run in a {@link ComparisonHistogramChart}.
 *
 * @param lower left end of the axis
 * @param upper right end of the axis
 * @param bars from left to right; those of pruned weights at zero last
 * @param kept kept weights
 * @param ticks of the axis
 * @param whyEmpty what is said where there are no bars
 */
record RunBars(
    double lower,
    double upper,
    List<FacetBar> bars,
    long kept,
    List<Double> ticks,
    String whyEmpty) {
  /** Bars on each side of 0. */
  private static final int BARS_A_SIDE = 20;

  /** Share of the kept weights that the axis may leave to its outermost bars. */
  private static final double BEYOND = 0.0005;

  RunBars {
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  /**
   * One bar.
   *
   * @param from left edge
   * @param to right edge
   * @param count weights in it
   * @param pruned whether they are pruned
   * @param hatched whether they are not where they would be: held by the clip, or set to zero
   */
  record FacetBar(double from, double to, long count, boolean pruned, boolean hatched) {
    /** Whether it stands for weights that were pruned to zero, amid the kept ones. */
    boolean isZeroBar() {
      return hatched && from < 0 && to > 0;
    }
  }

  /** Where the axis of θ ends on both sides. */
  static double reach(List<RunWeights> runs, String layer) {
    List<ThetaHistogram> known = runs.stream().flatMap(each -> each.theta(layer).stream()).toList();
    return ThetaHistogram.reach(known, BEYOND);
  }

  /** Kept weights by θ from −{@code reach} to {@code reach}, and the pruned ones at zero. */
  static RunBars byTheta(Optional<RunWeights> weights, String layer, double reach) {
    List<FacetBar> bars = new ArrayList<>();
    Optional<ThetaHistogram> theta = weights.flatMap(each -> each.theta(layer));
    double width = reach / BARS_A_SIDE;
    theta.ifPresent(counts -> {
      int perBar = (int) Math.round(width * ThetaHistogram.BINS_PER_UNIT);
      int middle = ThetaHistogram.BINS / 2;
      for (int i = -BARS_A_SIDE; i < BARS_A_SIDE; i++) {
        // The outermost bars hold what lies beyond them too.
        int first = i == -BARS_A_SIDE ? 0 : middle + i * perBar;
        int end = i == BARS_A_SIDE - 1 ? ThetaHistogram.BINS : middle + (i + 1) * perBar;
        bars.add(new FacetBar(i * width, (i + 1) * width, counts.count(first, end), false, false));
      }
      if (counts.pruned() > 0) {
        bars.add(new FacetBar(-width / 2, width / 2, counts.pruned(), true, true));
      }
    });
    String why =
        weights.isEmpty() ? Text.of("chart.compare.reading") : Text.of("chart.compare.noWeights");
    return new RunBars(
        -reach,
        reach,
        bars,
        theta.map(ThetaHistogram::kept).orElse(0L),
        List.of(-reach, -reach / 2, 0.0, reach / 2, reach),
        why);
  }

  /** The weights of a run by log α, cut at its own threshold. */
  static RunBars byLogAlpha(ComparisonView view, int index, String layer) {
    Run run = view.runs().get(index).run();
    Optional<EpochMetrics> metrics = view.metrics().get(index);
    List<LogAlphaHistogram> histograms =
        metrics.map(each -> run.histograms(each.epoch())).orElse(List.of()).stream()
            .filter(each -> layer.isEmpty() || each.layer().equals(layer))
            .toList();
    double cut =
        run.info().config().map(ExperimentConfig::threshold).orElse(LogAlpha.DEFAULT_THRESHOLD);
    List<FacetBar> bars = new ArrayList<>();
    if (!histograms.isEmpty()) {
      for (Bar bar : Bar.of(histograms)) {
        boolean pruned = bar.clip() ? cut <= bar.from() : bar.from() >= cut - 1e-9;
        bars.add(new FacetBar(bar.from(), bar.to(), bar.count(), pruned, bar.clip()));
      }
    }
    return new RunBars(
        -Bar.AXIS_END,
        Bar.AXIS_END,
        bars,
        histograms.stream().mapToLong(each -> each.kept(cut)).sum(),
        List.of(-8.0, -4.0, 0.0, 4.0, 8.0),
        LogAlphaHistogramChart.whyEmpty(
            new RunView(run, metrics.map(EpochMetrics::epoch).orElse(0), cut, layer)));
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  long highest() {
    return bars.stream().mapToLong(FacetBar::count).max().orElse(0);
  }

  /** The bar of weights pruned to zero. */
  Optional<FacetBar> prunedBar() {
    return bars.stream().filter(FacetBar::isZeroBar).findFirst();
  }

  /** The bar at {@code value}, that of pruned weights apart. */
  Optional<FacetBar> at(double value) {
    return bars.stream()
        .filter(bar -> !bar.isZeroBar() && value >= bar.from() && value < bar.to())
        .findFirst();
  }

  private boolean isTheta() {
    return upper < Bar.AXIS_END;
  }

  String tick(double value) {
    return Numbers.decimals(value, isTheta() ? (upper <= 0.2 ? 2 : 1) : 0);
  }

  /** Where the words of a tick begin, as a share of their width: at the ends they stay inside. */
  Ink.Align align(double tick) {
    return tick == ticks.getFirst() && lower == tick
        ? Ink.Align.LEFT
        : tick == ticks.getLast() && upper == tick ? Ink.Align.RIGHT : Ink.Align.CENTER;
  }

  /**
   * The ticks that are told in words, as many as stand apart: every one, every second, …
   *
   * @param width of the axis
   * @param gap between words at least
   * @param wide how wide words are
   */
  List<Double> namedTicks(double width, double gap, ToDoubleFunction<String> wide) {
    for (int step = 1; step < ticks.size(); step++) {
      List<Double> some = new ArrayList<>();
      for (int i = 0; i < ticks.size(); i += step) {
        some.add(ticks.get(i));
      }
      if (standApart(some, width, gap, wide)) {
        return some;
      }
    }
    return ticks.stream().limit(1).toList();
  }

  private boolean standApart(
      List<Double> some, double width, double gap, ToDoubleFunction<String> wide) {
    double end = Double.NEGATIVE_INFINITY;
    for (double tick : some) {
      double words = wide.applyAsDouble(tick(tick));
      double from = (tick - lower) / (upper - lower) * width - align(tick).share * words;
      if (from < end + gap) {
        return false;
      }
      end = from + words;
    }
    return true;
  }

  /** The range of a bar, in words. */
  String words(FacetBar bar) {
    if (!isTheta()) {
      return bar.hatched()
          ? Text.of(bar.to() < 0 ? "chart.atClipLow" : "chart.atClipHigh")
          : Text.of("chart.atLogAlpha", Numbers.logAlpha(bar.from()), Numbers.logAlpha(bar.to()));
    }
    int decimals = upper <= 0.4 ? 3 : 2;
    String from = Numbers.decimals(bar.from(), decimals);
    String to = Numbers.decimals(bar.to(), decimals);
    if (bar.from() <= lower + 1e-9) {
      return Text.of("chart.compare.thetaBelow", to);
    }
    return bar.to() >= upper - 1e-9
        ? Text.of("chart.compare.thetaAbove", from)
        : Text.of("chart.compare.thetaFrom", from, to);
  }
}
