package org.sparsevd.run;

import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * A weight in one epoch of its life.
 *
 * @param theta NaN where it was not kept
 * @param sigma standard deviation of its noise; NaN where the method has none or θ was not kept
 * @param logAlpha NaN where the method has none
 * @param exact whether the values are the trained ones; else log α is rounded to 0.1 and θ to
 *     float16
 */
public record WeightPoint(int epoch, double theta, double sigma, double logAlpha, boolean exact) {
  /** A weight as the history has it. */
  public static WeightPoint rounded(int epoch, EpochHistory.Layer layer, int weight) {
    double theta = layer.theta(weight);
    double logAlpha = layer.logAlpha(weight);
    return new WeightPoint(epoch, theta, Math.abs(theta) * Math.exp(logAlpha / 2), logAlpha, false);
  }

  /** A weight as it was trained. */
  public static WeightPoint exact(int epoch, PinnedWeights.Value value) {
    float[] logAlpha = {Float.NaN};
    if (!Float.isNaN(value.logSigma2())) {
      LogAlpha.of(
          Kernels.scalar(),
          new float[] {value.theta()},
          new float[] {value.logSigma2()},
          logAlpha,
          0,
          1);
    }
    return new WeightPoint(
        epoch, value.theta(), Math.exp(value.logSigma2() / 2.0), logAlpha[0], true);
  }

  /** |θ| / σ, from log α where θ was not kept. */
  public double signalToNoise() {
    return Double.isNaN(theta) || sigma == 0 ? Math.exp(-logAlpha / 2) : Math.abs(theta) / sigma;
  }
}
