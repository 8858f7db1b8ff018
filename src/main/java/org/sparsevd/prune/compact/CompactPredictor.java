package org.sparsevd.prune.compact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Conv;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.MaxPool;
import org.sparsevd.nn.PlainWeights;
import org.sparsevd.nn.Transpose;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.WeightLayer;

/**
 * Runs a {@link CompactModel}. Between the layers a column is a sample, so that one weight is
 * multiplied with the neighbouring numbers of many. One thread at a time.
 */
public final class CompactPredictor {
  private static final int BATCH = 100;

  private final CompactModel model;
  private final List<Step> steps = new ArrayList<>();
  private final List<FMatrixRMaj> outputs = new ArrayList<>();
  private final Transpose transpose = new Transpose();
  private final FMatrixRMaj columns = new FMatrixRMaj(0, 0);
  private final FMatrixRMaj logits = new FMatrixRMaj(0, 0);

  /** One layer, from activations [in × batch] to [out × batch]. */
  @FunctionalInterface
  interface Step {
    void apply(FMatrixRMaj input, FMatrixRMaj output);
  }

  /** Prepares the model for the threads of {@code compute}. */
  public CompactPredictor(Compute compute, CompactModel model) {
    this.model = model;
    for (CompactLayer layer : model.layers()) {
      steps.add(step(compute, layer));
      outputs.add(new FMatrixRMaj(0, 0));
    }
  }

  private static Step step(Compute compute, CompactLayer layer) {
    return switch (layer) {
      case CompactLayer.MaxPool(var stage) -> step(new MaxPool(compute, stage));
      case CompactLayer.Conv(
              _,
              Convolution geometry,
              CompactMatrix.Sparse(var weights),
              var bias) ->
          new SparseStep(compute, geometry, weights, bias, true);
      case CompactLayer.Conv(
              String name,
              Convolution geometry,
              CompactMatrix.Dense(var weights),
              var bias) -> {
        WeightLayer conv =
            new Conv(
                compute, new PlainWeights(name, weights.numRows, weights.numCols, 0, 0), geometry);
        conv.weights().set(new LayerWeights(name, weights, Optional.empty(), bias, conv.filter()));
        yield step(conv);
      }
      case CompactLayer.Dense(
              _,
              CompactMatrix.Sparse(FMatrixSparseCSC weights),
              var bias,
              var last) ->
          new SparseStep(
              compute,
              Convolution.valid(Volume.ofFeatures(weights.numRows), weights.numCols, 1, 1, 1),
              weights,
              bias,
              !last);
      case CompactLayer.Dense(_, CompactMatrix.Dense(FMatrixRMaj weights), var bias, var last) ->
          new DenseStep(compute, weights, bias, !last);
    };
  }

  private static Step step(Layer layer) {
    return (input, output) -> layer.forward(input, output, 0);
  }

  /**
   * Logits of a batch, [batch × classes]; overwritten by the next call.
   *
   * @param inputs [batch × features], {@linkplain InputScaling scaled}; not modified
   */
  public FMatrixRMaj logits(FMatrixRMaj inputs) {
    int features = model.input().features();
    if (inputs.numCols != features) {
      throw new IllegalArgumentException(
          "expected samples of %d features, got %d".formatted(features, inputs.numCols));
    }
    transpose.forward(inputs, columns, 0);
    FMatrixRMaj activations = columns;
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).apply(activations, outputs.get(i));
      activations = outputs.get(i);
    }
    transpose.forward(activations, logits, 0);
    return logits;
  }

  /**
   * Softmax outputs of samples as they are stored, such as pixels from 0 to 255.
   *
   * @param samples [features] each
   * @return [classes] each
   */
  public List<double[]> probabilities(List<float[]> samples) {
    List<double[]> probabilities = new ArrayList<>();
    FMatrixRMaj inputs = new FMatrixRMaj(0, 0);
    for (int from = 0; from < samples.size(); from += BATCH) {
      int to = Math.min(samples.size(), from + BATCH);
      inputs.reshape(to - from, model.input().features());
      for (int i = from; i < to; i++) {
        model.scaling().apply(samples.get(i), inputs, i - from);
      }
      FMatrixRMaj batch = logits(inputs);
      for (int row = 0; row < batch.numRows; row++) {
        probabilities.add(Softmax.of(batch, row));
      }
    }
    return probabilities;
  }
}
