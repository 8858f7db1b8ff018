package org.sparsevd.kernel;

/** Kernels for a virtual machine without the Vector API, and the measure for those with it. */
final class ScalarKernels implements Kernels {

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarMath.exp(x, xOffset, y, yOffset, length);
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarMath.log(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarMath.sigmoid(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sqrt(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarMath.sqrt(x, xOffset, y, yOffset, length);
  }

  @Override
  public void gaussian(long key, int firstIndex, float[] y, int yOffset, int length) {
    KernelArguments.requireDraws(firstIndex, y, yOffset, length);
    ScalarNoise.gaussian(key, firstIndex, y, yOffset, length);
  }

  @Override
  public void uniform(long key, int firstIndex, float[] y, int yOffset, int length) {
    KernelArguments.requireDraws(firstIndex, y, yOffset, length);
    ScalarNoise.uniform(key, firstIndex, y, yOffset, length);
  }

  @Override
  public void gemm(
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
      int ldc,
      GemmScratch scratch) {
    KernelArguments.requireProduct(
        transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    ScalarGemm.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        accumulate,
        c,
        cOffset,
        ldc,
        scratch);
  }
}
