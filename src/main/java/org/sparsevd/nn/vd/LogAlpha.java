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
   * @param logAlpha result; modified
   * @param offset first weight in all three
   * @param length number of weights
   */
  public static void of(
      Kernels kernels, float[] theta, float[] logSigma2, float[] logAlpha, int offset, int length) {
    unclipped(kernels, theta, logSigma2, logAlpha, offset, length);
    kernels.clamp(logAlpha, offset, length, -CLIP, CLIP);
  }

  /** As {@link #of}, before the clip: log σ² − log(θ² + ε). */
  static void unclipped(
      Kernels kernels, float[] theta, float[] logSigma2, float[] logAlpha, int offset, int length) {
    logOfSquares(kernels, theta, logAlpha, offset, length);
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      logAlpha[i] = logSigma2[i] - logAlpha[i];
    }
  }

  /**
   * log σ² of {@code length} weights from their log α: what {@link #of} turns into log α again,
   * within its rounding.
   *
   * @param logAlpha of each weight, within the clip
   * @param logSigma2 result; modified
   */
  static void toLogSigma2(
      Kernels kernels, float[] theta, float[] logAlpha, float[] logSigma2, int offset, int length) {
    logOfSquares(kernels, theta, logSigma2, offset, length);
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      logSigma2[i] += logAlpha[i];
    }
  }

  private static void logOfSquares(
      Kernels kernels, float[] theta, float[] result, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      result[i] = theta[i] * theta[i] + EPSILON;
    }
    kernels.log(result, offset, result, offset, length);
  }
}
