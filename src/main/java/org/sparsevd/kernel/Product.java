package org.sparsevd.kernel;

/**
 * The operands of one matrix product C = op(A) · op(B) or C += op(A) · op(B), as {@link
 * Kernels#gemm} takes them. Reused from product to product, because a product must not allocate.
 * Whoever sets them calls {@link #check}, unless they are known to fit.
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

  /** Sets the sizes: C is [m × n], summed over k. */
  void size(int m, int n, int k) {
    this.m = m;
    this.n = n;
    this.k = k;
  }

  /** Sets A, as {@link Kernels#gemm} takes it. */
  void a(boolean transpose, float[] a, int offset, int leading) {
    transposeA = transpose;
    this.a = a;
    aOffset = offset;
    lda = leading;
  }

  /** Sets B, as {@link Kernels#gemm} takes it. */
  void b(boolean transpose, float[] b, int offset, int leading) {
    transposeB = transpose;
    this.b = b;
    bOffset = offset;
    ldb = leading;
  }

  /** Sets C, as {@link Kernels#gemm} takes it. */
  void c(boolean accumulate, float[] c, int offset, int leading) {
    this.accumulate = accumulate;
    this.c = c;
    cOffset = offset;
    ldc = leading;
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
    size(other.m, other.n, other.k);
    a(other.transposeA, other.a, other.aOffset, other.lda);
    b(other.transposeB, other.b, other.bOffset, other.ldb);
    c(other.accumulate, other.c, other.cOffset, other.ldc);
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
