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

  @Override
  public void rectify(float[] y, int offset, int length) {
    KernelArguments.requireRanges(y, offset, y, offset, length);
    VectorSelection.rectify(y, offset, length);
  }

  @Override
  public void keepWherePositive(float[] y, float[] g, int offset, int length) {
    KernelArguments.requireRanges(y, offset, g, offset, length);
    VectorSelection.keepWherePositive(y, g, offset, length);
  }

  @Override
  public void below(float[] x, int xOffset, float limit, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorSelection.below(x, xOffset, limit, y, yOffset, length);
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorMath.add(x, xOffset, y, yOffset, length);
  }

  @Override
  public void weightedSum(
      int from,
      int to,
      int[] offsets,
      float[] values,
      float bias,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int length) {
    VectorSparse.weightedSum(from, to, offsets, values, bias, x, xOffset, y, yOffset, length);
  }

  @Override
  public void max(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    VectorSelection.max(x, xOffset, y, yOffset, length);
  }

  @Override
  public void giveToLargest(
      float[] x,
      int xOffset,
      float[] y,
      float[] dy,
      int yOffset,
      float[] given,
      float[] dx,
      int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    KernelArguments.requireRanges(dx, xOffset, dy, yOffset, length);
    KernelArguments.requireRanges(given, 0, given, 0, length);
    VectorSelection.giveToLargest(x, xOffset, y, dy, yOffset, given, dx, length);
  }

  @Override
  public void clamp(float[] y, int offset, int length, float low, float high) {
    KernelArguments.requireRanges(y, offset, y, offset, length);
    VectorSelection.clamp(y, offset, length, low, high);
  }
}
