package org.sparsevd.chart;

/**
 * How many weights of a layer a cut keeps; one row of the table of layers.
 *
 * @param layer its name
 * @param kept weights below the cut
 * @param total all weights, biases not counted
 */
public record LayerCount(String layer, int kept, int total) {
  /** Weights beyond the cut. */
  public int pruned() {
    return total - kept;
  }

  /** Share of the weights beyond the cut, in percent. */
  public double prunedPercent() {
    return 100.0 * pruned() / total;
  }
}
