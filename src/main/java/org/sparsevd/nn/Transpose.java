package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/** output = inputᵀ: from a row to a column a sample before convolutions, and back after them. */
public final class Transpose implements Layer {
  /** Square pieces of 4 KB, so that rows of one and columns of the other stay in the cache. */
  private static final int PIECE = 32;

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    apply(input, output);
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    if (inputGradient != null) {
      apply(outputGradient, inputGradient);
    }
  }

  /** Sets {@code output}, reshaped to [columns × rows], to {@code input}ᵀ. */
  static void apply(FMatrixRMaj input, FMatrixRMaj output) {
    output.reshape(input.numCols, input.numRows);
    for (int i = 0; i < input.numRows; i += PIECE) {
      for (int j = 0; j < input.numCols; j += PIECE) {
        transposePiece(
            input,
            i,
            Math.min(input.numRows, i + PIECE),
            j,
            Math.min(input.numCols, j + PIECE),
            output);
      }
    }
  }

  private static void transposePiece(
      FMatrixRMaj input, int iFrom, int iTo, int jFrom, int jTo, FMatrixRMaj output) {
    float[] x = input.data;
    float[] y = output.data;
    int rows = input.numRows;
    int columns = input.numCols;
    for (int j = jFrom; j < jTo; j++) {
      for (int i = iFrom; i < iTo; i++) {
        y[j * rows + i] = x[i * columns + j];
      }
    }
  }
}
