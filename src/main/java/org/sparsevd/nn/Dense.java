package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * A fully connected layer: output = input·W + b with the same weights W for all samples, rectified
 * on request.
 */
public final class Dense implements WeightLayer {
  private final Compute compute;
  private final boolean rectified;
  private final PointWeights weights;
  private final Compute.RangeTask forwardTask = this::forwardColumns;
  private final Compute.RangeTask outputTask = this::outputColumns;
  private final Compute.RangeTask inputTask = this::inputRows;
  private FMatrixRMaj input;
  private FMatrixRMaj output;
  private FMatrixRMaj outputGradient;
  private FMatrixRMaj inputGradient;

  /**
   * A layer of these weights [in × out].
   *
   * @param rectified whether ReLU follows
   */
  public Dense(Compute compute, PointWeights weights, boolean rectified) {
    this.compute = compute;
    this.weights = weights;
    this.rectified = rectified;
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    Products.requireFit(input.numCols, weights.value().numRows, name());
    weights.prepare(step);
    this.input = input;
    this.output = output;
    output.reshape(input.numRows, weights.value().numCols);
    compute.forRange(output.numCols, Compute.grain((long) input.getNumElements(), 32), forwardTask);
  }

  private void forwardColumns(int from, int to, int worker) {
    Products.multColumns(compute, input, weights.value(), output, from, to, worker);
    weights.bias().addTo(output, from, to);
    if (rectified) {
      for (int row = 0; row < output.numRows; row++) {
        compute.kernels().rectify(output.data, row * output.numCols + from, to - from);
      }
    }
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    this.input = input;
    this.output = output;
    this.outputGradient = outputGradient;
    this.inputGradient = inputGradient;
    compute.forRange(output.numCols, Compute.grain(4L * output.numRows, 32), outputTask);
    if (inputGradient != null) {
      inputGradient.reshape(input.numRows, input.numCols);
    }
    long each = (long) output.getNumElements() * (inputGradient == null ? 1 : 2);
    compute.forRange(input.numCols, Compute.grain(each, 32), inputTask);
  }

  /** The ReLU's part of the gradient, and the bias's, for outputs [from, to). */
  private void outputColumns(int from, int to, int worker) {
    if (rectified) {
      for (int row = 0; row < output.numRows; row++) {
        compute
            .kernels()
            .keepWherePositive(
                output.data, outputGradient.data, row * output.numCols + from, to - from);
      }
    }
    weights.bias().setGradient(outputGradient, from, to);
  }

  /** Gradients of θ's rows and of the inputs [from, to). */
  private void inputRows(int from, int to, int worker) {
    Products.multTransARows(
        compute, input, outputGradient, weights.valueGradient(), from, to, worker);
    if (inputGradient != null) {
      Products.multTransBColumns(
          compute, outputGradient, weights.value(), inputGradient, from, to, worker);
    }
  }
}
