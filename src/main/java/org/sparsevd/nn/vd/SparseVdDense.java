package org.sparsevd.nn.vd;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Bias;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.Products;
import org.sparsevd.nn.Purpose;
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
 * for inputs A [batch × in] and θ, log σ² [in × out].
 */
public final class SparseVdDense implements WeightLayer {
  /** Keeps the square root's slope finite where an activation has no variance. */
  private static final float VARIANCE_EPSILON = 1e-8f;

  private final Compute compute;
  private final String name;
  private final int index;
  private final long seed;
  private final Parameter theta;
  private final Parameter logSigma2;
  private final Bias bias;
  private final List<Parameter> parameters;
  private final WeightPass weights;

  // Of the latest forward pass; reshaped to the batch.
  private final FMatrixRMaj inputSquared = new FMatrixRMaj(0, 0);
  private final FMatrixRMaj deviation = new FMatrixRMaj(0, 0); // √(v + 1e-8)
  private final FMatrixRMaj noise = new FMatrixRMaj(0, 0);

  // Of the backward pass.
  private final FMatrixRMaj varianceGradient = new FMatrixRMaj(0, 0); // ∂L/∂v
  private final FMatrixRMaj inputSquaredGradient = new FMatrixRMaj(0, 0);

  private final Compute.RangeTask epilogue = this::addNoise;
  private FMatrixRMaj currentOutput;
  private long noiseKey;

  /**
   * A layer with θ = 0, b = 0.
   *
   * @param index of this layer among the network's weight layers, so that no two share their noise
   * @param seed of the run
   * @param logSigma2Init log σ² of every weight
   * @param trainCut log α from which a weight counts as zero on the mean path; +∞ for never
   * @param klForm which KL term is trained
   */
  public SparseVdDense(
      Compute compute,
      String name,
      int index,
      long seed,
      int inputs,
      int outputs,
      double logSigma2Init,
      double trainCut,
      KlForm klForm) {
    this.compute = compute;
    this.name = name;
    this.index = index;
    this.seed = seed;
    theta = new Parameter(name + ".theta", inputs, outputs);
    logSigma2 = new Parameter(name + ".logSigma2", inputs, outputs);
    bias = new Bias(name, outputs);
    parameters = List.of(theta, logSigma2, bias.parameter());
    Arrays.fill(logSigma2.value().data, (float) logSigma2Init);
    weights = new WeightPass(compute, theta, logSigma2, (float) trainCut, klForm);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int outputs(int inputs) {
    return theta.value().numCols;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    weights.prepare();
    square(input);
    Products.mult(compute, input, weights.mean(), output);
    Products.mult(compute, inputSquared, weights.variance(), deviation);
    bias.addTo(output);
    noise.reshape(output.numRows, output.numCols);
    noiseKey = Purpose.NOISE.key(seed, index, step);
    currentOutput = output;
    compute.forRange(output.getNumElements(), 1024, epilogue);
  }

  private void square(FMatrixRMaj input) {
    inputSquared.reshape(input.numRows, input.numCols);
    float[] a = input.data;
    float[] squared = inputSquared.data;
    int size = input.getNumElements();
    for (int i = 0; i < size; i++) {
      squared[i] = a[i] * a[i];
    }
  }

  /** Elements [from, to): deviation = √(v + 1e-8), output += deviation · ε. */
  private void addNoise(int from, int to, int worker) {
    float[] e = noise.data;
    float[] d = deviation.data;
    float[] y = currentOutput.data;
    compute.kernels().gaussian(noiseKey, from, e, from, to - from);
    for (int i = from; i < to; i++) {
      d[i] = (float) Math.sqrt(d[i] + VARIANCE_EPSILON);
      y[i] += d[i] * e[i];
    }
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    varianceGradient(outputGradient);
    Products.multTransA(compute, input, outputGradient, theta.gradient());
    Products.multTransA(compute, inputSquared, varianceGradient, logSigma2.gradient());
    weights.gradientsFromMeanAndVariance();
    bias.setGradient(outputGradient);
    if (inputGradient != null) {
      inputGradient(input, outputGradient, inputGradient);
    }
  }

  /** ∂L/∂v = ∂L/∂B · ε / (2 √(v + 1e-8)). */
  private void varianceGradient(FMatrixRMaj outputGradient) {
    varianceGradient.reshape(outputGradient.numRows, outputGradient.numCols);
    float[] dy = outputGradient.data;
    float[] dv = varianceGradient.data;
    float[] e = noise.data;
    float[] d = deviation.data;
    int size = outputGradient.getNumElements();
    for (int i = 0; i < size; i++) {
      dv[i] = dy[i] * e[i] / (2 * d[i]);
    }
  }

  /** ∂L/∂A = ∂L/∂B · θ'ᵀ + 2 A ⊙ (∂L/∂v · sᵀ). */
  private void inputGradient(
      FMatrixRMaj input, FMatrixRMaj outputGradient, FMatrixRMaj inputGradient) {
    Products.multTransB(compute, outputGradient, weights.mean(), inputGradient);
    Products.multTransB(compute, varianceGradient, weights.variance(), inputSquaredGradient);
    float[] a = input.data;
    float[] da = inputGradient.data;
    float[] dSquared = inputSquaredGradient.data;
    int size = input.getNumElements();
    for (int i = 0; i < size; i++) {
      da[i] += 2 * a[i] * dSquared[i];
    }
  }

  @Override
  public LayerWeights copyWeights() {
    return new LayerWeights(
        name,
        theta.value().copy(),
        Optional.of(logSigma2.value().copy()),
        bias.parameter().value().copy());
  }

  @Override
  public double klNats() {
    return weights.klNats();
  }

  @Override
  public void addKlGradient(float klWeight) {
    if (klWeight != 0) {
      weights.addKlGradient(klWeight);
    }
  }

  @Override
  public void afterStep() {}
}
