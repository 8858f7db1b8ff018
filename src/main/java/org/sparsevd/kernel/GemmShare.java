package org.sparsevd.kernel;

/**
 * The matrix product that {@link Compute} is at: each worker takes a band of C's rows or columns.
 * Reused from call to call, because a call must not allocate.
 */
final class GemmShare implements WorkerPool.Share {

  /** Bands start at multiples of these, so that only the last has tiles over the edge. */
  static final int ROW_GRAIN = 5;

  static final int COLUMN_GRAIN = 32;

  /** Set by the caller before each round. */
  final Product product = new Product();

  private final Kernels kernels;
  private final GemmScratch[] scratches;
  private int count;
  private boolean byRows;

  GemmShare(Kernels kernels, GemmScratch[] scratches) {
    this.kernels = kernels;
    this.scratches = scratches;
  }

  /** Cuts the product into {@code count} bands of rows or of columns. */
  void cut(int count, boolean byRows) {
    this.count = count;
    this.byRows = byRows;
  }

  @Override
  public void run(int worker) {
    Product band = scratches[worker].product;
    if (byRows) {
      int from = Compute.boundary(product.m, ROW_GRAIN, worker, count);
      int to = Compute.boundary(product.m, ROW_GRAIN, worker + 1, count);
      band.rowsOf(product, from, to);
    } else {
      int from = Compute.boundary(product.n, COLUMN_GRAIN, worker, count);
      int to = Compute.boundary(product.n, COLUMN_GRAIN, worker + 1, count);
      band.columnsOf(product, from, to);
    }
    kernels.gemm(band, scratches[worker]);
    band.clear();
  }
}
