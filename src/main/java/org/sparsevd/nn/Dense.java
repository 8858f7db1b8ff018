package org.sparsevd.nn;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/** A fully connected layer without noise: output = input·θ + b, rectified on request. */
public final class Dense implements WeightLayer {
  private final Compute compute;
  private final boolean rectified;
  private final PlainWeights weights;
  private final Compute.RangeTask forwardTask = this::forwardColumns;
  private final Compute.RangeTask outputTask = this::outputColumns;
  private final Compute.RangeTask inputTask = this::inputRows;
  private FMatrixRMaj input;
  private FMatrixRMaj output;
  private FMatrixRMaj outputGradient;
  private FMatrixRMaj inputGradient;

  /**
   * A layer with θ = 0.
   *
   * @param rectified whether ReLU follows
   * @param maxNorm longest allowed column of θ after a step; 0 for no limit
   * @param decay the loss grows by decay / 2 · ‖θ‖²
   */
  public Dense(
      Compute compute,
      String name,
      int inputs,
      int outputs,
      boolean rectified,
      double maxNorm,
      double decay) {
    this.compute = compute;
    this.rectified = rectified;
    weights = new PlainWeights(name, inputs, outputs, maxNorm, decay);
  }

  @Override
  public String name() {
    return weights.name();
  }

  @Override
  public List<Parameter> parameters() {
    return weights.parameters();
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    Products.requireFit(input.numCols, weights.theta.value.numRows, name());
    this.input = input;
    this.output = output;
    output.reshape(input.numRows, weights.theta.value.numCols);
    compute.forRange(output.numCols, Compute.grain((long) input.getNumElements(), 32), forwardTask);
  }

  private void forwardColumns(int from, int to, int worker) {
    Products.multColumns(compute, input, weights.theta.value, output, from, to, worker);
    weights.bias.addTo(output, from, to);
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
    weights.bias.setGradient(outputGradient, from, to);
  }

  /** Gradients of θ's rows and of the inputs [from, to). */
  private void inputRows(int from, int to, int worker) {
    Products.multTransARows(
        compute, input, outputGradient, weights.theta.gradient, from, to, worker);
    if (inputGradient != null) {
      Products.multTransBColumns(
          compute, outputGradient, weights.theta.value, inputGradient, from, to, worker);
    }
  }

  @Override
  public LayerWeights copyWeights() {
    return weights.copy(Optional.empty());
  }

  @Override
  public double klNats() {
    return Double.NaN;
  }

  @Override
  public void completeGradients(float klWeight) {
    weights.completeGradients();
  }

  @Override
  public void update(Adam adam, float klWeight) {
    weights.update(adam);
  }
}
