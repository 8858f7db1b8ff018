package org.sparsevd.ui.kl;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.LogAlphaHistogram;

/**
 * How many weights of a layer, or of all, lie at a log α: counted one by one, or told by histograms
 * with the weights of a bin spread evenly over it.
 */
final class WeightCounts {
  /** Weights this close count as at a log α. */
  static final double NEAR = 0.05;

  private static final double SAME = 1e-9;

  private final DoubleUnaryOperator below;
  private final long total;
  private final boolean counted;

  private WeightCounts(DoubleUnaryOperator below, long total, boolean counted) {
    this.below = below;
    this.total = total;
    this.counted = counted;
  }

  /**
   * Counts by bisection.
   *
   * @param layer whose weights, "" for all
   */
  static WeightCounts of(CutIndex index, String layer) {
    long total =
        index.sparsity(Cut.at(0)).layers().stream()
            .filter(each -> layer.isEmpty() || each.name().equals(layer))
            .mapToLong(each -> each.total())
            .sum();
    return new WeightCounts(logAlpha -> below(index, layer, logAlpha), total, true);
  }

  private static double below(CutIndex index, String layer, double logAlpha) {
    return index.sparsity(Cut.at(logAlpha)).layers().stream()
        .filter(each -> layer.isEmpty() || each.name().equals(layer))
        .mapToLong(each -> each.kept())
        .sum();
  }

  /** Estimates from the histograms of the layers in question. */
  static WeightCounts of(List<LogAlphaHistogram> histograms) {
    return new WeightCounts(
        logAlpha -> histograms.stream().mapToDouble(each -> below(each, logAlpha)).sum(),
        histograms.stream().mapToLong(LogAlphaHistogram::total).sum(),
        false);
  }

  private static double below(LogAlphaHistogram histogram, double logAlpha) {
    if (logAlpha <= -LogAlpha.CLIP) {
      return 0;
    }
    double below = histogram.count(0);
    double bins = (logAlpha + LogAlpha.CLIP) * LogAlphaHistogram.BINS_PER_UNIT;
    for (int bin = 1; bin < LogAlphaHistogram.BINS - 1 && bins > 0; bin++, bins--) {
      below += histogram.count(bin) * Math.min(1, bins);
    }
    boolean beyondClip = logAlpha > LogAlpha.CLIP + SAME;
    return beyondClip ? below + histogram.count(LogAlphaHistogram.BINS - 1) : below;
  }

  /** Weights within {@link #NEAR} of {@code logAlpha}. */
  long near(double logAlpha) {
    return Math.round(below.applyAsDouble(logAlpha + NEAR) - below.applyAsDouble(logAlpha - NEAR));
  }

  /** Weights at {@code logAlpha} or beyond. */
  long from(double logAlpha) {
    return total - Math.round(below.applyAsDouble(logAlpha));
  }

  /** All weights in question. */
  long total() {
    return total;
  }

  /** Whether {@link #near} is exact. */
  boolean isCounted() {
    return counted;
  }

  /** Whether {@link #from} is exact at {@code logAlpha}: histograms are at the edges of bins. */
  boolean isCounted(double logAlpha) {
    double bins = logAlpha * LogAlphaHistogram.BINS_PER_UNIT;
    return counted || Math.abs(bins - Math.rint(bins)) < SAME * LogAlphaHistogram.BINS_PER_UNIT;
  }
}
