package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/** The bias of a dense layer, [1 × out]: one number added to each output of every sample. */
public final class Bias {
  private final Parameter parameter;

  /** A bias of zeros. */
  public Bias(String layer, int outputs) {
    parameter = new Parameter(layer + ".bias", 1, outputs);
  }

  public Parameter parameter() {
    return parameter;
  }

  /** Adds the bias to every row of {@code output} [batch × out]. */
  public void addTo(FMatrixRMaj output) {
    add(parameter.value, output);
  }

  /** Adds {@code bias} [1 × out] to every row of {@code output} [batch × out]. */
  static void add(FMatrixRMaj bias, FMatrixRMaj output) {
    float[] b = bias.data;
    float[] y = output.data;
    int columns = output.numCols;
    for (int row = 0; row < output.numRows; row++) {
      int start = row * columns;
      for (int column = 0; column < columns; column++) {
        y[start + column] += b[column];
      }
    }
  }

  /** Sets the gradient to the column sums of {@code outputGradient} [batch × out], row by row. */
  public void setGradient(FMatrixRMaj outputGradient) {
    float[] sums = parameter.gradient.data;
    float[] dy = outputGradient.data;
    int columns = outputGradient.numCols;
    parameter.gradient.zero();
    for (int row = 0; row < outputGradient.numRows; row++) {
      int start = row * columns;
      for (int column = 0; column < columns; column++) {
        sums[column] += dy[start + column];
      }
    }
  }
}
