package org.sparsevd.nn;

import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.ConvolutionForward;
import org.sparsevd.kernel.ConvolutionInputGradient;
import org.sparsevd.kernel.ConvolutionWeightGradient;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.kernel.Patches;

/**
 * A convolution with the same weights for all samples, rectified, on activations [features ×
 * batch]: output = Wᵀ·P + b with W [weights × filters] and the {@link Patches} P of the input.
 */
public final class Conv implements WeightLayer {
  private final Compute compute;
  private final Convolution geometry;
  private final PointWeights weights;
  private final FilterBank bank;
  private final ConvolutionForward forwardProduct;
  private final ConvolutionWeightGradient weightProduct;
  private final ConvolutionInputGradient inputProduct;
  private final ConvBias bias;
  private final Compute.RangeTask forwardTask = this::forwardRows;
  private final Compute.RangeTask outputTask = this::outputFilters;
  private final Compute.RangeTask weightTask = this::weightRows;
  private final Compute.RangeTask inputTask = this::inputChannels;
  private Patches patches; // of the current batch
  private FMatrixRMaj output;
  private FMatrixRMaj outputGradient;

  /**
   * A layer of these weights.
   *
   * @param weights [weights of a filter × filters]
   */
  public Conv(Compute compute, PointWeights weights, Convolution geometry) {
    this.compute = compute;
    this.weights = weights;
    this.geometry = geometry;
    bias = new ConvBias(compute.kernels(), weights.bias().parameter());
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
    weights.prepare(step);
    this.output = output;
    bank.set(weights.value().data, null);
    patches = geometry.patches(patches, input.numCols);
    output.reshape(geometry.output().features(), input.numCols);
    forwardProduct.set(patches, input.data, output.data);
    compute.forRange(geometry.output().height(), 1, forwardTask);
  }

  private void forwardRows(int from, int to, int worker) {
    forwardProduct.multiply(from, to, compute.scratch(worker));
    int row = geometry.output().width() * patches.batch();
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int start = filter * patches.positions();
      bias.addTo(filter, output.data, start + from * row, start + to * row);
      compute.kernels().rectify(output.data, start + from * row, (to - from) * row);
    }
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    this.output = output;
    this.outputGradient = outputGradient;
    compute.forRange(geometry.filters(), 1, outputTask);
    weightProduct.set(patches, input.data, outputGradient.data, weights.valueGradient().data);
    compute.forRange(geometry.fanIn(), 4, weightTask);
    if (inputGradient != null) {
      inputGradient.reshape(input.numRows, input.numCols);
      inputProduct.set(patches, outputGradient.data, inputGradient.data);
      compute.forRange(geometry.input().channels(), 1, inputTask);
    }
  }

  private void outputFilters(int from, int to, int worker) {
    int positions = patches.positions();
    compute
        .kernels()
        .keepWherePositive(
            output.data, outputGradient.data, from * positions, (to - from) * positions);
    bias.setGradient(outputGradient.data, positions, from, to);
  }

  private void weightRows(int from, int to, int worker) {
    weightProduct.multiply(from, to, compute.scratch(worker));
  }

  private void inputChannels(int from, int to, int worker) {
    inputProduct.multiply(from, to, compute.scratch(worker));
  }
}
