package org.sparsevd.kernel;

/**
 * output = θᵀ · P with the {@link Patches} P of the input, and output2 = θ2ᵀ · P² if the {@link
 * FilterBank} has a θ2: squaring a piece that is at hand costs next to nothing. What the bank
 * leaves out is neither copied nor multiplied.
 *
 * <p>Each output is one sequence of fma over the weights in rising order, from 0, however the rows
 * are split over threads.
 *
 * <p>Holds the operands of one call after the other, so that none allocates: set them, then let
 * each thread multiply its range.
 */
public final class ConvolutionForward {

  /** Most weights and columns of a piece. */
  private static final int DEPTH = 192;

  private static final int COLUMNS = 256;

  private final Kernels kernels;
  private final FilterBank bank;
  private Patches patches;
  private float[] input;
  private float[] output;
  private float[] output2;

  /**
   * @param bank θ and θ2 [weights × filters], filled before each call
   */
  public ConvolutionForward(Kernels kernels, FilterBank bank) {
    this.kernels = kernels;
    this.bank = bank;
  }

  /**
   * Sets the operands; kept, not copied.
   *
   * @param input [channels · height · width × batch]; not changed
   * @param output [filters · outHeight · outWidth × batch]
   */
  public void set(Patches patches, float[] input, float[] output) {
    this.patches = patches;
    this.input = input;
    this.output = output;
    output2 = null;
  }

  /** Then sets output2, like output; without a θ2 there is no need. */
  public void setSecond(float[] output2) {
    this.output2 = output2;
  }

  /**
   * Overwrites rows [yFrom, yTo) of every filter's outputs.
   *
   * @param scratch of the calling thread, mutated
   */
  public void multiply(int yFrom, int yTo, GemmScratch scratch) {
    int pieces = Math.ceilDiv(bank.keptWeights(), DEPTH);
    int depth = Math.ceilDiv(bank.keptWeights(), pieces);
    PatchPiece piece = scratch.piece;
    piece.begin(patches, depth, COLUMNS);
    if (!bank.isWhole()) {
      scratch.reserveKept(bank.keptFilters() * piece.stride());
      scratch.reserveKept2(bank.keptFilters() * piece.stride());
    }
    for (int y = yFrom; y < yTo; y++) {
      for (int from = 0; from < patches.rowLength(); from += piece.step()) {
        piece.moveTo(y, from);
        multiplyColumns(depth, scratch);
      }
    }
  }

  /** The outputs in the columns of the piece, from {@code maxDepth} weights at a time. */
  private void multiplyColumns(int maxDepth, GemmScratch scratch) {
    PatchPiece piece = scratch.piece;
    for (int p = 0; p < bank.keptWeights(); p += maxDepth) {
      piece.copy(input, bank.rows(), p, Math.min(p + maxDepth, bank.keptWeights()));
      multiplyPiece(bank.first(), p, output, scratch.kept, scratch);
      if (bank.second() != null) {
        piece.square();
        multiplyPiece(bank.second(), p, output2, scratch.kept2, scratch);
      }
    }
    if (!bank.isWhole()) {
      spread(scratch.kept, output, piece);
      if (bank.second() != null) {
        spread(scratch.kept2, output2, piece);
      }
    }
  }

  /**
   * Sums over the piece's weights, into {@code output}, or into {@code kept} if some are absent.
   */
  private void multiplyPiece(
      FilterBank.Matrix matrix, int p, float[] output, float[] kept, GemmScratch scratch) {
    PatchPiece piece = scratch.piece;
    int filters = bank.keptFilters();
    Product product = scratch.product;
    product.size(filters, piece.columns(), piece.rows());
    product.a(true, matrix.theta(), p * filters, filters);
    product.b(false, piece.values(), 0, piece.stride());
    if (bank.isWhole()) {
      product.c(p > 0, output, piece.position(), patches.positions());
    } else {
      product.c(p > 0, kept, 0, piece.stride());
    }
    product.compactB = true;
    kernels.gemm(product, scratch);
    product.clear();
  }

  private void spread(float[] kept, float[] output, PatchPiece piece) {
    bank.spread(
        kept, piece.stride(), output, piece.position(), patches.positions(), piece.columns());
  }
}
