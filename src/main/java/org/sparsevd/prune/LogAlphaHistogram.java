package org.sparsevd.prune;

import java.util.Arrays;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * How many weights of one layer have which log α: bins of 0.1 from −8 to 8 between two clip bins.
 *
 * <p>Bin 0 holds log α = −8 (held there by the clip), bin i in 1 … 160 holds [edge(i), edge(i + 1))
 * with edge(i) = −8 + (i − 1) / 10, and the last, 161, holds log α = 8. Counts for a cut on an edge
 * are therefore exact.
 */
public final class LogAlphaHistogram {
  /** Bins a unit of log α. */
  public static final int BINS_PER_UNIT = 10;

  /** Number of bins, the two clip bins included. */
  public static final int BINS = Math.round(2 * LogAlpha.CLIP) * BINS_PER_UNIT + 2;

  private final String layer;
  private final int[] counts;

  /**
   * @param layer name of the layer
   * @param counts [{@link #BINS}], copied
   */
  public LogAlphaHistogram(String layer, int[] counts) {
    if (counts.length != BINS) {
      throw new IllegalArgumentException("expected " + BINS + " bins, got " + counts.length);
    }
    this.layer = layer;
    this.counts = counts.clone();
  }

  /** Counts the clipped log α of a layer's weights. */
  public static LogAlphaHistogram of(String layer, float[] logAlpha) {
    int[] counts = new int[BINS];
    for (float value : logAlpha) {
      counts[binOf(value)]++;
    }
    return new LogAlphaHistogram(layer, counts);
  }

  public String layer() {
    return layer;
  }

  public int count(int bin) {
    return counts[bin];
  }

  /** Number of weights in the layer. */
  public int total() {
    return Arrays.stream(counts).sum();
  }

  /** Left edge of {@code bin} in log α; the clip bins have no width and answer ∓8. */
  public static float edge(int bin) {
    return bin == 0 ? -LogAlpha.CLIP : edgeAbove(bin);
  }

  private static float edgeAbove(int bin) {
    return (float) (-LogAlpha.CLIP + (bin - 1) / (double) BINS_PER_UNIT);
  }

  /** Whether the bin holds weights that the clip of log α holds in place. */
  public static boolean isClipBin(int bin) {
    return bin == 0 || bin == BINS - 1;
  }

  /** The bin of a clipped log α. */
  public static int binOf(float logAlpha) {
    if (logAlpha <= -LogAlpha.CLIP) {
      return 0;
    } else if (logAlpha >= LogAlpha.CLIP) {
      return BINS - 1;
    }
    int bin = 1 + (int) ((logAlpha + LogAlpha.CLIP) * BINS_PER_UNIT);
    // The product rounds; the edges decide.
    if (logAlpha < edgeAbove(bin)) {
      return bin - 1;
    }
    return logAlpha >= edgeAbove(bin + 1) ? bin + 1 : bin;
  }

  /** Weights with log α below {@code threshold}, which is rounded to the nearest edge. */
  public int kept(double threshold) {
    int kept = 0;
    for (int bin = 0; bin < BINS; bin++) {
      // A bin is kept when its left edge lies below the cut; half a bin guards against rounding.
      if (edge(bin) < threshold - 0.5 / BINS_PER_UNIT) {
        kept += counts[bin];
      }
    }
    return kept;
  }
}
