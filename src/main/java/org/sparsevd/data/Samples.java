package org.sparsevd.data;

import java.util.Objects;
import org.ejml.data.FMatrixRMaj;

/**
 * Some labelled samples. Immutable and thread-safe: several threads may gather from one object at
 * the same time.
 */
public interface Samples {

  /** Number of samples; may be 0. */
  int size();

  /** Number of input values of one sample. */
  int features();

  /** Class of the sample at {@code index}, from 0. */
  int label(int index);

  /**
   * Copies the preprocessed values of the sample at {@code index} to {@code values[offset]} and on.
   *
   * @throws IndexOutOfBoundsException when there is no such sample, or no room for it
   */
  void copy(int index, float[] values, int offset);

  /**
   * Copies samples {@code order[from] … order[to - 1]} into the rows of {@code inputs},
   * preprocessed, and their classes into the front of {@code labels}. Allocates nothing once {@code
   * inputs} has held a matrix of this size.
   *
   * @param order sample indices; only [from, to) is read. Not modified.
   * @param from first position in {@code order}
   * @param to position in {@code order} after the last one
   * @param inputs reshaped to [(to − from) × features] and overwritten. Modified.
   * @param labels the first (to − from) entries are overwritten. Modified.
   * @throws IndexOutOfBoundsException when {@code order} names a sample that does not exist, or
   *     {@code order} or {@code labels} is too short
   */
  default void gather(int[] order, int from, int to, FMatrixRMaj inputs, int[] labels) {
    Objects.checkFromToIndex(from, to, order.length);
    inputs.reshape(to - from, features());
    for (int i = from; i < to; i++) {
      copy(order[i], inputs.data, (i - from) * features());
      labels[i - from] = label(order[i]);
    }
  }

  /**
   * The samples at {@code indices}, in that order. Shares the stored values with this object.
   *
   * @throws IndexOutOfBoundsException when an index is not in [0, size)
   */
  Samples subset(int[] indices);
}
