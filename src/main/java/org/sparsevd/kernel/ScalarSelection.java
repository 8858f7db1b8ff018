package org.sparsevd.kernel;

/** What compares and selects, one number at a time. */
final class ScalarSelection {

  private ScalarSelection() {}

  static void rectify(float[] y, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      y[i] = y[i] < 0 ? 0 : y[i];
    }
  }

  static void keepWherePositive(float[] y, float[] g, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      g[i] = y[i] > 0 ? g[i] : 0;
    }
  }

  static void below(float[] x, int xOffset, float limit, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = x[xOffset + i] < limit ? 1 : 0;
    }
  }

  static void clamp(float[] y, int offset, int length, float low, float high) {
    for (int i = offset; i < offset + length; i++) {
      y[i] = y[i] < low ? low : y[i] > high ? high : y[i];
    }
  }

  static void max(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = x[xOffset + i] > y[yOffset + i] ? x[xOffset + i] : y[yOffset + i];
    }
  }

  /** Elements [from, to) of {@link Kernels#giveToLargest}. */
  static void giveToLargest(
      float[] x,
      int xOffset,
      float[] y,
      float[] dy,
      int yOffset,
      float[] given,
      float[] dx,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      boolean hit = x[xOffset + i] == y[yOffset + i] && given[i] == 0;
      given[i] = hit ? 1 : given[i];
      dx[xOffset + i] = hit ? dy[yOffset + i] : 0;
    }
  }
}
