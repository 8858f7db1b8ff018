package org.sparsevd.prune;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * Weights with those beyond a cut set to zero, and what is left. Layers without log σ² are left
 * whole.
 *
 * @param weights pruned copies, from the input on
 * @param sparsity how many are kept
 */
public record Pruning(List<LayerWeights> weights, Sparsity sparsity) {

  /** Prunes {@code layers}, which stay as they are, at {@code cut}. */
  public static Pruning at(Kernels kernels, List<LayerWeights> layers, Cut cut) {
    List<LayerWeights> pruned = new ArrayList<>();
    List<Sparsity.Layer> counts = new ArrayList<>();
    for (LayerWeights layer : layers) {
      int kept = layer.weightCount();
      LayerWeights result = layer;
      if (layer.logSigma2().isPresent()) {
        FMatrixRMaj theta = layer.theta().copy();
        kept = zeroBeyond(theta, logAlpha(kernels, layer), cut.of(layer.name()));
        result = layer.withTheta(theta);
      }
      pruned.add(result);
      counts.add(new Sparsity.Layer(layer.name(), kept, layer.weightCount()));
    }
    return new Pruning(List.copyOf(pruned), new Sparsity(counts));
  }

  /** log α of every weight of a layer that has log σ², in the order of its θ. */
  public static float[] logAlpha(Kernels kernels, LayerWeights layer) {
    float[] logAlpha = new float[layer.weightCount()];
    LogAlpha.of(
        kernels,
        layer.theta().data,
        layer.logSigma2().orElseThrow().data,
        logAlpha,
        0,
        logAlpha.length);
    return logAlpha;
  }

  /** log α histogram of every layer that has log σ². */
  public static List<LogAlphaHistogram> histograms(Kernels kernels, List<LayerWeights> layers) {
    return layers.stream()
        .filter(layer -> layer.logSigma2().isPresent())
        .map(layer -> LogAlphaHistogram.of(layer.name(), logAlpha(kernels, layer)))
        .toList();
  }

  private static int zeroBeyond(FMatrixRMaj theta, float[] logAlpha, double threshold) {
    float cut = (float) threshold;
    int kept = 0;
    for (int i = 0; i < logAlpha.length; i++) {
      if (logAlpha[i] < cut) {
        kept++;
      } else {
        theta.data[i] = 0;
      }
    }
    return kept;
  }
}
