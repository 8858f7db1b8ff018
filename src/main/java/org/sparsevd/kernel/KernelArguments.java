package org.sparsevd.kernel;

import java.util.Objects;

/** Checks that both twins make before they touch an array, so that they fail alike. */
final class KernelArguments {

  private KernelArguments() {}

  static void requireRanges(float[] x, int xOffset, float[] y, int yOffset, int length) {
    Objects.checkFromIndexSize(xOffset, length, x.length);
    Objects.checkFromIndexSize(yOffset, length, y.length);
  }

  static void requireDraws(int firstIndex, float[] y, int yOffset, int length) {
    Objects.checkFromIndexSize(yOffset, length, y.length);
    if (firstIndex < 0 || length > Integer.MAX_VALUE - firstIndex) {
      throw new IllegalArgumentException(
          "draw numbers must lie in [0, 2^31): first " + firstIndex + ", count " + length);
    }
  }

  static void requireMatrix(
      String name, int rows, int columns, float[] data, int offset, int leading) {
    if (leading < columns) {
      throw new IllegalArgumentException(
          name
              + " is stored as ["
              + rows
              + " × "
              + columns
              + "], but its leading dimension is "
              + leading);
    }
    if (rows == 0 || columns == 0) {
      return;
    }
    long end = offset + (rows - 1L) * leading + columns;
    if (offset < 0 || end > data.length) {
      throw new IndexOutOfBoundsException(
          name
              + " ["
              + rows
              + " × "
              + columns
              + "] with leading dimension "
              + leading
              + " covers ["
              + offset
              + ", "
              + end
              + ") of an array of length "
              + data.length);
    }
  }
}
