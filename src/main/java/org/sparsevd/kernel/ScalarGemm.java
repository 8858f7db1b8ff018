package org.sparsevd.kernel;

import java.util.Arrays;

/** Matrix product without the Vector API: row by row, four steps of k at a time. */
final class ScalarGemm {

  private ScalarGemm() {}

  /** See {@link Kernels#gemm}; the product has been checked. */
  static void gemm(Product product, GemmScratch scratch) {
    int m = product.m;
    int n = product.n;
    int k = product.k;
    if (m == 0 || n == 0) {
      return;
    }
    float[] a = product.a;
    float[] b = product.b;
    int bOffset = product.bOffset;
    int ldb = product.ldb;
    if (product.transposeB && k > 0) {
      scratch.reserve(0, Math.multiplyExact(k, n), 0);
      transpose(n, k, b, bOffset, ldb, scratch.b);
      b = scratch.b;
      bOffset = 0;
      ldb = n;
    }
    float[] c = product.c;
    int rowStep = product.transposeA ? 1 : product.lda;
    int depthStep = product.transposeA ? product.lda : 1;
    for (int i = 0; i < m; i++) {
      int ci = product.cOffset + i * product.ldc;
      if (!product.accumulate) {
        Arrays.fill(c, ci, ci + n, 0f);
      }
      int ai = product.aOffset + i * rowStep;
      int p = 0;
      for (; p + 4 <= k; p += 4) {
        int q = ai + p * depthStep;
        float a0 = a[q];
        float a1 = a[q + depthStep];
        float a2 = a[q + 2 * depthStep];
        float a3 = a[q + 3 * depthStep];
        addFourRows(n, a0, a1, a2, a3, b, bOffset + p * ldb, ldb, c, ci);
      }
      for (; p < k; p++) {
        addRow(n, a[ai + p * depthStep], b, bOffset + p * ldb, c, ci);
      }
    }
  }

  private static void addFourRows(
      int n,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b,
      int bi,
      int ldb,
      float[] c,
      int ci) {
    int b1 = bi + ldb;
    int b2 = b1 + ldb;
    int b3 = b2 + ldb;
    for (int j = 0; j < n; j++) {
      float sum = Math.fma(a0, b[bi + j], c[ci + j]);
      sum = Math.fma(a1, b[b1 + j], sum);
      sum = Math.fma(a2, b[b2 + j], sum);
      c[ci + j] = Math.fma(a3, b[b3 + j], sum);
    }
  }

  private static void addRow(int n, float a, float[] b, int bi, float[] c, int ci) {
    for (int j = 0; j < n; j++) {
      c[ci + j] = Math.fma(a, b[bi + j], c[ci + j]);
    }
  }

  /** target [columns × rows] = source [rows × columns] transposed. */
  private static void transpose(
      int rows, int columns, float[] source, int offset, int leading, float[] target) {
    for (int i = 0; i < rows; i++) {
      int from = offset + i * leading;
      for (int j = 0; j < columns; j++) {
        target[j * rows + i] = source[from + j];
      }
    }
  }
}
