package org.sparsevd.nn;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * The network at test time: given weights, no noise, one pass. ReLU between the layers. One thread
 * at a time.
 */
public final class Predictor {
  private final List<Layer> layers;
  private final FMatrixRMaj[] outputs;

  /**
   * @param stages of the network
   * @param weights to use as they are, from the input on; pruned ones already zero
   * @throws IllegalArgumentException when the weights are not those of the stages
   */
  public Predictor(Compute compute, List<Stage> stages, List<LayerWeights> weights) {
    Iterator<LayerWeights> next = weights.iterator();
    layers = stages.stream().map(stage -> layer(compute, stage, next)).toList();
    outputs = new FMatrixRMaj[layers.size()];
    Arrays.setAll(outputs, i -> new FMatrixRMaj(0, 0));
  }

  private static Layer layer(Compute compute, Stage stage, Iterator<LayerWeights> weights) {
    return switch (stage) {
      case Stage.Unflatten unflatten -> new Transpose();
      case Stage.Flatten flatten -> new Transpose();
      case Stage.MaxPool pool -> new MaxPool(compute, pool);
      case Stage.Conv(String name, Convolution geometry) -> {
        LayerWeights given = fitting(name, geometry.fanIn(), geometry.filters(), weights);
        yield filled(new Conv(compute, plain(given), geometry), given);
      }
      case Stage.Dense(String name, int inputs, int outputs, boolean last) -> {
        LayerWeights given = fitting(name, inputs, outputs, weights);
        yield filled(new Dense(compute, plain(given), !last), given);
      }
    };
  }

  /** The next weights; asked for before there is room for a layer, which a file may claim huge. */
  private static LayerWeights fitting(
      String name, int inputs, int outputs, Iterator<LayerWeights> weights) {
    Optional<LayerWeights> given =
        weights.hasNext() ? Optional.of(weights.next()) : Optional.empty();
    return given
        .filter(w -> w.inputs() == inputs && w.outputs() == outputs)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s: expected weights [%d × %d], got %s"
                    .formatted(
                        name,
                        inputs,
                        outputs,
                        given
                            .map(w -> "[" + w.inputs() + " × " + w.outputs() + "]")
                            .orElse("none"))));
  }

  private static PlainWeights plain(LayerWeights given) {
    return new PlainWeights(given.name(), given.inputs(), given.outputs(), 0, 0);
  }

  /** {@code layer} with a layer's weights for its own, which it only reads. */
  private static Layer filled(WeightLayer layer, LayerWeights given) {
    layer.parameters().getFirst().value().data = given.theta().data;
    layer.parameters().getLast().value().data = given.bias().data;
    return layer;
  }

  /**
   * Logits of a batch, [batch × classes]; overwritten by the next call.
   *
   * @param inputs [batch × in]; not modified
   */
  public FMatrixRMaj logits(FMatrixRMaj inputs) {
    FMatrixRMaj activations = inputs;
    for (int i = 0; i < outputs.length; i++) {
      layers.get(i).forward(activations, outputs[i], 0);
      activations = outputs[i];
    }
    return activations;
  }

  /** How many of a batch are given another class than their label; NaN logits count as wrong. */
  public int errors(FMatrixRMaj inputs, int[] labels) {
    FMatrixRMaj logits = logits(inputs);
    int errors = 0;
    for (int row = 0; row < logits.numRows; row++) {
      errors += best(logits, row) == labels[row] ? 0 : 1;
    }
    return errors;
  }

  /**
   * The class of each row of logits: the first of the largest, −1 when that is NaN.
   *
   * @param logits [batch × classes]
   * @param classes its elements from {@code offset} on are overwritten, one a row
   */
  public static void classes(FMatrixRMaj logits, int[] classes, int offset) {
    for (int row = 0; row < logits.numRows; row++) {
      classes[offset + row] = best(logits, row);
    }
  }

  private static int best(FMatrixRMaj logits, int row) {
    int classes = logits.numCols;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits.data[row * classes + c] > logits.data[row * classes + best]) {
        best = c;
      }
    }
    return Float.isNaN(logits.data[row * classes + best]) ? -1 : best;
  }
}
