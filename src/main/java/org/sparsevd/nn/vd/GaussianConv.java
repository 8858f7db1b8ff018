package org.sparsevd.nn.vd;

import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.ConvolutionForward;
import org.sparsevd.kernel.ConvolutionInputGradient;
import org.sparsevd.kernel.ConvolutionWeightGradient;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.kernel.Patches;
import org.sparsevd.nn.ConvBias;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.Products;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.Weights;

/**
 * A convolutional layer of Gaussian weights with ReLU: {@link GaussianDense} with two convolutions
 * for its two products, on activations [features × batch],
 *
 * <pre>
 *   μ = θ'ᵀ P + b       P the patches of the input, θ' and s [weights × filters]
 *   v = sᵀ P²
 * </pre>
 */
public final class GaussianConv implements WeightLayer {
  private final Compute compute;
  private final Convolution geometry;
  private final GaussianWeights weights;
  private final FilterBank bank; // θ' and s', without what trainClip has zeroed
  private final ConvolutionForward forwardProduct;
  private final ConvolutionWeightGradient weightProduct;
  private final ConvolutionInputGradient inputProduct;
  private final ConvBias bias;
  private final NoisyOutputs outputs;
  private final FMatrixRMaj variance = new FMatrixRMaj(0, 0); // v, then ∂B/∂v, then ∂L/∂v
  private final FMatrixRMaj inputSquaredGradient = new FMatrixRMaj(0, 0);
  private final Compute.RangeTask forwardTask = this::forwardRows;
  private final Compute.RangeTask outputTask = this::outputFilters;
  private final Compute.RangeTask weightTask = this::weightRows;
  private final Compute.RangeTask inputTask = this::inputChannels;
  private Patches patches; // of the current batch
  private FMatrixRMaj input;
  private FMatrixRMaj output;
  private FMatrixRMaj outputGradient;
  private FMatrixRMaj inputGradient;

  /**
   * A layer of these weights.
   *
   * @param weights [weights of a filter × filters]
   * @param seed of the run
   * @param index of this layer among the network's weight layers, so that no two share their noise
   */
  public GaussianConv(
      Compute compute, GaussianWeights weights, long seed, int index, Convolution geometry) {
    this.compute = compute;
    this.weights = weights;
    this.geometry = geometry;
    bias = new ConvBias(compute.kernels(), weights.bias().parameter());
    outputs = new NoisyOutputs(compute, seed, index, true);
    bank = new FilterBank(geometry.fanIn(), geometry.filters());
    forwardProduct = new ConvolutionForward(compute.kernels(), bank);
    weightProduct = new ConvolutionWeightGradient(compute.kernels(), bank);
    inputProduct = new ConvolutionInputGradient(compute.kernels(), bank);
    patches = geometry.patches(1);
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public Optional<Volume> filter() {
    return Optional.of(geometry.filter());
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    Products.requireFit(input.numRows, geometry.input().features(), name());
    weights.prepare();
    weights.fill(bank);
    outputs.begin(step);
    this.output = output;
    patches = geometry.patches(patches, input.numCols);
    output.reshape(geometry.output().features(), input.numCols);
    variance.reshape(output.numRows, output.numCols);
    forwardProduct.set(patches, input.data, output.data);
    forwardProduct.setSecond(variance.data);
    compute.forRange(geometry.output().height(), 1, forwardTask);
  }

  private void forwardRows(int from, int to, int worker) {
    int row = geometry.output().width() * patches.batch();
    for (int y = from; y < to; y++) { // row by row, so that samples are taken in the cache
      forwardProduct.multiply(y, y + 1, compute.scratch(worker));
      for (int filter = 0; filter < geometry.filters(); filter++) {
        int start = filter * patches.positions() + y * row;
        bias.addTo(filter, output.data, start, start + row);
        outputs.sample(output.data, variance.data, start, start + row, worker);
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
    compute.forRange(geometry.filters(), 1, outputTask);
    weightProduct.set(patches, input.data, outputGradient.data, weights.meanGradient().data);
    weightProduct.setSecond(variance.data, weights.varianceGradient().data);
    compute.forRange(bank.keptWeights(), 4, weightTask);
    if (inputGradient != null) {
      inputGradient.reshape(input.numRows, input.numCols);
      inputSquaredGradient.reshape(input.numRows, input.numCols);
      inputProduct.set(patches, outputGradient.data, inputGradient.data);
      inputProduct.setSecond(variance.data, inputSquaredGradient.data);
      compute.forRange(geometry.input().channels(), 1, inputTask);
    }
  }

  /** ∂L/∂B, ∂L/∂v and the bias's gradient for filters [from, to). */
  private void outputFilters(int from, int to, int worker) {
    int positions = patches.positions();
    outputs.gradients(
        output.data, outputGradient.data, variance.data, from * positions, to * positions);
    bias.setGradient(outputGradient.data, positions, from, to);
  }

  /** ∂L/∂θ' and ∂L/∂s of weights [from, to). */
  private void weightRows(int from, int to, int worker) {
    weightProduct.multiply(from, to, compute.scratch(worker));
  }

  /** ∂L/∂A of channels [from, to), from the mean and the variance path. */
  private void inputChannels(int from, int to, int worker) {
    inputProduct.multiply(from, to, compute.scratch(worker));
    int plane = geometry.input().height() * geometry.input().width() * patches.batch();
    NoisyOutputs.addVariancePath(
        input.data, inputSquaredGradient.data, inputGradient.data, from * plane, to * plane);
  }
}
