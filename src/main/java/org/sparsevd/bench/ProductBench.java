package org.sparsevd.bench;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.StreamKey;

/** One matrix product to be computed again and again, by this program or by EJML. */
public final class ProductBench {
  private final ProductShape product;
  private final FMatrixRMaj a;
  private final FMatrixRMaj b;
  private final FMatrixRMaj c;

  /** Makes random operands. */
  public ProductBench(Compute compute, ProductShape product) {
    this.product = product;
    a = new FMatrixRMaj(product.storedRowsA(), product.storedColumnsA());
    b = new FMatrixRMaj(product.storedRowsB(), product.storedColumnsB());
    c = new FMatrixRMaj(product.m(), product.n());
    compute.kernels().gaussian(StreamKey.of(1, 0, 0, 0), 0, a.data, 0, a.data.length);
    compute.kernels().gaussian(StreamKey.of(1, 0, 1, 0), 0, b.data, 0, b.data.length);
  }

  /** A as it is stored, row by row. */
  public float[] a() {
    return a.data;
  }

  /** B as it is stored, row by row. */
  public float[] b() {
    return b.data;
  }

  /** The result [m × n], row by row. */
  public float[] c() {
    return c.data;
  }

  /** Computes it by this program's kernels. */
  public void run(Compute compute) {
    compute.gemm(
        product.form().transposeA(),
        product.form().transposeB(),
        product.m(),
        product.n(),
        product.k(),
        a.data,
        0,
        a.numCols,
        b.data,
        0,
        b.numCols,
        false,
        c.data,
        0,
        c.numCols);
  }

  /** Computes it by EJML, on one thread. */
  public void runEjml() {
    switch (product.form()) {
      case NN -> CommonOps_FDRM.mult(a, b, c);
      case TN -> CommonOps_FDRM.multTransA(a, b, c);
      case NT -> CommonOps_FDRM.multTransB(a, b, c);
      case TT -> CommonOps_FDRM.multTransAB(a, b, c);
    }
  }
}
