package org.sparsevd.nn.vd;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Adam;
import org.sparsevd.nn.Bias;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.Products;
import org.sparsevd.nn.WeightLayer;

/**
 * A fully connected Sparse VD layer, trained by additive noise and local reparameterisation
 * (Molchanov et al. 2017, §4.2): activations are sampled, not weights,
 *
 * <pre>
 *   μ = A θ' + b                θ' = θ, pruned weights zeroed when trainClip is on
 *   v = A² s                    s = e^(log α) θ², the variance of each weight; no bias here
 *   B = μ + √(v + 1e-8) ⊙ ε     ε ~ N(0, 1), one draw an activation
 * </pre>
 *
 * for inputs A [batch × in] and θ, log σ² [in × out]. ReLU follows on request. The variance of
 * pruned weights stays, so that they can come back.
 */
public final class SparseVdDense implements WeightLayer {
  private final Compute compute;
  private final WeightPass weights;
  private final Bias bias;
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
   * A layer with θ = 0, b = 0.
   *
   * @param index of this layer among the network's weight layers, so that no two share their noise
   * @param rectified whether ReLU follows
   */
  public SparseVdDense(
      Compute compute,
      String name,
      int index,
      int inputs,
      int outputs,
      boolean rectified,
      NoiseSettings settings) {
    this.compute = compute;
    bias = new Bias(name, outputs);
    weights = new WeightPass(compute, name, inputs, outputs, bias, settings, false);
    this.outputs = new NoisyOutputs(compute, settings.seed(), index, rectified);
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
  public void parametersChanged() {
    weights.parametersChanged();
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
    bias.addTo(output, from, to);
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
    bias.setGradient(outputGradient, from, to);
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

  @Override
  public LayerWeights copyWeights() {
    return weights.copy(Optional.empty());
  }

  @Override
  public double klNats() {
    return weights.klNats();
  }

  @Override
  public void completeGradients(float klWeight) {
    weights.completeGradients(klWeight);
  }

  @Override
  public void update(Adam adam, float klWeight) {
    weights.update(adam, klWeight);
  }
}
