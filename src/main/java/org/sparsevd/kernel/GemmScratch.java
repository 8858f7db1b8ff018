package org.sparsevd.kernel;

/**
 * Buffers for {@link Kernels#gemm} and the products of convolutions: they grow to what the largest
 * product so far needed and are then reused, so a steady training loop allocates nothing. Belongs
 * to one thread at a time.
 */
public final class GemmScratch {

  /** The product being computed. */
  final Product product = new Product();

  /** Packed rows of op(A), filled anew for every block. */
  float[] a = {};

  /** Panels of op(B), filled anew for every block. */
  float[] b = {};

  /** One tile of C, for tiles that hang over its edge. */
  float[] tile = {};

  /** The piece of {@link Patches} being multiplied. */
  final PatchPiece piece = new PatchPiece();

  /** Rows of those filters that a {@link FilterBank} keeps. */
  float[] kept = {};

  float[] kept2 = {};

  /** Partial sums of {@link Kernels#dots}, for the first and the second pair of matrices. */
  float[] dots = {};

  float[] dots2 = {};

  /** Creates empty buffers. */
  public GemmScratch() {}

  /** Makes the buffers at least this long; their content is lost when they grow. */
  void reserve(int aLength, int bLength, int tileLength) {
    if (a.length < aLength) {
      a = new float[aLength];
    }
    if (b.length < bLength) {
      b = new float[bLength];
    }
    if (tile.length < tileLength) {
      tile = new float[tileLength];
    }
  }

  void reserveKept(int length) {
    if (kept.length < length) {
      kept = new float[length];
    }
  }

  void reserveKept2(int length) {
    if (kept2.length < length) {
      kept2 = new float[length];
    }
  }

  void reserveDots(int length) {
    if (dots.length < length) {
      dots = new float[length];
      dots2 = new float[length];
    }
  }
}
