package org.sparsevd.data;

/**
 * Some labelled samples. Immutable and thread-safe: several threads may copy from one object at the
 * same time.
 */
public interface Samples {

  /** Number of samples; may be 0. */
  int size();

  /** Number of input values of one sample. */
  int features();

  /**
   * What a stored value was divided by before the mean was subtracted; 1 where values are passed on
   * as they are stored.
   */
  default float divisor() {
    return 1;
  }

  /** Class of the sample at {@code index}, from 0. */
  int label(int index);

  /**
   * Copies the preprocessed values of the sample at {@code index} to {@code values[offset]} and on.
   *
   * @throws IndexOutOfBoundsException when there is no such sample, or no room for it
   */
  void copy(int index, float[] values, int offset);

  /**
   * The samples at {@code indices}, in that order. Shares the stored values with this object.
   *
   * @throws IndexOutOfBoundsException when an index is not in [0, size)
   */
  Samples subset(int[] indices);
}
