package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * inputGradient = what θ · outputGradient adds to each input, over all {@link Patches} it is in;
 * and inputGradient2 from θ2 and outputGradient2 if the {@link FilterBank} has a θ2. Filters that
 * the bank leaves out are not multiplied.
 *
 * <p>Each element is one sequence of fma over (output row, weight, filter) in rising order, from 0,
 * however the channels are split over threads.
 *
 * <p>Holds the operands of one call after the other, like {@link ConvolutionForward}.
 */
public final class ConvolutionInputGradient {
  private final Kernels kernels;
  private final FilterBank bank;
  private Patches patches;
  private float[] outputGradient;
  private float[] inputGradient;
  private float[] outputGradient2;
  private float[] inputGradient2;

  /**
   * @param bank θ and θ2 [weights × filters], filled before each call
   */
  public ConvolutionInputGradient(Kernels kernels, FilterBank bank) {
    this.kernels = kernels;
    this.bank = bank;
  }

  /**
   * Sets the operands; kept, not copied.
   *
   * @param outputGradient [filters · outHeight · outWidth × batch]; not changed
   * @param inputGradient [channels · height · width × batch]
   */
  public void set(Patches patches, float[] outputGradient, float[] inputGradient) {
    this.patches = patches;
    this.outputGradient = outputGradient;
    this.inputGradient = inputGradient;
    outputGradient2 = null;
    inputGradient2 = null;
  }

  /** Then sets the second pair, each like its first; without a θ2 there is no need. */
  public void setSecond(float[] outputGradient2, float[] inputGradient2) {
    this.outputGradient2 = outputGradient2;
    this.inputGradient2 = inputGradient2;
  }

  /**
   * Overwrites the gradients of channels [cFrom, cTo).
   *
   * @param scratch of the calling thread, mutated
   */
  public void multiply(int cFrom, int cTo, GemmScratch scratch) {
    multiply(bank.first(), outputGradient, inputGradient, cFrom, cTo, scratch);
    if (bank.second() != null) {
      multiply(bank.second(), outputGradient2, inputGradient2, cFrom, cTo, scratch);
    }
  }

  private void multiply(
      FilterBank.Matrix matrix,
      float[] outputGradient,
      float[] inputGradient,
      int cFrom,
      int cTo,
      GemmScratch scratch) {
    int filters = bank.keptFilters();
    int taps = patches.taps() * filters;
    int plane = patches.height() * patches.width() * patches.batch();
    int stride = PatchPiece.rowStride(patches.rowLength());
    scratch.reserveKept(filters * stride);
    Arrays.fill(inputGradient, cFrom * plane, cTo * plane, 0f);
    Product product = scratch.product;
    product.size(cTo - cFrom, 0, filters);
    product.a(false, matrix.wide(), cFrom * taps, taps);
    product.b(false, scratch.kept, 0, stride);
    product.c(true, inputGradient, cFrom * plane, plane);
    product.compactB = true;
    addRows(product, outputGradient, scratch);
    product.clear();
  }

  /**
   * Adds what every row of outputs sends back.
   *
   * @param product A begins at the first tap of the first channel, C at its first input
   */
  private void addRows(Product product, float[] outputGradient, GemmScratch scratch) {
    int length = patches.rowLength();
    int theta = product.aOffset;
    int planes = product.cOffset;
    for (int y = 0; y < patches.outHeight(); y++) {
      bank.gather(
          outputGradient, y * length, patches.positions(), scratch.kept, product.ldb, length);
      for (int tap = 0; tap < patches.taps(); tap++) {
        int row = y * patches.stride() + tap / patches.kernelWidth() - patches.padTop();
        if (row >= 0 && row < patches.height()) {
          product.aOffset = theta + tap * bank.keptFilters();
          int inputRow = planes + row * patches.width() * patches.batch();
          addTap(product, tap % patches.kernelWidth() - patches.padLeft(), inputRow, scratch);
        }
      }
    }
  }

  /**
   * Adds what one tap of every filter sends back from one row of outputs to one row of inputs.
   *
   * @param shift columns from an output, times the stride, to its input
   * @param inputRow index of the first channel's input in column 0
   */
  private void addTap(Product product, int shift, int inputRow, GemmScratch scratch) {
    int batch = patches.batch();
    // With stride 1 all columns of the row meet neighbours: one product instead of one a column.
    int step = patches.stride() == 1 ? patches.outWidth() : 1;
    for (int x = 0; x < patches.outWidth(); x += step) {
      int column = x * patches.stride() + shift;
      int first = Math.max(0, -column);
      int last = Math.min(step, patches.width() - column);
      if (first < last) {
        product.n = (last - first) * batch;
        product.bOffset = (x + first) * batch;
        product.cOffset = inputRow + (column + first) * batch;
        kernels.gemm(product, scratch);
      }
    }
  }
}
