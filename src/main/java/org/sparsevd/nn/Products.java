package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/** Matrix products of EJML matrices on the kernels; names and argument order as in EJML. */
public final class Products {
  private Products() {}

  /** C = A·B for A [m × k], B [k × n]; C is reshaped to [m × n] and overwritten. */
  public static void mult(Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    check(a.numCols == b.numRows, "A·B", a, b);
    c.reshape(a.numRows, b.numCols);
    gemm(compute, false, false, a.numRows, b.numCols, a.numCols, a, b, c);
  }

  /** C = Aᵀ·B for A [k × m], B [k × n]; C is reshaped to [m × n] and overwritten. */
  public static void multTransA(Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    check(a.numRows == b.numRows, "Aᵀ·B", a, b);
    c.reshape(a.numCols, b.numCols);
    gemm(compute, true, false, a.numCols, b.numCols, a.numRows, a, b, c);
  }

  /** C = A·Bᵀ for A [m × k], B [n × k]; C is reshaped to [m × n] and overwritten. */
  public static void multTransB(Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    check(a.numCols == b.numCols, "A·Bᵀ", a, b);
    c.reshape(a.numRows, b.numRows);
    gemm(compute, false, true, a.numRows, b.numRows, a.numCols, a, b, c);
  }

  private static void gemm(
      Compute compute,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FMatrixRMaj a,
      FMatrixRMaj b,
      FMatrixRMaj c) {
    compute.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
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

  private static void check(boolean fits, String product, FMatrixRMaj a, FMatrixRMaj b) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: [%d × %d] does not fit [%d × %d]"
              .formatted(product, a.numRows, a.numCols, b.numRows, b.numCols));
    }
  }
}
