package org.sparsevd.kernel;

/**
 * The operands of one matrix product C = op(A) · op(B) or C += op(A) · op(B), as {@link
 * Kernels#gemm} takes them. Reused from product to product, because a product must not allocate.
 */
final class Product {
  boolean transposeA;
  boolean transposeB;
  int m;
  int n;
  int k;
  float[] a;
  int aOffset;
  int lda;
  float[] b;
  int bOffset;
  int ldb;
  boolean accumulate;
  float[] c;
  int cOffset;
  int ldc;

  /** Whether B is a small copy already, not worth packing again. */
  boolean compactB;

  /** Fills this in; the caller checks it with {@link #check}. */
  Product set(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.aOffset = aOffset;
    this.lda = lda;
    this.b = b;
    this.bOffset = bOffset;
    this.ldb = ldb;
    this.accumulate = accumulate;
    this.c = c;
    this.cOffset = cOffset;
    this.ldc = ldc;
    return this;
  }

  /** Makes this the rows [from, to) of C of {@code whole}. */
  Product rowsOf(Product whole, int from, int to) {
    copy(whole);
    m = to - from;
    aOffset += from * (transposeA ? 1 : lda);
    cOffset += from * ldc;
    return this;
  }

  /** Makes this the columns [from, to) of C of {@code whole}. */
  Product columnsOf(Product whole, int from, int to) {
    copy(whole);
    n = to - from;
    bOffset += from * (transposeB ? ldb : 1);
    cOffset += from;
    return this;
  }

  private void copy(Product other) {
    set(
        other.transposeA,
        other.transposeB,
        other.m,
        other.n,
        other.k,
        other.a,
        other.aOffset,
        other.lda,
        other.b,
        other.bOffset,
        other.ldb,
        other.accumulate,
        other.c,
        other.cOffset,
        other.ldc);
  }

  /** Forgets the arrays, so that they can be collected. */
  void clear() {
    a = null;
    b = null;
    c = null;
    compactB = false;
  }

  /** Whether there is nothing to sum; then C is cleared unless it accumulates. */
  boolean isEmpty() {
    return m == 0 || n == 0 || k == 0;
  }

  /**
   * Fails when this cannot be computed.
   *
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   */
  Product check() {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "sizes must not be negative: m = " + m + ", n = " + n + ", k = " + k);
    }
    KernelArguments.requireMatrix("A", transposeA ? k : m, transposeA ? m : k, a, aOffset, lda);
    KernelArguments.requireMatrix("B", transposeB ? n : k, transposeB ? k : n, b, bOffset, ldb);
    KernelArguments.requireMatrix("C", m, n, c, cOffset, ldc);
    return this;
  }
}
