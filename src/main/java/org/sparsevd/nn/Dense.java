package org.sparsevd.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/** A fully connected layer without noise: output = input·θ + b. */
public final class Dense implements WeightLayer {
  private final Compute compute;
  private final String name;
  private final float maxNorm;
  private final Parameter theta;
  private final Bias bias;
  private final List<Parameter> parameters;

  /**
   * A layer with θ = 0.
   *
   * @param maxNorm longest allowed column of θ after a step; 0 for no limit
   */
  public Dense(Compute compute, String name, int inputs, int outputs, double maxNorm) {
    this.compute = compute;
    this.name = name;
    this.maxNorm = (float) maxNorm;
    theta = new Parameter(name + ".theta", inputs, outputs);
    bias = new Bias(name, outputs);
    parameters = List.of(theta, bias.parameter());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int outputs(int inputs) {
    return theta.value.numCols;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    Products.mult(compute, input, theta.value, output);
    bias.addTo(output);
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    Products.multTransA(compute, input, outputGradient, theta.gradient);
    bias.setGradient(outputGradient);
    if (inputGradient != null) {
      Products.multTransB(compute, outputGradient, theta.value, inputGradient);
    }
  }

  @Override
  public LayerWeights copyWeights() {
    return new LayerWeights(
        name, theta.value.copy(), Optional.empty(), bias.parameter().value.copy());
  }

  @Override
  public double klNats() {
    return Double.NaN;
  }

  @Override
  public void addKlGradient(float klWeight) {}

  /** Scales every column of θ longer than maxNorm back to that length. */
  @Override
  public void afterStep() {
    if (maxNorm == 0) {
      return;
    }
    float[] t = theta.value.data;
    int columns = theta.value.numCols;
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
