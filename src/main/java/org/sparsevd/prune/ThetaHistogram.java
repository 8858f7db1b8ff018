package org.sparsevd.prune;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How many kept weights have which θ: bins of 0.005 from −2 to 2 between two bins for all beyond.
 * Pruned weights are zero and counted apart.
 *
 * <p>Bin 0 holds θ &lt; −2, bin i in 1 … 800 holds [edge(i), edge(i + 1)) with edge(i) = −2 + (i −
 * 1) / 200, the last holds θ ≥ 2.
 */
public final class ThetaHistogram {
  /** Bins a unit of θ. */
  public static final int BINS_PER_UNIT = 200;

  /** Where the bins of a width end, on both sides. */
  public static final int END = 2;

  /** Number of bins, the two outer ones included. */
  public static final int BINS = 2 * END * BINS_PER_UNIT + 2;

  private final int[] counts;
  private final long pruned;

  private ThetaHistogram(int[] counts, long pruned) {
    this.counts = counts;
    this.pruned = pruned;
  }

  /** What {@link #of(LayerMask, Thetas)} reads θ from. */
  @FunctionalInterface
  public interface Thetas {
    /** θ of a weight, numbered as in its mask; NaN where it is unknown. */
    float theta(int weight);
  }

  /** Counts the weights of a layer; kept ones of unknown θ are left out. */
  public static ThetaHistogram of(LayerMask mask, Thetas thetas) {
    int[] counts = new int[BINS];
    long pruned = 0;
    for (int weight = 0; weight < mask.inputs() * mask.outputs(); weight++) {
      if (!mask.kept(weight)) {
        pruned++;
      } else if (!Float.isNaN(thetas.theta(weight))) {
        counts[binOf(thetas.theta(weight))]++;
      }
    }
    return new ThetaHistogram(counts, pruned);
  }

  /** The counts of several layers together. */
  public static ThetaHistogram sum(Collection<ThetaHistogram> layers) {
    int[] counts = new int[BINS];
    long pruned = 0;
    for (ThetaHistogram each : layers) {
      Arrays.setAll(counts, bin -> counts[bin] + each.counts[bin]);
      pruned += each.pruned;
    }
    return new ThetaHistogram(counts, pruned);
  }

  private static int binOf(float theta) {
    return Math.clamp((long) Math.floor((theta + (double) END) * BINS_PER_UNIT) + 1, 0, BINS - 1);
  }

  /** Kept weights from bin {@code first} up to, not including, {@code end}. */
  public long count(int first, int end) {
    long count = 0;
    for (int bin = Math.max(0, first); bin < Math.min(end, BINS); bin++) {
      count += counts[bin];
    }
    return count;
  }

  /** Kept weights. */
  public long kept() {
    return count(0, BINS);
  }

  /** Pruned weights. */
  public long pruned() {
    return pruned;
  }

  /**
   * A round θ within which, on both sides of 0, all but {@code share} of the kept weights of every
   * one of {@code histograms} lie; at least 0.1, at most {@value #END}.
   */
  public static double reach(List<ThetaHistogram> histograms, double share) {
    for (double reach : new double[] {0.1, 0.2, 0.4, 0.6, 1, 1.4}) {
      int middle = BINS / 2;
      int bins = (int) Math.round(reach * BINS_PER_UNIT);
      boolean enough =
          histograms.stream()
              .allMatch(each -> {
                long beyond = each.kept() - each.count(middle - bins, middle + bins);
                return beyond <= share * each.kept();
              });
      if (enough) {
        return reach;
      }
    }
    return END;
  }
}
