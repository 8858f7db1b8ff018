package org.sparsevd.prune.compact;

import java.util.List;
import org.sparsevd.nn.Volume;

/**
 * A network to be run and no longer trained: pruned weights and dead units are gone, and the
 * constants that dead units gave are in the biases after them.
 *
 * @param input one sample
 * @param scaling of stored values
 * @param layers from the input on; the last one gives a logit a class
 */
public record CompactModel(Volume input, InputScaling scaling, List<CompactLayer> layers) {
  public CompactModel {
    layers = List.copyOf(layers);
    if (scaling.mean().numCols != input.features()) {
      throw new IllegalArgumentException(
          "expected a mean of %d features, got %d"
              .formatted(input.features(), scaling.mean().numCols));
    }
    if (layers.isEmpty() || !(layers.getLast() instanceof CompactLayer.Dense last && last.last())) {
      throw new IllegalArgumentException("expected a dense layer of one logit a class at the end");
    }
  }

  /** The layers with weights. */
  public List<CompactLayer.Weighted> weighted() {
    return layers.stream()
        .filter(CompactLayer.Weighted.class::isInstance)
        .map(CompactLayer.Weighted.class::cast)
        .toList();
  }

  public int classes() {
    return weighted().getLast().weights().outputs();
  }

  /** Weights that are not zero. */
  public long weightsKept() {
    return weighted().stream().mapToLong(layer -> layer.weights().kept()).sum();
  }

  /** Weights that are not zero, and biases. */
  public long parametersKept() {
    return weightsKept() + weighted().stream().mapToLong(layer -> layer.bias().numCols).sum();
  }

  /** Hidden neurons and filters that are left. */
  public int units() {
    List<CompactLayer.Weighted> weighted = weighted();
    return weighted.stream()
        .limit(weighted.size() - 1L)
        .mapToInt(layer -> layer.weights().outputs())
        .sum();
  }

  /** Floating-point operations of the layers' products for one sample; a multiply-add is two. */
  public long flops() {
    return weighted().stream()
        .mapToLong(layer -> 2L * layer.weights().stored() * layer.positions())
        .sum();
  }
}
