package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * gradient = P · outputGradientᵀ with the {@link Patches} P of the input, and gradient2 = P² ·
 * outputGradient2ᵀ if the {@link FilterBank} has a θ2; 0 for weights and filters that the bank
 * leaves out, which are neither copied nor multiplied.
 *
 * <p>Each element is a sum of sixteen partial sums, see {@link Kernels#dots}, however the weights
 * are split over threads.
 *
 * <p>Holds the operands of one call after the other, like {@link ConvolutionForward}.
 */
public final class ConvolutionWeightGradient {

  /** Most weights and columns of a piece. */
  private static final int ROWS = 40;

  private static final int COLUMNS = 832;

  private final Kernels kernels;
  private final FilterBank bank;
  private Patches patches;
  private float[] input;
  private float[] outputGradient;
  private float[] gradient;
  private float[] outputGradient2;
  private float[] gradient2;

  /**
   * @param bank tells which weights and filters are kept, and whether there is a θ2
   */
  public ConvolutionWeightGradient(Kernels kernels, FilterBank bank) {
    this.kernels = kernels;
    this.bank = bank;
  }

  /**
   * Sets the operands; kept, not copied.
   *
   * @param input [channels · height · width × batch]; not changed
   * @param outputGradient [filters · outHeight · outWidth × batch]; not changed
   * @param gradient [weights × filters]
   */
  public void set(Patches patches, float[] input, float[] outputGradient, float[] gradient) {
    this.patches = patches;
    this.input = input;
    this.outputGradient = outputGradient;
    this.gradient = gradient;
    outputGradient2 = null;
    gradient2 = null;
  }

  /** Then sets the second pair, each like its first; without a θ2 there is no need. */
  public void setSecond(float[] outputGradient2, float[] gradient2) {
    this.outputGradient2 = outputGradient2;
    this.gradient2 = gradient2;
  }

  /**
   * Overwrites the gradients of kept weights [pFrom, pTo), and those of the weights left out that
   * lie before each of them and, at the end, behind the last.
   *
   * @param scratch of the calling thread, mutated
   */
  public void multiply(int pFrom, int pTo, GemmScratch scratch) {
    int filters = bank.keptFilters();
    scratch.piece.begin(patches, ROWS, COLUMNS);
    scratch.reserveDots(ROWS * filters * Kernels.PARTIAL_SUMS);
    if (!bank.keepsAllFilters()) {
      scratch.reserveKept(filters * scratch.piece.stride());
    }
    for (int p = pFrom; p < pTo; p += ROWS) {
      int end = Math.min(p + ROWS, pTo);
      sum(p, end, scratch);
      store(scratch.dots, p, end, gradient);
      if (bank.second() != null) {
        store(scratch.dots2, p, end, gradient2);
      }
    }
  }

  /** Sums of kept weights [p, end) over all outputs, piece by piece. */
  private void sum(int p, int end, GemmScratch scratch) {
    int length = (end - p) * bank.keptFilters() * Kernels.PARTIAL_SUMS;
    Arrays.fill(scratch.dots, 0, length, 0f);
    Arrays.fill(scratch.dots2, 0, length, 0f);
    PatchPiece piece = scratch.piece;
    for (int y = 0; y < patches.outHeight(); y++) {
      for (int from = 0; from < patches.rowLength(); from += piece.step()) {
        piece.moveTo(y, from);
        piece.copy(input, bank.rows(), p, end);
        addPiece(outputGradient, scratch.dots, scratch);
        if (bank.second() != null) {
          piece.square();
          addPiece(outputGradient2, scratch.dots2, scratch);
        }
      }
    }
  }

  private void addPiece(float[] outputGradient, float[] dots, GemmScratch scratch) {
    PatchPiece piece = scratch.piece;
    float[] b = outputGradient;
    int bOffset = piece.position();
    int ldb = patches.positions();
    if (!bank.keepsAllFilters()) {
      bank.gather(b, bOffset, ldb, scratch.kept, piece.stride(), piece.columns());
      b = scratch.kept;
      bOffset = 0;
      ldb = piece.stride();
    }
    kernels.dots(
        piece.rows(),
        bank.keptFilters(),
        piece.columns(),
        piece.values(),
        0,
        piece.stride(),
        b,
        bOffset,
        ldb,
        dots);
  }

  /** Adds up the sums of kept weights [p, end), and zeroes what lies before and behind. */
  private void store(float[] dots, int p, int end, float[] gradient) {
    int filters = bank.filters();
    if (bank.isWhole()) {
      Kernels.sumDots(dots, (end - p) * filters, gradient, p * filters);
      return;
    }
    int first = p == 0 ? 0 : bank.rows()[p - 1] + 1;
    int last = end == bank.keptWeights() ? bank.weights() : bank.rows()[end - 1] + 1;
    Arrays.fill(gradient, first * filters, last * filters, 0f);
    int kept = bank.keptFilters();
    Kernels.sumDots(dots, (end - p) * kept, dots, 0); // sums stand before what they are made of
    for (int i = p; i < end; i++) {
      for (int j = 0; j < kept; j++) {
        gradient[bank.rows()[i] * filters + bank.columns()[j]] = dots[(i - p) * kept + j];
      }
    }
  }
}
