package org.sparsevd.nn.vd;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Products;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.Weights;

/**
 * A fully connected layer of Gaussian weights, trained by local reparameterisation (Molchanov et
 * al. 2017, §4.2): activations are sampled, not weights,
 *
 * <pre>
 *   μ = A θ' + b                mean and variance of the weights, see {@link GaussianWeights}
 *   v = A² s                    no bias here
 *   B = μ + √(v + 1e-8) ⊙ ε     ε ~ N(0, 1), one draw an activation
 * </pre>
 *
 * for inputs A [batch × in] and θ', s [in × out]. ReLU follows on request.
 */
public final class GaussianDense implements WeightLayer {
  private final Compute compute;
  private final GaussianWeights weights;
  private final NoisyOutputs outputs;

  // Of the latest forward pass; reshaped to the batch.
  private final FMatrixRMaj inputSquared = new FMatrixRMaj(0, 0);
  private final FMatrixRMaj variance = new FMatrixRMaj(0, 0); // v, then ∂B/∂v, then ∂L/∂v

  // Of the backward pass.
  private final FMatrixRMaj inputSquaredGradient = new FMatrixRMaj(0, 0);

  private final Compute.RangeTask squareTask = this::square;
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
   * @param seed of the run
   * @param index of this layer among the network's weight layers, so that no two share their noise
   * @param rectified whether ReLU follows
   */
  public GaussianDense(
      Compute compute, GaussianWeights weights, long seed, int index, boolean rectified) {
    this.compute = compute;
    this.weights = weights;
    outputs = new NoisyOutputs(compute, seed, index, rectified);
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    Products.requireFit(input.numCols, weights.mean().numRows, name());
    weights.prepare();
    outputs.begin(step);
    this.input = input;
    this.output = output;
    inputSquared.reshape(input.numRows, input.numCols);
    compute.forRange(input.getNumElements(), 4096, squareTask);
    output.reshape(input.numRows, weights.mean().numCols);
    variance.reshape(output.numRows, output.numCols);
    compute.forRange(output.numCols, Compute.grain(2L * input.getNumElements(), 32), forwardTask);
  }

  private void square(int from, int to, int worker) {
    float[] a = input.data;
    float[] squared = inputSquared.data;
    for (int i = from; i < to; i++) {
      squared[i] = a[i] * a[i];
    }
  }

  private void forwardColumns(int from, int to, int worker) {
    Products.multColumns(compute, input, weights.mean(), output, from, to, worker);
    Products.multColumns(compute, inputSquared, weights.variance(), variance, from, to, worker);
    weights.bias().addTo(output, from, to);
    for (int row = 0; row < output.numRows; row++) {
      int start = row * output.numCols;
      outputs.sample(output.data, variance.data, start + from, start + to, worker);
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
    compute.forRange(output.numCols, Compute.grain(8L * output.numRows, 32), outputTask);
    if (inputGradient != null) {
      inputGradient.reshape(input.numRows, input.numCols);
      inputSquaredGradient.reshape(input.numRows, input.numCols);
    }
    long each = (long) output.getNumElements() * (inputGradient == null ? 2 : 4);
    compute.forRange(input.numCols, Compute.grain(each, 32), inputTask);
  }

  /** ∂L/∂B, ∂L/∂v and the bias's gradient for outputs [from, to). */
  private void outputColumns(int from, int to, int worker) {
    for (int row = 0; row < output.numRows; row++) {
      int start = row * output.numCols;
      outputs.gradients(output.data, outputGradient.data, variance.data, start + from, start + to);
    }
    weights.bias().setGradient(outputGradient, from, to);
  }

  /** ∂L/∂θ', ∂L/∂s, and ∂L/∂A = ∂L/∂B · θ'ᵀ + 2 A ⊙ (∂L/∂v · sᵀ), for inputs [from, to). */
  private void inputRows(int from, int to, int worker) {
    Products.multTransARows(
        compute, input, outputGradient, weights.meanGradient(), from, to, worker);
    Products.multTransARows(
        compute, inputSquared, variance, weights.varianceGradient(), from, to, worker);
    if (inputGradient == null) {
      return;
    }
    Products.multTransBColumns(
        compute, outputGradient, weights.mean(), inputGradient, from, to, worker);
    Products.multTransBColumns(
        compute, variance, weights.variance(), inputSquaredGradient, from, to, worker);
    for (int row = 0; row < input.numRows; row++) {
      int start = row * input.numCols;
      NoisyOutputs.addVariancePath(
          input.data, inputSquaredGradient.data, inputGradient.data, start + from, start + to);
    }
  }
}
