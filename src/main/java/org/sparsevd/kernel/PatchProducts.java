package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * The three matrix products of a convolution, over pieces of {@link Patches} small enough for the
 * second-level cache. Filters θ are [weights × filters].
 *
 * <p>Each takes an optional second pair of matrices that meets the squared patches, because
 * squaring a piece that is at hand costs next to nothing. Results do not depend on how the ranges
 * are split over threads.
 */
public final class PatchProducts {

  /** Weights and columns of a piece for {@link #multiply}. */
  private static final int DEPTH = 192;

  private static final int COLUMNS = 256;

  /** Weights and columns of a piece for {@link #multiplyTransposed}. */
  private static final int ROWS = 40;

  private static final int LENGTH = 832;

  /** Fewest columns worth a call of their own. */
  private static final int GRAIN = 32;

  private PatchProducts() {}

  /**
   * output = θᵀ · P, and output2 = θ2ᵀ · P² if there is a θ2, for outputs in rows [yFrom, yTo).
   *
   * <p>Each output is one sequence of fma over the weights in rising order, from 0.
   *
   * @param input [channels · height · width × batch]
   * @param theta [weights × filters]
   * @param output [filters · outHeight · outWidth × batch]; rows yFrom to yTo are overwritten
   * @param theta2 [weights × filters] or null
   * @param output2 like output, or null
   * @param scratch of the calling thread, mutated
   */
  public static void multiply(
      Kernels kernels,
      Patches patches,
      float[] input,
      int filters,
      float[] theta,
      float[] output,
      float[] theta2,
      float[] output2,
      int yFrom,
      int yTo,
      GemmScratch scratch) {
    int pieces = Math.ceilDiv(patches.weights(), DEPTH);
    int maxDepth = Math.ceilDiv(patches.weights(), pieces);
    int length = patches.rowLength();
    int maxColumns = piece(length, COLUMNS);
    int stride = rowStride(maxColumns);
    scratch.reservePatches(maxDepth * stride);
    for (int y = yFrom; y < yTo; y++) {
      for (int from = 0; from < length; from += maxColumns) {
        int to = Math.min(length, from + maxColumns);
        for (int p = 0; p < patches.weights(); p += maxDepth) {
          int depth = Math.min(maxDepth, patches.weights() - p);
          patches.copy(input, p, p + depth, y, from, to, scratch.patches, stride);
          int at = y * length + from;
          multiply(
              kernels, patches, filters, theta, p, depth, to - from, stride, output, at, scratch);
          if (theta2 != null) {
            square(scratch.patches, depth * stride);
            multiply(
                kernels, patches, filters, theta2, p, depth, to - from, stride, output2, at,
                scratch);
          }
        }
      }
    }
  }

  private static void multiply(
      Kernels kernels,
      Patches patches,
      int filters,
      float[] theta,
      int p,
      int depth,
      int columns,
      int stride,
      float[] output,
      int at,
      GemmScratch scratch) {
    Product product = scratch.product;
    product.set(
        true,
        false,
        filters,
        columns,
        depth,
        theta,
        p * filters,
        filters,
        scratch.patches,
        0,
        stride,
        p > 0,
        output,
        at,
        patches.positions());
    product.compactB = true;
    kernels.gemm(product, scratch);
    product.clear();
  }

  /**
   * gradient = P · outputGradientᵀ, and gradient2 = P² · outputGradient2ᵀ if there is one, for
   * weights [pFrom, pTo).
   *
   * <p>Each element is a sum of sixteen partial sums, see {@link Kernels#dots}.
   *
   * @param input [channels · height · width × batch]
   * @param outputGradient [filters · outHeight · outWidth × batch]
   * @param gradient [weights × filters]; rows pFrom to pTo are overwritten
   * @param outputGradient2 like outputGradient, or null
   * @param gradient2 like gradient, or null
   * @param scratch of the calling thread, mutated
   */
  public static void multiplyTransposed(
      Kernels kernels,
      Patches patches,
      float[] input,
      int filters,
      float[] outputGradient,
      float[] gradient,
      float[] outputGradient2,
      float[] gradient2,
      int pFrom,
      int pTo,
      GemmScratch scratch) {
    int length = patches.rowLength();
    int maxColumns = piece(length, LENGTH);
    int stride = rowStride(maxColumns);
    scratch.reservePatches(ROWS * stride);
    scratch.reserveDots(ROWS * filters * Kernels.PARTIAL_SUMS);
    for (int p = pFrom; p < pTo; p += ROWS) {
      int rows = Math.min(ROWS, pTo - p);
      clear(scratch.dots, rows * filters);
      clear(scratch.dots2, rows * filters);
      for (int y = 0; y < patches.outHeight(); y++) {
        for (int from = 0; from < length; from += maxColumns) {
          int to = Math.min(length, from + maxColumns);
          patches.copy(input, p, p + rows, y, from, to, scratch.patches, stride);
          int at = y * length + from;
          kernels.dots(
              rows,
              filters,
              to - from,
              scratch.patches,
              0,
              stride,
              outputGradient,
              at,
              patches.positions(),
              scratch.dots);
          if (outputGradient2 != null) {
            square(scratch.patches, rows * stride);
            kernels.dots(
                rows,
                filters,
                to - from,
                scratch.patches,
                0,
                stride,
                outputGradient2,
                at,
                patches.positions(),
                scratch.dots2);
          }
        }
      }
      Kernels.sumDots(scratch.dots, rows * filters, gradient, p * filters);
      if (outputGradient2 != null) {
        Kernels.sumDots(scratch.dots2, rows * filters, gradient2, p * filters);
      }
    }
  }

  /**
   * inputGradient = what θ · outputGradient adds to each input, over all patches it is in, for
   * channels [cFrom, cTo).
   *
   * <p>Each element is one sequence of fma over (output row, weight, filter) in rising order.
   *
   * @param theta [weights × filters]
   * @param outputGradient [filters · outHeight · outWidth × batch]
   * @param inputGradient [channels · height · width × batch]; channels cFrom to cTo are overwritten
   * @param scratch of the calling thread, mutated
   */
  public static void multiplyBack(
      Kernels kernels,
      Patches patches,
      int filters,
      float[] theta,
      float[] outputGradient,
      float[] inputGradient,
      int cFrom,
      int cTo,
      GemmScratch scratch) {
    int batch = patches.batch();
    int length = patches.rowLength();
    int stride = rowStride(length);
    int plane = patches.height() * patches.width() * batch;
    scratch.reservePatches(filters * stride);
    Arrays.fill(inputGradient, cFrom * plane, cTo * plane, 0f);
    for (int y = 0; y < patches.outHeight(); y++) {
      for (int f = 0; f < filters; f++) {
        System.arraycopy(
            outputGradient,
            f * patches.positions() + y * length,
            scratch.patches,
            f * stride,
            length);
      }
      for (int tap = 0; tap < patches.taps(); tap++) {
        int row = y * patches.stride() + tap / patches.kernelWidth() - patches.padTop();
        if (row >= 0 && row < patches.height()) {
          int shift = tap % patches.kernelWidth() - patches.padLeft();
          int at = cFrom * plane + row * patches.width() * batch;
          addTap(
              kernels,
              patches,
              filters,
              theta,
              tap,
              shift,
              stride,
              inputGradient,
              at,
              cFrom,
              cTo,
              scratch);
        }
      }
    }
  }

  /** Adds what one tap of every filter sends back from one row of outputs to one row of inputs. */
  private static void addTap(
      Kernels kernels,
      Patches patches,
      int filters,
      float[] theta,
      int tap,
      int shift,
      int stride,
      float[] inputGradient,
      int at,
      int cFrom,
      int cTo,
      GemmScratch scratch) {
    int batch = patches.batch();
    // With stride 1 all columns of the row meet neighbours: one product instead of one a column.
    int step = patches.stride() == 1 ? patches.outWidth() : 1;
    for (int x = 0; x < patches.outWidth(); x += step) {
      int column = x * patches.stride() + shift;
      int first = Math.max(0, -column);
      int last = Math.min(step, patches.width() - column);
      if (first < last) {
        Product product = scratch.product;
        product.set(
            false,
            false,
            cTo - cFrom,
            (last - first) * batch,
            filters,
            theta,
            (cFrom * patches.taps() + tap) * filters,
            patches.taps() * filters,
            scratch.patches,
            (x + first) * batch,
            stride,
            true,
            inputGradient,
            at + (column + first) * batch,
            patches.height() * patches.width() * batch);
        product.compactB = true;
        kernels.gemm(product, scratch);
        product.clear();
      }
    }
  }

  /** Length of equal pieces of {@code length}, at most {@code longest}, in whole grains. */
  private static int piece(int length, int longest) {
    int even = Math.ceilDiv(length, Math.ceilDiv(length, longest));
    return Math.ceilDiv(even, GRAIN) * GRAIN;
  }

  /** Distance between rows that spreads them over the sets of a cache: an odd number of lines. */
  private static int rowStride(int columns) {
    return (Math.ceilDiv(columns, 16) | 1) * 16;
  }

  private static void square(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] *= values[i];
    }
  }

  private static void clear(float[] dots, int count) {
    Arrays.fill(dots, 0, count * Kernels.PARTIAL_SUMS, 0f);
  }
}
