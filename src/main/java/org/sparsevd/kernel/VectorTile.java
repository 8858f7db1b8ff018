package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of matrix products: one tile of C, held in registers over the whole depth.
 *
 * <p>The methods have no branch but the loop and keep its state in locals, because the just-in-time
 * compiler otherwise moves the vectors to the heap, which costs a factor of fifteen.
 *
 * <p>Parameters of both: A's element (r, p) lies at {@code ai + r * aRow + p * aStep}, so A needs
 * no packing; B's rows lie {@code bStep} apart from {@code bi}; the sums start from {@code from} at
 * {@code fi}, rows {@code fStep} apart, and go to {@code to} at {@code ti}, rows {@code tStep}
 * apart; only {@code to} is mutated.
 */
final class VectorTile {

  /**
   * Rows of a tile: 5 × 2 sums, 2 of B and 1 of A fit the 16 registers of 256-bit machines, and
   * layers of 10, 20, 50, 100, 300 or 500 neurons leave no tile partly filled.
   */
  static final int ROWS = 5;

  /** Columns of a wide tile. */
  static final int COLUMNS = 2 * LANES;

  private VectorTile() {}

  /** to = from + A · B for a tile of 5 × (2 vectors). */
  static void wide(
      int depth,
      float[] a,
      int ai,
      int aRow,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] from,
      int fi,
      int fStep,
      float[] to,
      int ti,
      int tStep) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, from, fi);
    FloatVector s01 = FloatVector.fromArray(SPECIES, from, fi + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, from, fi + fStep);
    FloatVector s11 = FloatVector.fromArray(SPECIES, from, fi + fStep + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, from, fi + 2 * fStep);
    FloatVector s21 = FloatVector.fromArray(SPECIES, from, fi + 2 * fStep + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, from, fi + 3 * fStep);
    FloatVector s31 = FloatVector.fromArray(SPECIES, from, fi + 3 * fStep + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, from, fi + 4 * fStep);
    FloatVector s41 = FloatVector.fromArray(SPECIES, from, fi + 4 * fStep + LANES);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aRow]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * aRow]);
      s40 = a4.fma(b0, s40);
      s41 = a4.fma(b1, s41);
      ai += aStep;
      bi += bStep;
    }
    s00.intoArray(to, ti);
    s01.intoArray(to, ti + LANES);
    s10.intoArray(to, ti + tStep);
    s11.intoArray(to, ti + tStep + LANES);
    s20.intoArray(to, ti + 2 * tStep);
    s21.intoArray(to, ti + 2 * tStep + LANES);
    s30.intoArray(to, ti + 3 * tStep);
    s31.intoArray(to, ti + 3 * tStep + LANES);
    s40.intoArray(to, ti + 4 * tStep);
    s41.intoArray(to, ti + 4 * tStep + LANES);
  }

  /** The same for a tile of 5 × (1 vector), for the last few columns of C. */
  static void narrow(
      int depth,
      float[] a,
      int ai,
      int aRow,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] from,
      int fi,
      int fStep,
      float[] to,
      int ti,
      int tStep) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fi);
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, fi + fStep);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, fi + 2 * fStep);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, fi + 3 * fStep);
    FloatVector s4 = FloatVector.fromArray(SPECIES, from, fi + 4 * fStep);
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = a0.fma(b0, s0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aRow]);
      s1 = a1.fma(b0, s1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * aRow]);
      s2 = a2.fma(b0, s2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * aRow]);
      s3 = a3.fma(b0, s3);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * aRow]);
      s4 = a4.fma(b0, s4);
      ai += aStep;
      bi += bStep;
    }
    s0.intoArray(to, ti);
    s1.intoArray(to, ti + tStep);
    s2.intoArray(to, ti + 2 * tStep);
    s3.intoArray(to, ti + 3 * tStep);
    s4.intoArray(to, ti + 4 * tStep);
  }
}
