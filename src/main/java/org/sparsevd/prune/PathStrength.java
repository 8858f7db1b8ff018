package org.sparsevd.prune;

import java.util.List;
import org.sparsevd.nn.LayerWeights;

/**
 * How strongly each input of a network can move each logit: Σ over all paths of kept weights from
 * input i to logit c of Π |θ| along the path, so |Θ₁| · |Θ₂| ⋯ |Θ_L|.
 *
 * <p>ReLU never stretches a difference, so this bounds by how much the logit changes when the input
 * changes by 1. It is 0 exactly when no path is left. Inputs of different spread compare only after
 * each is multiplied by its own.
 */
public final class PathStrength {
  private PathStrength() {}

  /**
   * The strength of every pair, [inputs × classes].
   *
   * @param layers from the input on, pruned weights already zero
   * @throws IllegalArgumentException when a layer is a convolution, or the layers do not fit
   */
  public static double[][] of(List<LayerWeights> layers) {
    double[][] strength = new double[0][];
    for (int l = layers.size() - 1; l >= 0; l--) {
      LayerWeights layer = layers.get(l);
      boolean last = l == layers.size() - 1;
      if (layer.filter().isPresent() || (!last && layer.outputs() != strength.length)) {
        throw new IllegalArgumentException(
            "%s: expected a dense layer with %d outputs, got [%d × %d]%s"
                .formatted(
                    layer.name(),
                    last ? layer.outputs() : strength.length,
                    layer.inputs(),
                    layer.outputs(),
                    layer.filter().isPresent() ? " of a convolution" : ""));
      }
      strength = last ? magnitudes(layer) : product(layer, strength);
    }
    return strength;
  }

  private static double[][] magnitudes(LayerWeights layer) {
    double[][] magnitudes = new double[layer.inputs()][layer.outputs()];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.outputs(); j++) {
        magnitudes[i][j] = Math.abs(layer.theta().unsafe_get(i, j));
      }
    }
    return magnitudes;
  }

  /** |Θ| · {@code after}, [in × classes]. */
  private static double[][] product(LayerWeights layer, double[][] after) {
    int classes = after[0].length;
    double[][] product = new double[layer.inputs()][classes];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.outputs(); j++) {
        double weight = Math.abs(layer.theta().unsafe_get(i, j));
        if (weight > 0) { // few are left
          for (int c = 0; c < classes; c++) {
            product[i][c] += weight * after[j][c];
          }
        }
      }
    }
    return product;
  }
}
