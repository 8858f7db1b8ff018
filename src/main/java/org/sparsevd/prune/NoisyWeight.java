package org.sparsevd.prune;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * One weight and how noisy it is.
 *
 * @param layer name of its layer
 * @param input row of θ
 * @param output column of θ
 * @param theta its mean
 * @param logAlpha clipped
 */
public record NoisyWeight(String layer, int input, int output, double theta, double logAlpha) {

  /** The weight at a place; empty when the layer has no such place or no noise. */
  public static Optional<NoisyWeight> at(LayerWeights layer, int input, int output) {
    boolean there =
        layer.isNoisy()
            && input >= 0
            && output >= 0
            && input < layer.inputs()
            && output < layer.outputs();
    return there ? Optional.of(of(layer, input * layer.outputs() + output)) : Optional.empty();
  }

  /**
   * Any weight of a noisy layer that the default threshold keeps, or any at all if it keeps none.
   */
  public static NoisyWeight anyKept(LayerWeights layer, RandomGenerator random) {
    int start = random.nextInt(layer.weightCount());
    for (int i = 0; i < layer.weightCount(); i++) {
      NoisyWeight weight = of(layer, (start + i) % layer.weightCount());
      if (weight.theta != 0 && weight.logAlpha < LogAlpha.DEFAULT_THRESHOLD) {
        return weight;
      }
    }
    return of(layer, start);
  }

  private static NoisyWeight of(LayerWeights layer, int index) {
    double theta = layer.theta().data[index];
    double logSigma2 = layer.logSigma2().orElseThrow().data[index];
    double logAlpha = logSigma2 - Math.log(theta * theta + LogAlpha.EPSILON);
    return new NoisyWeight(
        layer.name(),
        index / layer.outputs(),
        index % layer.outputs(),
        theta,
        Math.clamp(logAlpha, -LogAlpha.CLIP, LogAlpha.CLIP));
  }
}
