package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/** output = max(0, input). */
public final class Relu implements Layer {
  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    apply(input, output);
  }

  /** output = max(0, input); output may be input. */
  public static void apply(FMatrixRMaj input, FMatrixRMaj output) {
    output.reshape(input.numRows, input.numCols);
    float[] x = input.data;
    float[] y = output.data;
    int size = input.getNumElements();
    for (int i = 0; i < size; i++) {
      y[i] = Math.max(0, x[i]);
    }
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    if (inputGradient == null) {
      return;
    }
    inputGradient.reshape(input.numRows, input.numCols);
    float[] y = output.data;
    float[] dy = outputGradient.data;
    float[] dx = inputGradient.data;
    int size = input.getNumElements();
    for (int i = 0; i < size; i++) {
      dx[i] = dy[i] * Math.signum(y[i]); // y ≥ 0, so 0 or 1: a product keeps the loop in vectors
    }
  }
}
