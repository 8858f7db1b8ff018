package org.sparsevd.train;

import java.util.Objects;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;

/** Some samples as a network takes them, gathered by all threads. Reused, one thread at a time. */
final class Minibatch {
  private final Compute compute;
  private final FMatrixRMaj inputs = new FMatrixRMaj(0, 0);
  private final int[] labels;
  private final Compute.RangeTask task = this::gather;
  private Samples samples;
  private int[] order;
  private int start;

  /**
   * @param size most samples it can hold
   */
  Minibatch(Compute compute, int size) {
    this.compute = compute;
    labels = new int[size];
  }

  /**
   * Holds samples {@code order[from] … order[to - 1]} from now on.
   *
   * @throws IndexOutOfBoundsException when there are no such samples, or too many
   */
  void gather(Samples samples, int[] order, int from, int to) {
    Objects.checkFromToIndex(from, to, order.length);
    Objects.checkFromIndexSize(0, to - from, labels.length);
    this.samples = samples;
    this.order = order;
    start = from;
    inputs.reshape(to - from, samples.features());
    compute.forRange(to - from, 1 + 4096 / samples.features(), task);
  }

  private void gather(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      samples.copy(order[start + row], inputs.data, row * inputs.numCols);
      labels[row] = samples.label(order[start + row]);
    }
  }

  /** Most samples it can hold. */
  int capacity() {
    return labels.length;
  }

  /** [batch × features]. */
  FMatrixRMaj inputs() {
    return inputs;
  }

  /** At least batch of them. */
  int[] labels() {
    return labels;
  }
}
