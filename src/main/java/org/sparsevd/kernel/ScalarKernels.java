package org.sparsevd.kernel;

/** Kernels for a virtual machine without the Vector API, and the measure for those with it. */
final class ScalarKernels extends Kernels {

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
  void gemm(Product product, GemmScratch scratch) {
    ScalarGemm.gemm(product, scratch);
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
    ScalarDots.add(m, n, length, a, aOffset, lda, b, bOffset, ldb, partial);
  }

  @Override
  public void rectify(float[] y, int offset, int length) {
    KernelArguments.requireRanges(y, offset, y, offset, length);
    ScalarSelection.rectify(y, offset, length);
  }

  @Override
  public void keepWherePositive(float[] y, float[] g, int offset, int length) {
    KernelArguments.requireRanges(y, offset, g, offset, length);
    ScalarSelection.keepWherePositive(y, g, offset, length);
  }

  @Override
  public void below(float[] x, int xOffset, float limit, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarSelection.below(x, xOffset, limit, y, yOffset, length);
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarMath.add(x, xOffset, y, yOffset, length);
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
    ScalarSparse.weightedSum(from, to, offsets, values, bias, x, xOffset, y, yOffset, length);
  }

  @Override
  public void max(float[] x, int xOffset, float[] y, int yOffset, int length) {
    KernelArguments.requireRanges(x, xOffset, y, yOffset, length);
    ScalarSelection.max(x, xOffset, y, yOffset, length);
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
    ScalarSelection.giveToLargest(x, xOffset, y, dy, yOffset, given, dx, 0, length);
  }

  @Override
  public void clamp(float[] y, int offset, int length, float low, float high) {
    KernelArguments.requireRanges(y, offset, y, offset, length);
    ScalarSelection.clamp(y, offset, length, low, high);
  }
}
