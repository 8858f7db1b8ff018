package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * Bands of matrix products of EJML matrices on the kernels, for {@link Compute.RangeTask}s that go
 * on with the band while it is in the cache. Results are of their final shape already.
 */
public final class Products {
  private Products() {}

  /** Columns [from, to) of C = A·B for A [m × k], B [k × n], C [m × n]. */
  public static void multColumns(
      Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c, int from, int to, int worker) {
    compute
        .kernels()
        .gemm(
            false,
            false,
            a.numRows,
            to - from,
            a.numCols,
            a.data,
            0,
            a.numCols,
            b.data,
            from,
            b.numCols,
            false,
            c.data,
            from,
            c.numCols,
            compute.scratch(worker));
  }

  /** Rows [from, to) of C = Aᵀ·B for A [k × m], B [k × n], C [m × n]. */
  public static void multTransARows(
      Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c, int from, int to, int worker) {
    compute
        .kernels()
        .gemm(
            true,
            false,
            to - from,
            b.numCols,
            a.numRows,
            a.data,
            from,
            a.numCols,
            b.data,
            0,
            b.numCols,
            false,
            c.data,
            from * c.numCols,
            c.numCols,
            compute.scratch(worker));
  }

  /** Columns [from, to) of C = A·Bᵀ for A [m × k], B [n × k], C [m × n]. */
  public static void multTransBColumns(
      Compute compute, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c, int from, int to, int worker) {
    compute
        .kernels()
        .gemm(
            false,
            true,
            a.numRows,
            to - from,
            a.numCols,
            a.data,
            0,
            a.numCols,
            b.data,
            from * b.numCols,
            b.numCols,
            false,
            c.data,
            from,
            c.numCols,
            compute.scratch(worker));
  }

  /** Fails when a layer of {@code expected} inputs gets others. */
  public static void requireFit(int inputs, int expected, String layer) {
    if (inputs != expected) {
      throw new IllegalArgumentException(
          "%s: expected %d inputs a sample, got %d".formatted(layer, expected, inputs));
    }
  }
}
