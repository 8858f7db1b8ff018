package org.sparsevd.kernel;

/** Products with few weights, one number at a time. */
final class ScalarSparse {
  private ScalarSparse() {}

  static void weightedSum(
      int from,
      int to,
      int[] offsets,
      float[] values,
      float bias,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int length) {
    for (int l = 0; l < length; l++) {
      float sum = bias;
      for (int i = from; i < to; i++) {
        sum = Math.fma(values[i], x[xOffset + offsets[i] + l], sum);
      }
      y[yOffset + l] = sum;
    }
  }
}
