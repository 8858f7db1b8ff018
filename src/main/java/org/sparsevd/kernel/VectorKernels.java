package org.sparsevd.kernel;

/** Kernels on the Vector API; only touch this class when its module is present. */
final class VectorKernels extends Kernels {

  /** Width of the machine's preferred vectors. */
  static int bitSize() {
    return VectorMath.SPECIES.vectorBitSize();
  }

  @Override
  public String description() {
    return "Vector API, " + bitSize() + "-bit";
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorMath.exp(x, xOffset, y, yOffset, length);
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorMath.log(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorMath.sigmoid(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sqrt(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorMath.sqrt(x, xOffset, y, yOffset, length);
  }

  @Override
  public void gaussian(long key, int firstIndex, float[] y, int yOffset, int length) {
    KernelArguments.requireDraws(firstIndex, y, yOffset, length);
    VectorNoise.gaussian(key, firstIndex, y, yOffset, length);
  }

  @Override
  public void uniform(long key, int firstIndex, float[] y, int yOffset, int length) {
    KernelArguments.requireDraws(firstIndex, y, yOffset, length);
    VectorNoise.uniform(key, firstIndex, y, yOffset, length);
  }

  @Override
  void gemm(Product product, GemmScratch scratch) {
    VectorGemm.gemm(product, scratch);
  }

  @Override
  void addDots(
      int m,
      int n,
      int length,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] partial) {
    VectorDots.add(m, n, length, a, aOffset, lda, b, bOffset, ldb, partial);
  }
}
