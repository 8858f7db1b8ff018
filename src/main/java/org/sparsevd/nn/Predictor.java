package org.sparsevd.nn;

import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * The network at test time: given weights, no noise, one pass. ReLU between the layers. One thread
 * at a time.
 */
public final class Predictor {
  private final Compute compute;
  private final List<LayerWeights> layers;
  private final FMatrixRMaj[] outputs;

  /**
   * @param stages of the network
   * @param layers weights to use as they are, from the input on; pruned ones already zero
   */
  public Predictor(Compute compute, List<Stage> stages, List<LayerWeights> layers) {
    this.compute = compute;
    this.layers = List.copyOf(layers);
    outputs = new FMatrixRMaj[layers.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new FMatrixRMaj(0, 0);
    }
  }

  /**
   * Logits of a batch, [batch × classes]; overwritten by the next call.
   *
   * @param inputs [batch × in]; not modified
   */
  public FMatrixRMaj logits(FMatrixRMaj inputs) {
    FMatrixRMaj activations = inputs;
    for (int i = 0; i < outputs.length; i++) {
      LayerWeights layer = layers.get(i);
      Products.mult(compute, activations, layer.theta(), outputs[i]);
      Bias.add(layer.bias(), outputs[i]);
      if (i < outputs.length - 1) {
        Relu.apply(outputs[i], outputs[i]);
      }
      activations = outputs[i];
    }
    return activations;
  }

  /** How many of a batch are given another class than their label; NaN logits count as wrong. */
  public int errors(FMatrixRMaj inputs, int[] labels) {
    FMatrixRMaj logits = logits(inputs);
    int classes = logits.numCols;
    int errors = 0;
    for (int row = 0; row < logits.numRows; row++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (logits.data[row * classes + c] > logits.data[row * classes + best]) {
          best = c;
        }
      }
      boolean right = best == labels[row] && !Float.isNaN(logits.data[row * classes + best]);
      errors += right ? 0 : 1;
    }
    return errors;
  }
}
