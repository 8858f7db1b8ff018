package org.sparsevd.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * θ and bias of a layer without noise, with the constraints on them; whatever the layer's shape.
 */
final class PlainWeights {
  final Parameter theta;
  final Bias bias;
  private final String name;
  private final float maxNorm;
  private final float decay;
  private final List<Parameter> parameters;

  /**
   * θ = 0 [inputs × outputs] and bias 0.
   *
   * @param maxNorm longest allowed column of θ after a step; 0 for no limit
   * @param decay the loss grows by decay / 2 · ‖θ‖²
   */
  PlainWeights(String name, int inputs, int outputs, double maxNorm, double decay) {
    this.name = name;
    this.maxNorm = (float) maxNorm;
    this.decay = (float) decay;
    theta = new Parameter(name + ".theta", inputs, outputs);
    bias = new Bias(name, outputs);
    parameters = List.of(theta, bias.parameter());
  }

  String name() {
    return name;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  LayerWeights copy(Optional<Volume> filter) {
    return new LayerWeights(
        name, theta.value.copy(), Optional.empty(), bias.parameter().value.copy(), filter);
  }

  /** Adds the gradient of decay / 2 · ‖θ‖². */
  void completeGradients() {
    if (decay == 0) {
      return;
    }
    float[] t = theta.value.data;
    float[] g = theta.gradient.data;
    float d = decay;
    int size = theta.size();
    for (int i = 0; i < size; i++) {
      g[i] += d * t[i];
    }
  }

  void update(Adam adam) {
    completeGradients();
    adam.update(theta);
    adam.update(bias.parameter());
    limitNorms();
  }

  /** Scales every column of θ longer than maxNorm back to that length. */
  private void limitNorms() {
    if (maxNorm == 0) {
      return;
    }
    FMatrixRMaj value = theta.value;
    float[] t = value.data;
    int columns = value.numCols;
    float[] squares = theta.gradient.data; // free until the next backward pass; first row used
    Arrays.fill(squares, 0, columns, 0);
    for (int start = 0; start < theta.size(); start += columns) {
      for (int column = 0; column < columns; column++) {
        squares[column] += t[start + column] * t[start + column];
      }
    }
    for (int column = 0; column < columns; column++) {
      squares[column] = Math.min(1, maxNorm / (float) Math.sqrt(squares[column]));
    }
    for (int start = 0; start < theta.size(); start += columns) {
      for (int column = 0; column < columns; column++) {
        t[start + column] *= squares[column];
      }
    }
  }
}
