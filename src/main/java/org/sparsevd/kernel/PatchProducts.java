package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * The three matrix products of a convolution, over pieces of {@link Patches} small enough for the
 * second-level cache. Filters θ are [weights × filters].
 *
 * <p>Each takes an optional second pair of matrices that meets the squared patches, because
 * squaring a piece that is at hand costs next to nothing. What the {@link FilterBank} leaves out is
 * neither copied nor multiplied. Results do not depend on how the ranges are split over threads.
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
   * @param bank θ and θ2
   * @param output [filters · outHeight · outWidth × batch]; rows yFrom to yTo are overwritten
   * @param output2 like output; not used without θ2
   * @param scratch of the calling thread, mutated
   */
  public static void multiply(
      Kernels kernels,
      Patches patches,
      float[] input,
      FilterBank bank,
      float[] output,
      float[] output2,
      int yFrom,
      int yTo,
      GemmScratch scratch) {
    int pieces = Math.ceilDiv(bank.keptWeights(), DEPTH);
    int maxDepth = Math.ceilDiv(bank.keptWeights(), pieces);
    int length = patches.rowLength();
    int maxColumns = piece(length, COLUMNS);
    int stride = rowStride(maxColumns);
    scratch.reservePatches(maxDepth * stride);
    if (!bank.isWhole()) {
      scratch.reserveKept(bank.keptFilters() * stride);
    }
    for (int y = yFrom; y < yTo; y++) {
      for (int from = 0; from < length; from += maxColumns) {
        int to = Math.min(length, from + maxColumns);
        int at = y * length + from;
        for (int p = 0; p < bank.keptWeights(); p += maxDepth) {
          int depth = Math.min(maxDepth, bank.keptWeights() - p);
          patches.copy(input, bank.rows(), p, p + depth, y, from, to, scratch.patches, stride);
          float[] target = bank.isWhole() ? output : scratch.kept;
          multiply(
              kernels,
              patches,
              bank,
              bank.first(),
              p,
              depth,
              to - from,
              stride,
              target,
              at,
              scratch);
          if (bank.second() != null) {
            square(scratch.patches, depth * stride);
            float[] target2 = bank.isWhole() ? output2 : scratch.kept2;
            multiply(
                kernels,
                patches,
                bank,
                bank.second(),
                p,
                depth,
                to - from,
                stride,
                target2,
                at,
                scratch);
          }
        }
        if (!bank.isWhole()) {
          spread(scratch.kept, stride, bank, output, at, patches.positions(), to - from);
          if (bank.second() != null) {
            spread(scratch.kept2, stride, bank, output2, at, patches.positions(), to - from);
          }
        }
      }
    }
  }

  /** Into the outputs when the bank is whole, else into rows {@code stride} apart from index 0. */
  private static void multiply(
      Kernels kernels,
      Patches patches,
      FilterBank bank,
      FilterBank.Matrix matrix,
      int p,
      int depth,
      int columns,
      int stride,
      float[] target,
      int at,
      GemmScratch scratch) {
    Product product = scratch.product;
    product.set(
        true,
        false,
        bank.keptFilters(),
        columns,
        depth,
        matrix.theta(),
        p * bank.keptFilters(),
        bank.keptFilters(),
        scratch.patches,
        0,
        stride,
        p > 0,
        target,
        bank.isWhole() ? at : 0,
        bank.isWhole() ? patches.positions() : stride);
    product.compactB = true;
    kernels.gemm(product, scratch);
    product.clear();
  }

  /** Copies rows of kept filters to where they belong, and zeroes those of the others. */
  private static void spread(
      float[] kept,
      int stride,
      FilterBank bank,
      float[] output,
      int at,
      int outputStride,
      int columns) {
    int next = 0;
    for (int f = 0; f < bank.filters(); f++) {
      int target = at + f * outputStride;
      if (next < bank.keptFilters() && bank.columns()[next] == f) {
        System.arraycopy(kept, next * stride, output, target, columns);
        next++;
      } else {
        Arrays.fill(output, target, target + columns, 0f);
      }
    }
  }

  /**
   * gradient = P · outputGradientᵀ, and gradient2 = P² · outputGradient2ᵀ if there is a θ2, for
   * kept weights [pFrom, pTo); 0 for weights and filters that are left out.
   *
   * <p>Each element is a sum of sixteen partial sums, see {@link Kernels#dots}.
   *
   * @param input [channels · height · width × batch]
   * @param bank which weights and filters are kept
   * @param outputGradient [filters · outHeight · outWidth × batch]
   * @param gradient [weights × filters]; rows from the kept weight before pFrom to that before pTo,
   *     or to the end, are overwritten
   * @param outputGradient2 like outputGradient; not used without θ2
   * @param gradient2 like gradient; not used without θ2
   * @param scratch of the calling thread, mutated
   */
  public static void multiplyTransposed(
      Kernels kernels,
      Patches patches,
      float[] input,
      FilterBank bank,
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
    int filters = bank.keptFilters();
    scratch.reservePatches(ROWS * stride);
    scratch.reserveDots(ROWS * filters * Kernels.PARTIAL_SUMS);
    if (!bank.keepsAllFilters()) {
      scratch.reserveKept(filters * stride);
    }
    for (int p = pFrom; p < pTo; p += ROWS) {
      int rows = Math.min(ROWS, pTo - p);
      clear(scratch.dots, rows * filters);
      clear(scratch.dots2, rows * filters);
      for (int y = 0; y < patches.outHeight(); y++) {
        for (int from = 0; from < length; from += maxColumns) {
          int to = Math.min(length, from + maxColumns);
          patches.copy(input, bank.rows(), p, p + rows, y, from, to, scratch.patches, stride);
          int at = y * length + from;
          dots(
              kernels,
              patches,
              bank,
              rows,
              to - from,
              stride,
              outputGradient,
              at,
              scratch.dots,
              scratch);
          if (bank.second() != null) {
            square(scratch.patches, rows * stride);
            dots(
                kernels,
                patches,
                bank,
                rows,
                to - from,
                stride,
                outputGradient2,
                at,
                scratch.dots2,
                scratch);
          }
        }
      }
      store(scratch.dots, bank, p, rows, gradient);
      if (bank.second() != null) {
        store(scratch.dots2, bank, p, rows, gradient2);
      }
    }
  }

  private static void dots(
      Kernels kernels,
      Patches patches,
      FilterBank bank,
      int rows,
      int columns,
      int stride,
      float[] outputGradient,
      int at,
      float[] dots,
      GemmScratch scratch) {
    float[] b = outputGradient;
    int bOffset = at;
    int ldb = patches.positions();
    if (!bank.keepsAllFilters()) {
      gather(outputGradient, at, patches.positions(), bank, scratch.kept, stride, columns);
      b = scratch.kept;
      bOffset = 0;
      ldb = stride;
    }
    kernels.dots(
        rows, bank.keptFilters(), columns, scratch.patches, 0, stride, b, bOffset, ldb, dots);
  }

  /** Copies rows of the kept filters next to each other. */
  private static void gather(
      float[] values,
      int at,
      int valuesStride,
      FilterBank bank,
      float[] kept,
      int stride,
      int columns) {
    for (int i = 0; i < bank.keptFilters(); i++) {
      System.arraycopy(values, at + bank.columns()[i] * valuesStride, kept, i * stride, columns);
    }
  }

  /** Adds up the sums of kept weights [p, p + rows), and zeroes what lies before and behind. */
  private static void store(float[] dots, FilterBank bank, int p, int rows, float[] gradient) {
    int filters = bank.filters();
    if (bank.isWhole()) {
      Kernels.sumDots(dots, rows * filters, gradient, p * filters);
      return;
    }
    int start = p == 0 ? 0 : bank.rows()[p - 1] + 1;
    int end = p + rows == bank.keptWeights() ? bank.weights() : bank.rows()[p + rows - 1] + 1;
    Arrays.fill(gradient, start * filters, end * filters, 0f);
    int kept = bank.keptFilters();
    Kernels.sumDots(dots, rows * kept, dots, 0); // sums stand before what they are made of
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < kept; j++) {
        gradient[bank.rows()[p + i] * filters + bank.columns()[j]] = dots[i * kept + j];
      }
    }
  }

  /**
   * inputGradient = what θ · outputGradient adds to each input, over all patches it is in, for
   * channels [cFrom, cTo); and inputGradient2 from θ2 and outputGradient2 if there is a θ2.
   *
   * <p>Each element is one sequence of fma over (output row, weight, filter) in rising order.
   *
   * @param bank θ and θ2
   * @param outputGradient [filters · outHeight · outWidth × batch]
   * @param inputGradient [channels · height · width × batch]; channels cFrom to cTo are overwritten
   * @param outputGradient2 like outputGradient; not used without θ2
   * @param inputGradient2 like inputGradient; not used without θ2
   * @param scratch of the calling thread, mutated
   */
  public static void multiplyBack(
      Kernels kernels,
      Patches patches,
      FilterBank bank,
      float[] outputGradient,
      float[] inputGradient,
      float[] outputGradient2,
      float[] inputGradient2,
      int cFrom,
      int cTo,
      GemmScratch scratch) {
    back(kernels, patches, bank, bank.first(), outputGradient, inputGradient, cFrom, cTo, scratch);
    if (bank.second() != null) {
      back(
          kernels,
          patches,
          bank,
          bank.second(),
          outputGradient2,
          inputGradient2,
          cFrom,
          cTo,
          scratch);
    }
  }

  private static void back(
      Kernels kernels,
      Patches patches,
      FilterBank bank,
      FilterBank.Matrix matrix,
      float[] outputGradient,
      float[] inputGradient,
      int cFrom,
      int cTo,
      GemmScratch scratch) {
    int batch = patches.batch();
    int length = patches.rowLength();
    int stride = rowStride(length);
    int plane = patches.height() * patches.width() * batch;
    scratch.reservePatches(bank.keptFilters() * stride);
    Arrays.fill(inputGradient, cFrom * plane, cTo * plane, 0f);
    for (int y = 0; y < patches.outHeight(); y++) {
      gather(
          outputGradient, y * length, patches.positions(), bank, scratch.patches, stride, length);
      for (int tap = 0; tap < patches.taps(); tap++) {
        int row = y * patches.stride() + tap / patches.kernelWidth() - patches.padTop();
        if (row >= 0 && row < patches.height()) {
          int shift = tap % patches.kernelWidth() - patches.padLeft();
          int at = cFrom * plane + row * patches.width() * batch;
          addTap(
              kernels,
              patches,
              bank.keptFilters(),
              matrix.wide(),
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
