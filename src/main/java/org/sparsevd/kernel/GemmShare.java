package org.sparsevd.kernel;

/**
 * The matrix product that {@link Compute} is at: each worker takes a band of C's rows or columns.
 * Reused from call to call, because a call must not allocate.
 */
final class GemmShare implements WorkerPool.Share {

  /** Bands start at multiples of these, so that only the last has tiles over the edge. */
  static final int ROW_GRAIN = 6;

  static final int COLUMN_GRAIN = 32;

  private final Kernels kernels;
  private final GemmScratch[] scratches;

  private int count;
  private boolean byRows;
  private boolean transposeA;
  private boolean transposeB;
  private int m;
  private int n;
  private int k;
  private float[] a;
  private int aOffset;
  private int lda;
  private float[] b;
  private int bOffset;
  private int ldb;
  private boolean accumulate;
  private float[] c;
  private int cOffset;
  private int ldc;

  GemmShare(Kernels kernels, int threads) {
    this.kernels = kernels;
    scratches = new GemmScratch[threads];
    for (int i = 0; i < threads; i++) {
      scratches[i] = new GemmScratch();
    }
  }

  void set(
      int count,
      boolean byRows,
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
    this.count = count;
    this.byRows = byRows;
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
  }

  /** Forgets the arrays, so that they can be collected. */
  void clear() {
    a = null;
    b = null;
    c = null;
  }

  @Override
  public void run(int worker) {
    if (byRows) {
      int from = Compute.boundary(m, ROW_GRAIN, worker, count);
      int to = Compute.boundary(m, ROW_GRAIN, worker + 1, count);
      kernels.gemm(
          transposeA,
          transposeB,
          to - from,
          n,
          k,
          a,
          aOffset + from * (transposeA ? 1 : lda),
          lda,
          b,
          bOffset,
          ldb,
          accumulate,
          c,
          cOffset + from * ldc,
          ldc,
          scratches[worker]);
    } else {
      int from = Compute.boundary(n, COLUMN_GRAIN, worker, count);
      int to = Compute.boundary(n, COLUMN_GRAIN, worker + 1, count);
      kernels.gemm(
          transposeA,
          transposeB,
          m,
          to - from,
          k,
          a,
          aOffset,
          lda,
          b,
          bOffset + from * (transposeB ? ldb : 1),
          ldb,
          accumulate,
          c,
          cOffset + from,
          ldc,
          scratches[worker]);
    }
  }
}
