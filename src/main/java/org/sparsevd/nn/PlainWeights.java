package org.sparsevd.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * θ and bias of a layer without noise, with the constraints on them; whatever the layer's shape.
 */
public final class PlainWeights implements PointWeights {
  private final Parameter theta;
  private final Bias bias;
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
  public PlainWeights(String name, int inputs, int outputs, double maxNorm, double decay) {
    this.name = name;
    this.maxNorm = (float) maxNorm;
    this.decay = (float) decay;
    theta = new Parameter(name + ".theta", inputs, outputs);
    bias = new Bias(name, outputs);
    parameters = List.of(theta, bias.parameter());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public LayerWeights copy(Optional<Volume> filter) {
    return new LayerWeights(
        name, theta.value.copy(), Optional.empty(), bias.parameter().value.copy(), filter);
  }

  @Override
  public void set(LayerWeights from) {
    theta.set(from.theta());
    bias.parameter().set(from.bias());
  }

  @Override
  public void resetNoise() {} // there is none

  @Override
  public void parametersChanged() {} // nothing is derived from them

  @Override
  public Bias bias() {
    return bias;
  }

  @Override
  public void prepare(long step) {} // no noise

  @Override
  public FMatrixRMaj value() {
    return theta.value;
  }

  @Override
  public FMatrixRMaj valueGradient() {
    return theta.gradient;
  }

  @Override
  public double klNats() {
    return Double.NaN;
  }

  /** Adds the gradient of decay / 2 · ‖θ‖². */
  @Override
  public void completeGradients(float klWeight) {
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

  @Override
  public void update(Adam adam, float klWeight) {
    completeGradients(klWeight);
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
