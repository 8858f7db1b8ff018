package org.sparsevd.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.LayerWeights;

/**
 * Prunes by |θ| alone: the rule for networks that know no log α, and the fair line beside one that
 * does.
 */
public final class MagnitudePruning {
  private MagnitudePruning() {}

  /**
   * Keeps the weights of largest |θ| in each layer and sets the others to zero; of equal ones those
   * that come first in θ are kept.
   *
   * @param layers from the input on; they stay as they are
   * @param kept how many weights each keeps, in [0, number of its weights]
   */
  public static List<LayerWeights> keepLargest(List<LayerWeights> layers, List<Integer> kept) {
    if (layers.size() != kept.size()) {
      throw new IllegalArgumentException(
          "expected %d counts, got %d".formatted(layers.size(), kept.size()));
    }
    List<LayerWeights> pruned = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      pruned.add(keepLargest(layers.get(i), kept.get(i)));
    }
    return List.copyOf(pruned);
  }

  private static LayerWeights keepLargest(LayerWeights layer, int kept) {
    int count = layer.weightCount();
    if (kept < 0 || kept > count) {
      throw new IllegalArgumentException(
          "%s: expected 0 to %d weights to keep, got %d".formatted(layer.name(), count, kept));
    }
    FMatrixRMaj theta = layer.theta().copy();
    // |θ| as its bits, which have the same order, and below them the place, the first largest.
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      long magnitude = Float.floatToIntBits(Math.abs(theta.data[i]));
      order[i] = magnitude << Integer.SIZE | (count - 1 - i);
    }
    Arrays.sort(order);
    for (int i = 0; i < count - kept; i++) {
      theta.data[count - 1 - (int) order[i]] = 0;
    }
    return layer.withTheta(theta);
  }
}
