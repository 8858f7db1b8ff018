package org.sparsevd.nn;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** The bias of a layer, [1 × out]: one number added to each output of every sample. */
public final class Bias {
  private final Parameter parameter;

  /** A bias of zeros. */
  public Bias(String layer, int outputs) {
    parameter = new Parameter(layer + ".bias", 1, outputs);
  }

  public Parameter parameter() {
    return parameter;
  }

  /** Adds columns [from, to) of the bias to those of every row of {@code output} [batch × out]. */
  public void addTo(FMatrixRMaj output, int from, int to) {
    add(parameter.value, output, from, to);
  }

  /** Adds columns [from, to) of {@code bias} to those of every row of {@code output}. */
  static void add(FMatrixRMaj bias, FMatrixRMaj output, int from, int to) {
    for (int row = 0; row < output.numRows; row++) {
      addRow(bias.data, output.data, row * output.numCols, from, to);
    }
  }

  private static void addRow(float[] bias, float[] output, int start, int from, int to) {
    for (int column = from; column < to; column++) {
      output[start + column] += bias[column];
    }
  }

  /**
   * Sets columns [from, to) of the gradient to the column sums of {@code outputGradient} [batch ×
   * out], row by row.
   */
  public void setGradient(FMatrixRMaj outputGradient, int from, int to) {
    float[] sums = parameter.gradient.data;
    Arrays.fill(sums, from, to, 0);
    for (int row = 0; row < outputGradient.numRows; row++) {
      addTo(sums, outputGradient.data, row * outputGradient.numCols, from, to);
    }
  }

  private static void addTo(float[] sums, float[] row, int start, int from, int to) {
    for (int column = from; column < to; column++) {
      sums[column] += row[start + column];
    }
  }
}
