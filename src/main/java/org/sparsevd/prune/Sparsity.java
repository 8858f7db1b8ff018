package org.sparsevd.prune;

import java.util.List;

/**
 * How many weights a cut keeps. Weights only: biases do not count.
 *
 * @param layers from the input on
 */
public record Sparsity(List<Layer> layers) {
  public Sparsity {
    layers = List.copyOf(layers);
  }

  /** One layer's count. */
  public record Layer(String name, int kept, int total) {
    /** Pruned share in percent. */
    public double percent() {
      return 100.0 * (total - kept) / total;
    }
  }

  public long kept() {
    return layers.stream().mapToLong(Layer::kept).sum();
  }

  public long total() {
    return layers.stream().mapToLong(Layer::total).sum();
  }

  /** |W| / |W≠0|; +∞ when nothing is kept. */
  public double compression() {
    return (double) total() / kept();
  }

  /** Pruned share of all weights in percent. */
  public double percent() {
    return 100.0 * (total() - kept()) / total();
  }
}
