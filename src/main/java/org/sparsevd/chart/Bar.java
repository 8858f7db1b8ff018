package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * One bar of a histogram of log α, 0.2 wide.
 *
 * @param from left edge in log α
 * @param to right edge
 * @param count weights in it
 * @param clip whether the clip of log α holds its weights in place; it then stands beside the axis'
 *     end, apart from the weights that are where they want to be
 */
record Bar(double from, double to, long count, boolean clip) {
  /** Bins of {@link LogAlphaHistogram} a bar joins. */
  static final int BINS = 2;

  private static final double CLIP_NEAR = LogAlpha.CLIP + 0.1;
  private static final double CLIP_FAR = LogAlpha.CLIP + 0.5;

  /** End of the axis on a side that has a clip bar. */
  static final double AXIS_END = LogAlpha.CLIP + 0.6;

  /** The bars of all {@code histograms} together: low clip bar, the others, high clip bar. */
  static List<Bar> of(List<LogAlphaHistogram> histograms) {
    List<Bar> bars = new ArrayList<>();
    int last = LogAlphaHistogram.BINS - 1;
    bars.add(new Bar(-CLIP_FAR, -CLIP_NEAR, count(histograms, 0, 1), true));
    for (int bin = 1; bin < last; bin += BINS) {
      bars.add(new Bar(edge(bin), edge(bin + BINS), count(histograms, bin, bin + BINS), false));
    }
    bars.add(new Bar(CLIP_NEAR, CLIP_FAR, count(histograms, last, last + 1), true));
    return bars;
  }

  private static double edge(int bin) {
    return -LogAlpha.CLIP + (bin - 1) / (double) LogAlphaHistogram.BINS_PER_UNIT;
  }

  private static long count(List<LogAlphaHistogram> histograms, int from, int end) {
    long count = 0;
    for (LogAlphaHistogram histogram : histograms) {
      for (int bin = from; bin < end; bin++) {
        count += histogram.count(bin);
      }
    }
    return count;
  }

  /** Whether log α lies on this bar. */
  boolean holds(double logAlpha) {
    return logAlpha >= from && logAlpha < to;
  }

  /** The counts of one layer's bars over their left edges; those of empty bars too. */
  static ChartData.Series series(LogAlphaHistogram histogram) {
    List<Bar> bars = of(List.of(histogram));
    return new ChartData.Series(
        histogram.layer(),
        count -> Numbers.count(Math.round(count)),
        bars.stream().map(Bar::from).toList(),
        bars.stream().map(bar -> (double) bar.count()).toList());
  }

  /** The axis of {@link #series}: each bar is named by its range, the clip bars by their bound. */
  static ChartData.Axis axis() {
    return new ChartData.Axis(
        Text.of("chart.logAlpha"),
        from ->
            from < -LogAlpha.CLIP
                ? Text.of("chart.clipLow")
                : from > LogAlpha.CLIP
                    ? Text.of("chart.clipHigh")
                    : Text.of(
                        "chart.words.range",
                        Numbers.logAlpha(from),
                        Numbers.logAlpha(from + BINS / (double) LogAlphaHistogram.BINS_PER_UNIT)),
        false);
  }
}
