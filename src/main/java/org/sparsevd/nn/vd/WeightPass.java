package org.sparsevd.nn.vd;

import java.util.Arrays;
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
 * What a Sparse VD layer does to each of its weights in a step, whatever the layer's shape: from
 * (θ, log σ²) to the mean and variance that the products use, and from the gradients of those back
 * to (θ, log σ²), where the KL term joins them and Adam takes its step. Works in blocks that stay
 * in the first caches, so that a step reads and writes every parameter once.
 *
 * <p>With la = clip(log σ² − log(θ² + ε)) and s = e^la θ²:
 *
 * <pre>
 *   where the clip does not hold la:  ∂s/∂log σ² = s,  ∂s/∂θ = 2 e^la θ ε / (θ² + ε),
 *                                     ∂la/∂log σ² = 1,  ∂la/∂θ = −2θ / (θ² + ε)
 *   where it does:                    ∂s/∂log σ² = 0,  ∂s/∂θ = 2 e^la θ,  ∂la/∂· = 0
 * </pre>
 */
final class WeightPass {
  /** Weights a block; a multiple of every vector width. */
  private static final int BLOCK = 512;

  private final Compute compute;
  private final String name;
  private final Parameter theta;
  private final Parameter logSigma2;
  private final Bias bias;
  private final List<Parameter> parameters;
  private final float trainCut;
  private final boolean dropsVariance;
  private final KlTerm klTerm;
  private final FMatrixRMaj mean;
  private final FMatrixRMaj variance;
  private final float[] logAlpha; // of every weight, as of the latest prepare
  private final Block[] blocks; // of each worker
  private final double[] klOfBlock;
  private final Compute.RangeTask prepareTask = this::prepare;
  private final Compute.RangeTask gradientTask = this::completeGradients;
  private final Compute.RangeTask updateTask = this::update;
  private final Compute.RangeTask klTask = this::sumKl;
  private boolean prepared;
  private float klWeight;
  private Adam adam;

  /**
   * A worker's copy of a block and what is computed from it. All start at index 0: the JIT runs a
   * loop in vectors when its arrays are read and written at one and the same index.
   */
  private static final class Block {
    final float[] theta = new float[BLOCK];
    final float[] mean = new float[BLOCK];
    final float[] variance = new float[BLOCK];
    final float[] logAlpha = new float[BLOCK];
    final float[] alpha = new float[BLOCK];
    final float[] slope = new float[BLOCK];
    final float[] kept = new float[BLOCK]; // 1 below trainCut, else 0
    final float[] free = new float[BLOCK]; // 0 where the clip holds log α, else 1
    final float[] dMean = new float[BLOCK]; // ∂L/∂θ', then the gradient of θ
    final float[] dVariance = new float[BLOCK]; // ∂L/∂s, then the gradient of log σ²
    final float[] dLogAlpha = new float[BLOCK]; // of the KL term
  }

  /**
   * θ = 0, [inputs × outputs].
   *
   * @param dropsVariance whether a pruned weight loses its variance too while training
   */
  WeightPass(
      Compute compute,
      String name,
      int inputs,
      int outputs,
      Bias bias,
      NoiseSettings settings,
      boolean dropsVariance) {
    this.compute = compute;
    this.name = name;
    this.bias = bias;
    this.dropsVariance = dropsVariance;
    theta = new Parameter(name + ".theta", inputs, outputs);
    logSigma2 = new Parameter(name + ".logSigma2", inputs, outputs);
    logSigma2.value().fill((float) settings.logSigma2Init());
    parameters = List.of(theta, logSigma2, bias.parameter());
    trainCut = (float) settings.trainCut();
    klTerm = new KlTerm(settings.klForm(), compute.kernels());
    mean = theta.value().createLike();
    variance = theta.value().createLike();
    logAlpha = new float[theta.size()];
    klOfBlock = new double[Math.ceilDiv(theta.size(), BLOCK)];
    blocks = new Block[compute.threads()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block();
    }
  }

  String name() {
    return name;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  LayerWeights copy(Optional<Volume> filter) {
    return new LayerWeights(
        name,
        theta.value().copy(),
        Optional.of(logSigma2.value().copy()),
        bias.parameter().value().copy(),
        filter);
  }

  /** θ' of the latest {@link #prepare}: θ with weights from trainCut on zeroed. */
  FMatrixRMaj mean() {
    return mean;
  }

  /** s = e^(log α) θ² of the latest {@link #prepare}. */
  FMatrixRMaj variance() {
    return variance;
  }

  /** Gives {@code bank} θ' and s, without weights and filters that have lost both. */
  void fill(FilterBank bank) {
    if (dropsVariance) {
      bank.setPruned(mean.data, variance.data, logAlpha, trainCut);
    } else {
      bank.set(mean.data, variance.data);
    }
  }

  /** Where the backward pass leaves ∂L/∂θ'. */
  FMatrixRMaj meanGradient() {
    return theta.gradient();
  }

  /** Where the backward pass leaves ∂L/∂s. */
  FMatrixRMaj varianceGradient() {
    return logSigma2.gradient();
  }

  void parametersChanged() {
    prepared = false;
  }

  /** Makes sure that log α, θ' and s are those of the parameters; a step leaves them so. */
  void prepare() {
    if (!prepared) {
      compute.forRange(theta.size(), BLOCK, prepareTask);
      prepared = true;
    }
  }

  private void prepare(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      prepareBlock(start, Math.min(BLOCK, to - start), blocks[worker]);
    }
  }

  private void prepareBlock(int start, int length, Block block) {
    LogAlpha.of(
        compute.kernels(), theta.value().data, logSigma2.value().data, logAlpha, start, length);
    compute.kernels().exp(logAlpha, start, block.alpha, 0, length);
    compute.kernels().below(logAlpha, start, trainCut, block.kept, 0, length);
    System.arraycopy(theta.value().data, start, block.theta, 0, length);
    meanAndVariance(block.theta, block.kept, block.alpha, block.mean, block.variance, length);
    if (dropsVariance) {
      multiply(block.kept, block.variance, length);
    }
    System.arraycopy(block.mean, 0, mean.data, start, length);
    System.arraycopy(block.variance, 0, variance.data, start, length);
  }

  private static void meanAndVariance(
      float[] t, float[] kept, float[] alpha, float[] mean, float[] s, int length) {
    for (int i = 0; i < length; i++) {
      float value = t[i];
      mean[i] = value * kept[i];
      s[i] = alpha[i] * (value * value);
    }
  }

  private static void multiply(float[] factor, float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] *= factor[i];
    }
  }

  /**
   * Turns ∂L/∂θ' in θ's gradient and ∂L/∂s in log σ²'s gradient into the gradients of L + weight ·
   * ΣKL, in place.
   */
  void completeGradients(float weight) {
    klWeight = weight;
    compute.forRange(theta.size(), BLOCK, gradientTask);
  }

  private void completeGradients(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      completeBlock(start, Math.min(BLOCK, to - start), blocks[worker]);
    }
  }

  private void completeBlock(int start, int length, Block block) {
    compute.kernels().exp(logAlpha, start, block.alpha, 0, length);
    compute.kernels().below(logAlpha, start, trainCut, block.kept, 0, length);
    System.arraycopy(logAlpha, start, block.logAlpha, 0, length);
    magnitude(block.logAlpha, block.free, length);
    compute.kernels().below(block.free, 0, LogAlpha.CLIP, block.free, 0, length);
    if (klWeight == 0) {
      Arrays.fill(block.dLogAlpha, 0, length, 0f);
    } else {
      klTerm.slope(block.logAlpha, block.alpha, block.slope, length);
      slopeOfLoss(block.slope, block.free, klWeight, block.dLogAlpha, length);
    }
    System.arraycopy(theta.value().data, start, block.theta, 0, length);
    System.arraycopy(variance.data, start, block.variance, 0, length);
    System.arraycopy(theta.gradient().data, start, block.dMean, 0, length);
    System.arraycopy(logSigma2.gradient().data, start, block.dVariance, 0, length);
    if (dropsVariance) {
      multiply(block.kept, block.dVariance, length);
    }
    gradientOfTheta(block, block.dMean, length);
    gradientOfLogSigma2(block, block.dVariance, length);
    System.arraycopy(block.dMean, 0, theta.gradient().data, start, length);
    System.arraycopy(block.dVariance, 0, logSigma2.gradient().data, start, length);
  }

  private static void magnitude(float[] values, float[] magnitude, int length) {
    for (int i = 0; i < length; i++) {
      magnitude[i] = Math.abs(values[i]);
    }
  }

  /** ∂(weight · KL)/∂log α from the slope of −KL. */
  private static void slopeOfLoss(
      float[] slope, float[] free, float weight, float[] dLogAlpha, int length) {
    for (int i = 0; i < length; i++) {
      dLogAlpha[i] = -weight * slope[i] * free[i];
    }
  }

  private static void gradientOfTheta(Block block, float[] dMean, int length) {
    float[] theta = block.theta;
    float[] alpha = block.alpha;
    float[] kept = block.kept;
    float[] free = block.free;
    float[] dVariance = block.dVariance;
    float[] dLogAlpha = block.dLogAlpha;
    for (int i = 0; i < length; i++) {
      float value = theta[i];
      float inverse = 1 / (value * value + LogAlpha.EPSILON);
      float held = 1 - free[i];
      float shrink = free[i] * (LogAlpha.EPSILON * inverse) + held;
      dMean[i] =
          kept[i] * dMean[i]
              + 2 * value * (dVariance[i] * alpha[i] * shrink - dLogAlpha[i] * inverse);
    }
  }

  private static void gradientOfLogSigma2(Block block, float[] dVariance, int length) {
    float[] s = block.variance;
    float[] free = block.free;
    float[] dLogAlpha = block.dLogAlpha;
    for (int i = 0; i < length; i++) {
      dVariance[i] = dVariance[i] * s[i] * free[i] + dLogAlpha[i];
    }
  }

  /** Adam's step along the gradients of L + weight · ΣKL, and what the next step needs. */
  void update(Adam step, float weight) {
    adam = step;
    klWeight = weight;
    prepare(); // nothing to do after a forward pass
    compute.forRange(theta.size(), BLOCK, updateTask);
    adam.update(bias.parameter());
  }

  private void update(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      Block block = blocks[worker];
      completeBlock(start, length, block);
      adam.update(theta, start, start + length);
      adam.update(logSigma2, start, start + length);
      prepareBlock(start, length, block);
    }
  }

  /** Σ KL in nats of the parameters as they are now. */
  double klNats() {
    prepare();
    compute.forRange(theta.size(), BLOCK, klTask);
    double sum = 0;
    for (double block : klOfBlock) {
      sum += block;
    }
    return sum;
  }

  private void sumKl(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      klOfBlock[start / BLOCK] = klTerm.sumKl(logAlpha, start, length);
    }
  }
}
