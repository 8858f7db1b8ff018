package org.sparsevd.jmh;

import static org.bytedeco.openblas.global.openblas_full.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_full.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_full.CblasTrans;
import static org.bytedeco.openblas.global.openblas_full.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_full.openblas_get_config;
import static org.bytedeco.openblas.global.openblas_full.openblas_get_corename;
import static org.bytedeco.openblas.global.openblas_full.openblas_set_num_threads;

import org.bytedeco.javacpp.FloatPointer;
import org.sparsevd.bench.ProductBench;
import org.sparsevd.bench.ProductShape;

/**
 * A product by OpenBLAS on copies of the operands outside the heap, so that no call copies them.
 */
final class OpenBlas implements AutoCloseable {
  private final ProductShape shape;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  OpenBlas(ProductShape shape, ProductBench operands) {
    this.shape = shape;
    a = new FloatPointer(operands.a());
    b = new FloatPointer(operands.b());
    c = new FloatPointer((long) shape.m() * shape.n());
  }

  /** What it was built with and the processor it chose its kernels for. */
  static String description() {
    return openblas_get_config().getString()
        + ", kernels for "
        + openblas_get_corename().getString();
  }

  static void setThreads(int threads) {
    openblas_set_num_threads(threads);
  }

  void run() {
    cblas_sgemm(
        CblasRowMajor,
        shape.form().transposeA() ? CblasTrans : CblasNoTrans,
        shape.form().transposeB() ? CblasTrans : CblasNoTrans,
        shape.m(),
        shape.n(),
        shape.k(),
        1,
        a,
        shape.storedColumnsA(),
        b,
        shape.storedColumnsB(),
        0,
        c,
        shape.n());
  }

  /** The result, row by row. */
  float[] c() {
    float[] result = new float[shape.m() * shape.n()];
    c.get(result);
    return result;
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
