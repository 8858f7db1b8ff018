package org.sparsevd.nn.vd;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.nn.Adam;
import org.sparsevd.nn.Bias;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.Volume;

/**
 * Weights with one α for the whole layer: Gaussian dropout (Srivastava et al. 2014, §10) with a
 * fixed α, or variational dropout (Kingma et al. 2015, §3) with a learned one. θ' = θ and s = α θ².
 *
 * <p>A learned α is held in [e⁻⁸, 1] after each step, because the KL term, Kingma's cubic, holds
 * for α ≤ 1 only.
 */
public final class GaussianDropoutWeights implements GaussianWeights {
  private static final int BLOCK = WeightBlock.SIZE;

  private final Compute compute;
  private final String name;
  private final Parameter theta;
  private final Parameter logAlpha; // [1 × 1]
  private final Bias bias;
  private final List<Parameter> parameters;
  private final float logAlphaInit;
  private final boolean learned;
  private final FMatrixRMaj variance;
  private final FMatrixRMaj varianceGradient;
  private final double[] logAlphaGradients; // of each block, from its weights
  private final Compute.RangeTask varianceTask = this::variance;
  private final Compute.RangeTask gradientTask = this::gradients;
  private final Compute.RangeTask updateTask = this::update;
  private boolean prepared;
  private float alpha; // of the latest prepare
  private Adam adam;

  /**
   * θ = 0, [inputs × outputs].
   *
   * @param alpha fixed, or where a learned one starts
   * @param learned whether α is trained, in at most 1
   */
  public GaussianDropoutWeights(
      Compute compute, String name, int inputs, int outputs, double alpha, boolean learned) {
    this.compute = compute;
    this.name = name;
    this.learned = learned;
    theta = new Parameter(name + ".theta", inputs, outputs);
    logAlpha = new Parameter(name + ".logAlpha", 1, 1);
    bias = new Bias(name, outputs);
    parameters =
        learned ? List.of(theta, logAlpha, bias.parameter()) : List.of(theta, bias.parameter());
    logAlphaInit = (float) StrictMath.log(alpha);
    variance = theta.value().createLike();
    varianceGradient = theta.value().createLike();
    logAlphaGradients = new double[Math.ceilDiv(theta.size(), BLOCK)];
    resetNoise();
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
  public Bias bias() {
    return bias;
  }

  /** α stays: weights with an α each have none for the layer. */
  @Override
  public void set(LayerWeights from) {
    theta.set(from.theta());
    bias.parameter().set(from.bias());
    prepared = false;
  }

  @Override
  public void resetNoise() {
    logAlpha.value().data[0] = logAlphaInit;
    prepared = false;
  }

  @Override
  public void parametersChanged() {
    prepared = false;
  }

  @Override
  public void prepare() {
    if (!prepared) {
      alpha = (float) StrictMath.exp(logAlpha());
      compute.forRange(theta.size(), BLOCK, varianceTask);
      prepared = true;
    }
  }

  private float logAlpha() {
    return logAlpha.value().data[0];
  }

  private void variance(int from, int to, int worker) {
    float[] t = theta.value().data;
    float[] s = variance.data;
    float a = alpha;
    for (int i = from; i < to; i++) {
      s[i] = a * (t[i] * t[i]);
    }
  }

  @Override
  public FMatrixRMaj mean() {
    return theta.value();
  }

  @Override
  public FMatrixRMaj variance() {
    return variance;
  }

  @Override
  public FMatrixRMaj meanGradient() {
    return theta.gradient();
  }

  @Override
  public FMatrixRMaj varianceGradient() {
    return varianceGradient;
  }

  @Override
  public void fill(FilterBank bank) {
    bank.set(theta.value().data, variance.data);
  }

  @Override
  public void completeGradients(float klWeight) {
    prepare(); // nothing to do after a forward pass
    compute.forRange(theta.size(), BLOCK, gradientTask);
    if (learned) {
      double sum = 0;
      for (double ofBlock : logAlphaGradients) {
        sum += ofBlock;
      }
      double kl = -theta.size() * KlDivergence.kingmaSlope(logAlpha());
      logAlpha.gradient().data[0] = (float) (sum + klWeight * kl);
    }
  }

  /** ∂s/∂θ = 2 α θ, ∂s/∂log α = s. */
  private void gradients(int from, int to, int worker) {
    float[] t = theta.value().data;
    float[] g = theta.gradient().data;
    float[] dVariance = varianceGradient.data;
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += dVariance[i] * variance.data[i];
      }
      logAlphaGradients[start / BLOCK] = sum;
    }
    float twice = 2 * alpha;
    for (int i = from; i < to; i++) {
      g[i] += twice * t[i] * dVariance[i];
    }
  }

  @Override
  public void update(Adam step, float klWeight) {
    completeGradients(klWeight);
    adam = step;
    compute.forRange(theta.size(), BLOCK, updateTask);
    if (learned) {
      adam.update(logAlpha);
      float moved = logAlpha();
      logAlpha.value().data[0] = Math.clamp(moved, -LogAlpha.CLIP, KlForm.KINGMA.largestLogAlpha());
    }
    adam.update(bias.parameter());
    prepared = false;
  }

  private void update(int from, int to, int worker) {
    adam.update(theta, from, to);
  }

  /** N times the KL of one weight when α is learned: with a fixed α it is a constant. */
  @Override
  public double klNats() {
    return learned ? -theta.size() * KlDivergence.kingma(logAlpha()) : Double.NaN;
  }

  /** log σ² that {@link LogAlpha#of} reads as the layer's log α for every weight. */
  @Override
  public LayerWeights copy(Optional<Volume> filter) {
    FMatrixRMaj logAlphas = theta.value().createLike();
    logAlphas.fill(logAlpha());
    FMatrixRMaj logSigma2 = theta.value().createLike();
    LogAlpha.toLogSigma2(
        compute.kernels(),
        theta.value().data,
        logAlphas.data,
        logSigma2.data,
        0,
        logSigma2.data.length);
    return new LayerWeights(
        name,
        theta.value().copy(),
        Optional.of(logSigma2),
        bias.parameter().value().copy(),
        filter);
  }
}
