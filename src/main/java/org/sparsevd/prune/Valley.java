package org.sparsevd.prune;

import java.util.List;
import java.util.OptionalDouble;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * The valley between the two modes of a log α histogram: weights that the data holds in place left
 * of it, weights that only noise moves right of it.
 *
 * <p>Counts of bins of 0.1 are smoothed by a Gaussian of width {@value #SMOOTHING} and taken as
 * square roots, whose random spread is ½ whatever the count. The valley is the lowest place from
 * which the curve rises on both sides; it counts when both rises are at least {@value #LEAST_RISE},
 * six times that spread, and the lower of the two modes is at least twice as high as the valley. Of
 * an even floor it is the middle. The weights that the clip holds at 8 are part of the right mode.
 */
public final class Valley {
  private static final double SMOOTHING = 0.3;
  private static final double LEAST_RISE = 3;

  private Valley() {}

  /**
   * Finds the valley of all {@code histograms} taken together, to the nearest 0.1.
   *
   * @return log α; empty when there are not two modes
   */
  public static OptionalDouble of(List<LogAlphaHistogram> histograms) {
    double[] heights = smoothedRoots(histograms);
    int bins = heights.length;
    double[] highestFrom = new double[bins + 1];
    for (int i = bins - 1; i >= 0; i--) {
      highestFrom[i] = Math.max(highestFrom[i + 1], heights[i]);
    }
    double highestBefore = 0;
    double deepest = 0;
    int first = -1;
    int last = -1;
    for (int i = 0; i < bins; i++) {
      double lowerMode = Math.min(highestBefore, highestFrom[i + 1]);
      double rise = lowerMode - heights[i];
      boolean half = lowerMode * lowerMode >= 2 * heights[i] * heights[i];
      if (rise >= LEAST_RISE && half && rise >= deepest) {
        boolean floorGoesOn = rise == deepest && last == i - 1;
        first = rise > deepest || !floorGoesOn ? i : first;
        last = i;
        deepest = rise;
      }
      highestBefore = Math.max(highestBefore, heights[i]);
    }
    if (first < 0) {
      return OptionalDouble.empty();
    }
    double middle = (first + last + 1) / 2.0; // in bins from −8
    return OptionalDouble.of(
        Math.round(middle - LogAlpha.CLIP * LogAlphaHistogram.BINS_PER_UNIT)
            / (double) LogAlphaHistogram.BINS_PER_UNIT);
  }

  /** Square roots of the smoothed counts of the bins from −8 on; the clip bin at 8 comes last. */
  private static double[] smoothedRoots(List<LogAlphaHistogram> histograms) {
    int inner = LogAlphaHistogram.BINS - 2;
    double[] counts = new double[inner + 1];
    for (LogAlphaHistogram histogram : histograms) {
      for (int i = 0; i <= inner; i++) {
        counts[i] += histogram.count(i + 1);
      }
    }
    int reach = (int) Math.ceil(3 * SMOOTHING * LogAlphaHistogram.BINS_PER_UNIT);
    double[] roots = new double[inner + 1];
    for (int i = 0; i < inner; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(inner - 1, i + reach); j++) {
        double away = (j - i) / (SMOOTHING * LogAlphaHistogram.BINS_PER_UNIT);
        double weight = Math.exp(-away * away / 2);
        sum += weight * counts[j];
        weights += weight;
      }
      roots[i] = Math.sqrt(sum / weights);
    }
    roots[inner] = Math.sqrt(counts[inner]);
    return roots;
  }
}
