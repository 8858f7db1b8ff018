package org.sparsevd.prune;

import java.util.Map;

/**
 * From which log α on a weight is pruned: one threshold for all layers, with others for some.
 *
 * @param threshold log α for every layer not named in {@code layers}
 * @param layers thresholds by layer name
 */
public record Cut(double threshold, Map<String, Double> layers) {
  public Cut {
    layers = Map.copyOf(layers);
  }

  /** The same threshold for every layer. */
  public static Cut at(double threshold) {
    return new Cut(threshold, Map.of());
  }

  /** The threshold of the layer called {@code layer}. */
  public double of(String layer) {
    return layers.getOrDefault(layer, threshold);
  }
}
