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
 * Weights with a learned log α each, the heart of Sparse VD (Molchanov et al. 2017, §4): from the
 * parameters to θ' and s = e^(log α) θ², and from the gradients of those back, where the KL term
 * joins them and Adam takes its step. Works in blocks that stay in the first cache, so that a step
 * reads and writes every parameter once.
 */
public final class SparseVdWeights implements GaussianWeights {
  private static final int BLOCK = WeightBlock.SIZE;

  private final Compute compute;
  private final String name;
  private final Parameterisation parameterisation;
  private final Parameter theta;
  private final Parameter noise; // log σ² or log α
  private final Bias bias;
  private final List<Parameter> parameters;
  private final float logSigma2Init;
  private final float trainCut;
  private final float largestLogAlpha;
  private final boolean dropsVariance;
  private final KlTerm klTerm;
  private final FMatrixRMaj mean;
  private final FMatrixRMaj variance;
  private final float[] logAlpha; // of every weight, as of the latest prepare
  private final WeightBlock[] blocks; // of each worker
  private final double[] klOfBlock;
  private final Compute.RangeTask prepareTask = this::prepare;
  private final Compute.RangeTask gradientTask = this::completeGradients;
  private final Compute.RangeTask updateTask = this::update;
  private final Compute.RangeTask klTask = this::sumKl;
  private boolean prepared;
  private float klWeight;
  private Adam adam;

  /**
   * θ = 0, [inputs × outputs].
   *
   * @param dropsVariance whether a pruned weight loses its variance too while training: in the
   *     authors' code a convolution's does, a dense layer's keeps it and can come back
   */
  public SparseVdWeights(
      Compute compute,
      String name,
      int inputs,
      int outputs,
      NoiseSettings settings,
      boolean dropsVariance) {
    this.compute = compute;
    this.name = name;
    this.dropsVariance = dropsVariance;
    parameterisation = settings.estimator().parameterisation();
    bias = new Bias(name, outputs);
    theta = new Parameter(name + ".theta", inputs, outputs);
    noise = new Parameter(name + "." + parameterisation.parameterName(), inputs, outputs);
    parameters = List.of(theta, noise, bias.parameter());
    logSigma2Init = (float) settings.logSigma2Init();
    trainCut = (float) settings.trainCut();
    largestLogAlpha = settings.klForm().largestLogAlpha();
    klTerm = new KlTerm(settings.klForm(), compute.kernels());
    mean = theta.value().createLike();
    variance = theta.value().createLike();
    logAlpha = new float[theta.size()];
    klOfBlock = new double[Math.ceilDiv(theta.size(), BLOCK)];
    blocks = new WeightBlock[compute.threads()];
    Arrays.setAll(blocks, worker -> new WeightBlock());
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

  @Override
  public void set(LayerWeights from) {
    theta.set(from.theta());
    bias.parameter().set(from.bias());
    from.logSigma2().ifPresent(this::setLogSigma2);
    prepared = false;
  }

  @Override
  public void resetNoise() {
    FMatrixRMaj logSigma2 = noise.value().createLike();
    logSigma2.fill(logSigma2Init);
    setLogSigma2(logSigma2);
    prepared = false;
  }

  private void setLogSigma2(FMatrixRMaj logSigma2) {
    noise.set(logSigma2);
    if (parameterisation == Parameterisation.MULTIPLICATIVE) {
      LogAlpha.of(
          compute.kernels(), theta.value().data, noise.value().data, logAlpha, 0, logAlpha.length);
      System.arraycopy(logAlpha, 0, noise.value().data, 0, logAlpha.length);
    }
  }

  /** log σ² as {@link LogAlpha#of} reads it, so that it gives the log α that was trained. */
  @Override
  public LayerWeights copy(Optional<Volume> filter) {
    FMatrixRMaj logSigma2 = noise.value().copy();
    if (parameterisation == Parameterisation.MULTIPLICATIVE || largestLogAlpha < LogAlpha.CLIP) {
      prepare();
      LogAlpha.toLogSigma2(
          compute.kernels(), theta.value().data, logAlpha, logSigma2.data, 0, theta.size());
    }
    return new LayerWeights(
        name,
        theta.value().copy(),
        Optional.of(logSigma2),
        bias.parameter().value().copy(),
        filter);
  }

  @Override
  public FMatrixRMaj mean() {
    return mean;
  }

  @Override
  public FMatrixRMaj variance() {
    return variance;
  }

  @Override
  public void fill(FilterBank bank) {
    if (dropsVariance) {
      bank.setPruned(mean.data, variance.data, logAlpha, trainCut);
    } else {
      bank.set(mean.data, variance.data);
    }
  }

  @Override
  public FMatrixRMaj meanGradient() {
    return theta.gradient();
  }

  @Override
  public FMatrixRMaj varianceGradient() {
    return noise.gradient();
  }

  @Override
  public void parametersChanged() {
    prepared = false;
  }

  /** θ', s and log α; a step leaves them so. */
  @Override
  public void prepare() {
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

  private void prepareBlock(int start, int length, WeightBlock block) {
    parameterisation.logAlpha(
        compute.kernels(), theta.value().data, noise.value().data, logAlpha, start, length);
    compute.kernels().clamp(logAlpha, start, length, -LogAlpha.CLIP, largestLogAlpha);
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

  @Override
  public void completeGradients(float weight) {
    klWeight = weight;
    prepare(); // nothing to do after a forward pass
    compute.forRange(theta.size(), BLOCK, gradientTask);
  }

  private void completeGradients(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      completeBlock(start, Math.min(BLOCK, to - start), blocks[worker]);
    }
  }

  private void completeBlock(int start, int length, WeightBlock block) {
    compute.kernels().exp(logAlpha, start, block.alpha, 0, length);
    compute.kernels().below(logAlpha, start, trainCut, block.kept, 0, length);
    System.arraycopy(logAlpha, start, block.logAlpha, 0, length);
    // Free is what lies nearer to the middle of the clip than its ends do.
    float middle = (largestLogAlpha - LogAlpha.CLIP) / 2;
    distance(block.logAlpha, middle, block.free, length);
    compute.kernels().below(block.free, 0, largestLogAlpha - middle, block.free, 0, length);
    if (klWeight == 0) {
      Arrays.fill(block.dLogAlpha, 0, length, 0f);
    } else {
      klTerm.slope(block.logAlpha, block.alpha, block.slope, length);
      slopeOfLoss(block.slope, block.free, klWeight, block.dLogAlpha, length);
    }
    System.arraycopy(theta.value().data, start, block.theta, 0, length);
    System.arraycopy(variance.data, start, block.variance, 0, length);
    System.arraycopy(theta.gradient().data, start, block.dMean, 0, length);
    System.arraycopy(noise.gradient().data, start, block.dVariance, 0, length);
    if (dropsVariance) {
      multiply(block.kept, block.dVariance, length);
    }
    parameterisation.gradients(block, length);
    System.arraycopy(block.dMean, 0, theta.gradient().data, start, length);
    System.arraycopy(block.dVariance, 0, noise.gradient().data, start, length);
  }

  private static void distance(float[] values, float from, float[] distance, int length) {
    for (int i = 0; i < length; i++) {
      distance[i] = Math.abs(values[i] - from);
    }
  }

  /** ∂(weight · KL)/∂log α from the slope of −KL. */
  private static void slopeOfLoss(
      float[] slope, float[] free, float weight, float[] dLogAlpha, int length) {
    for (int i = 0; i < length; i++) {
      dLogAlpha[i] = -weight * slope[i] * free[i];
    }
  }

  /** Leaves what the next step needs, too. */
  @Override
  public void update(Adam step, float weight) {
    adam = step;
    klWeight = weight;
    prepare(); // nothing to do after a forward pass
    compute.forRange(theta.size(), BLOCK, updateTask);
    adam.update(bias.parameter());
  }

  private void update(int from, int to, int worker) {
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      WeightBlock block = blocks[worker];
      completeBlock(start, length, block);
      adam.update(theta, start, start + length);
      adam.update(noise, start, start + length);
      prepareBlock(start, length, block);
    }
  }

  @Override
  public double klNats() {
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
