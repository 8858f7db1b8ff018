package org.sparsevd.kernel;

import static org.sparsevd.kernel.Kernels.PARTIAL_SUMS;
import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Dot products of long rows on the Vector API: tiles of 4 × 3 whose sums stay in registers. Where
 * vectors have fewer lanes than there are partial sums, a tile passes over its rows once for each
 * group of lanes.
 */
final class VectorDots {

  private static final int A_ROWS = 4;
  private static final int B_ROWS = 3;

  private VectorDots() {}

  /** See {@link Kernels#dots}; the arguments have been checked. */
  static void add(
      int m,
      int n,
      int length,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] partial) {
    int bound = length / PARTIAL_SUMS * PARTIAL_SUMS;
    for (int i = 0; i < m; i += A_ROWS) {
      // A tile over the edge takes its last row again: the same sums go to the same place.
      int a1 = Math.min(1, m - i - 1);
      int a2 = Math.min(2, m - i - 1);
      int a3 = Math.min(3, m - i - 1);
      int ai = aOffset + i * lda;
      for (int j = 0; j < n; j += B_ROWS) {
        int b1 = Math.min(1, n - j - 1);
        int b2 = Math.min(2, n - j - 1);
        int bj = bOffset + j * ldb;
        int at = (i * n + j) * PARTIAL_SUMS;
        int row = n * PARTIAL_SUMS;
        for (int l = 0; l < PARTIAL_SUMS; l += LANES) {
          tile(
              bound,
              a,
              ai + l,
              ai + l + a1 * lda,
              ai + l + a2 * lda,
              ai + l + a3 * lda,
              b,
              bj + l,
              bj + l + b1 * ldb,
              bj + l + b2 * ldb,
              partial,
              at + l,
              at + l + a1 * row,
              at + l + a2 * row,
              at + l + a3 * row,
              b1 * PARTIAL_SUMS,
              b2 * PARTIAL_SUMS);
        }
      }
    }
    ScalarDots.addTail(m, n, bound, length, a, aOffset, lda, b, bOffset, ldb, partial);
  }

  /**
   * Like {@link VectorTile}'s: no branch but the loop, all state in locals.
   *
   * @param a0 first element of the first row of A, likewise a1 to a3
   * @param b0 first element of the first row of B, likewise b1 and b2
   * @param p0 sum of A's first row and B's first, likewise p1 to p3
   * @param c1 from there to the sum with B's second row, likewise c2
   */
  private static void tile(
      int length,
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      float[] b,
      int b0,
      int b1,
      int b2,
      float[] partial,
      int p0,
      int p1,
      int p2,
      int p3,
      int c1,
      int c2) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, partial, p0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, partial, p0 + c1);
    FloatVector s02 = FloatVector.fromArray(SPECIES, partial, p0 + c2);
    FloatVector s10 = FloatVector.fromArray(SPECIES, partial, p1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, partial, p1 + c1);
    FloatVector s12 = FloatVector.fromArray(SPECIES, partial, p1 + c2);
    FloatVector s20 = FloatVector.fromArray(SPECIES, partial, p2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, partial, p2 + c1);
    FloatVector s22 = FloatVector.fromArray(SPECIES, partial, p2 + c2);
    FloatVector s30 = FloatVector.fromArray(SPECIES, partial, p3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, partial, p3 + c1);
    FloatVector s32 = FloatVector.fromArray(SPECIES, partial, p3 + c2);
    for (int q = 0; q < length; q += PARTIAL_SUMS) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, b0 + q);
      FloatVector y1 = FloatVector.fromArray(SPECIES, b, b1 + q);
      FloatVector y2 = FloatVector.fromArray(SPECIES, b, b2 + q);
      FloatVector x0 = FloatVector.fromArray(SPECIES, a, a0 + q);
      s00 = x0.fma(y0, s00);
      s01 = x0.fma(y1, s01);
      s02 = x0.fma(y2, s02);
      FloatVector x1 = FloatVector.fromArray(SPECIES, a, a1 + q);
      s10 = x1.fma(y0, s10);
      s11 = x1.fma(y1, s11);
      s12 = x1.fma(y2, s12);
      FloatVector x2 = FloatVector.fromArray(SPECIES, a, a2 + q);
      s20 = x2.fma(y0, s20);
      s21 = x2.fma(y1, s21);
      s22 = x2.fma(y2, s22);
      FloatVector x3 = FloatVector.fromArray(SPECIES, a, a3 + q);
      s30 = x3.fma(y0, s30);
      s31 = x3.fma(y1, s31);
      s32 = x3.fma(y2, s32);
    }
    s00.intoArray(partial, p0);
    s01.intoArray(partial, p0 + c1);
    s02.intoArray(partial, p0 + c2);
    s10.intoArray(partial, p1);
    s11.intoArray(partial, p1 + c1);
    s12.intoArray(partial, p1 + c2);
    s20.intoArray(partial, p2);
    s21.intoArray(partial, p2 + c1);
    s22.intoArray(partial, p2 + c2);
    s30.intoArray(partial, p3);
    s31.intoArray(partial, p3 + c1);
    s32.intoArray(partial, p3 + c2);
  }
}
