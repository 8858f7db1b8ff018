package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Products with few weights on vectors; tails go to {@link ScalarSparse}. */
final class VectorSparse {
  /** Sums that are kept in registers: as many as hide the latency of an fma. */
  private static final int WIDE = 4 * LANES;

  private VectorSparse() {}

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
    int l = 0;
    for (; l <= length - WIDE; l += WIDE) {
      wide(from, to, offsets, values, bias, x, xOffset + l, y, yOffset + l);
    }
    for (; l <= length - LANES; l += LANES) {
      FloatVector sum = FloatVector.broadcast(SPECIES, bias);
      for (int i = from; i < to; i++) {
        sum =
            FloatVector.fromArray(SPECIES, x, xOffset + l + offsets[i])
                .fma(FloatVector.broadcast(SPECIES, values[i]), sum);
      }
      sum.intoArray(y, yOffset + l);
    }
    ScalarSparse.weightedSum(
        from, to, offsets, values, bias, x, xOffset + l, y, yOffset + l, length - l);
  }

  private static void wide(
      int from,
      int to,
      int[] offsets,
      float[] values,
      float bias,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, bias);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = from; i < to; i++) {
      FloatVector value = FloatVector.broadcast(SPECIES, values[i]);
      int at = xOffset + offsets[i];
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(value, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + LANES).fma(value, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * LANES).fma(value, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * LANES).fma(value, s3);
    }
    s0.intoArray(y, yOffset);
    s1.intoArray(y, yOffset + LANES);
    s2.intoArray(y, yOffset + 2 * LANES);
    s3.intoArray(y, yOffset + 3 * LANES);
  }
}
