package org.sparsevd.kernel;

import static org.sparsevd.kernel.Kernels.PARTIAL_SUMS;

/** Dot products of long rows, sixteen partial sums each, without the Vector API. */
final class ScalarDots {

  private ScalarDots() {}

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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = (i * n + j) * PARTIAL_SUMS;
        for (int q = 0; q < bound; q += PARTIAL_SUMS) {
          addSixteen(a, aOffset + i * lda + q, b, bOffset + j * ldb + q, partial, at);
        }
      }
    }
    addTail(m, n, bound, length, a, aOffset, lda, b, bOffset, ldb, partial);
  }

  private static void addSixteen(float[] a, int ai, float[] b, int bi, float[] partial, int at) {
    for (int l = 0; l < PARTIAL_SUMS; l++) {
      partial[at + l] = Math.fma(a[ai + l], b[bi + l], partial[at + l]);
    }
  }

  /** The products from {@code bound}, a multiple of sixteen, on. */
  static void addTail(
      int m,
      int n,
      int bound,
      int length,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] partial) {
    for (int i = 0; i < m && bound < length; i++) {
      for (int j = 0; j < n; j++) {
        int at = (i * n + j) * PARTIAL_SUMS - bound;
        for (int q = bound; q < length; q++) {
          partial[at + q] =
              Math.fma(a[aOffset + i * lda + q], b[bOffset + j * ldb + q], partial[at + q]);
        }
      }
    }
  }
}
