package org.sparsevd.nn.vd;

import org.sparsevd.kernel.Kernels;

/**
 * log α = clip(log σ² − log(θ² + ε), −8, 8), element-wise: the one place that knows ε, the clip and
 * the default threshold. Molchanov et al. 2017, §4.3, with the clip of the authors' code.
 */
public final class LogAlpha {
  /** Keeps log θ² finite at θ = 0. */
  public static final float EPSILON = 1e-8f;

  /** log α is held in [−CLIP, CLIP]. */
  public static final float CLIP = 8;

  /** A weight is pruned from this log α on unless something else is asked for: p ≈ 0.9526. */
  public static final double DEFAULT_THRESHOLD = 3;

  private LogAlpha() {}

  /** p = α / (1 + α), the equivalent binary dropout rate. */
  public static double dropoutRate(double logAlpha) {
    return 1 / (1 + StrictMath.exp(-logAlpha));
  }

  /**
   * log α of {@code length} weights.
   *
   * @param kernels does the logarithm
   * @param theta weight means θ
   * @param logSigma2 log σ²
   * @param offset first weight in both
   * @param logAlpha result at {@code [logAlphaOffset, logAlphaOffset + length)}; modified
   * @param length number of weights
   */
  public static void of(
      Kernels kernels,
      float[] theta,
      float[] logSigma2,
      int offset,
      float[] logAlpha,
      int logAlphaOffset,
      int length) {
    for (int i = 0; i < length; i++) {
      float t = theta[offset + i];
      logAlpha[logAlphaOffset + i] = t * t + EPSILON;
    }
    kernels.log(logAlpha, logAlphaOffset, logAlpha, logAlphaOffset, length);
    for (int i = 0; i < length; i++) {
      logAlpha[logAlphaOffset + i] = logSigma2[offset + i] - logAlpha[logAlphaOffset + i];
    }
    kernels.clamp(logAlpha, logAlphaOffset, length, -CLIP, CLIP);
  }
}
