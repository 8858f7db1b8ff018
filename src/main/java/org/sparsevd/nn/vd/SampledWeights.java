package org.sparsevd.nn.vd;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Adam;
import org.sparsevd.nn.Bias;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.PointWeights;
import org.sparsevd.nn.Purpose;
import org.sparsevd.nn.Volume;

/**
 * One draw of Gaussian weights a step, w = θ' + √(s + 1e-16) ⊙ ε with ε ~ N(0, 1), that all samples
 * of the minibatch share: what the two estimators without local reparameterisation train with. Of
 * {@link Parameterisation#MULTIPLICATIVE} weights it is w = θ (1 + √α ε), of {@link
 * Parameterisation#ADDITIVE} ones w = θ + σ ε, pruned means apart.
 */
public final class SampledWeights implements PointWeights {
  /** Keeps the square root's slope finite where a weight has no variance. */
  private static final float VARIANCE_EPSILON = 1e-16f;

  private static final int BLOCK = WeightBlock.SIZE;

  private final Compute compute;
  private final GaussianWeights weights;
  private final long seed;
  private final int index;
  private final FMatrixRMaj value;
  private final float[] slope; // ∂w/∂s = ε / (2 √(s + 1e-16))
  private final WeightBlock[] blocks; // of each worker
  private final Compute.RangeTask sampleTask = this::sample;
  private final Compute.RangeTask gradientTask = this::gradients;
  private long key;

  /**
   * Draws from {@code weights}.
   *
   * @param seed of the run
   * @param index of the layer among the network's weight layers, so that no two share their noise
   */
  public SampledWeights(Compute compute, GaussianWeights weights, long seed, int index) {
    this.compute = compute;
    this.weights = weights;
    this.seed = seed;
    this.index = index;
    value = weights.mean().createLike();
    slope = new float[value.getNumElements()];
    blocks = new WeightBlock[compute.threads()];
    Arrays.setAll(blocks, worker -> new WeightBlock());
  }

  @Override
  public void prepare(long step) {
    weights.prepare();
    key = Purpose.WEIGHT_NOISE.key(seed, index, step);
    compute.forRange(slope.length, BLOCK, sampleTask);
  }

  private void sample(int from, int to, int worker) {
    WeightBlock block = blocks[worker];
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      compute.kernels().gaussian(key, start, block.slope, 0, length);
      System.arraycopy(weights.mean().data, start, block.mean, 0, length);
      System.arraycopy(weights.variance().data, start, block.variance, 0, length);
      addNoise(block.mean, block.variance, block.slope, length);
      System.arraycopy(block.mean, 0, value.data, start, length);
      System.arraycopy(block.slope, 0, slope, start, length);
    }
  }

  /** w into {@code mean}, ∂w/∂s into {@code noise}. */
  private static void addNoise(float[] mean, float[] variance, float[] noise, int length) {
    for (int i = 0; i < length; i++) {
      float deviation = (float) Math.sqrt(variance[i] + VARIANCE_EPSILON);
      mean[i] += deviation * noise[i];
      noise[i] = 0.5f * noise[i] / deviation;
    }
  }

  @Override
  public FMatrixRMaj value() {
    return value;
  }

  /** The mean's, because ∂w/∂θ' = 1. */
  @Override
  public FMatrixRMaj valueGradient() {
    return weights.meanGradient();
  }

  private void varianceGradient() {
    compute.forRange(slope.length, BLOCK, gradientTask);
  }

  private void gradients(int from, int to, int worker) {
    float[] g = weights.meanGradient().data;
    float[] variance = weights.varianceGradient().data;
    float[] s = slope;
    for (int i = from; i < to; i++) {
      variance[i] = s[i] * g[i];
    }
  }

  @Override
  public void completeGradients(float klWeight) {
    varianceGradient();
    weights.completeGradients(klWeight);
  }

  @Override
  public void update(Adam adam, float klWeight) {
    varianceGradient();
    weights.update(adam, klWeight);
  }

  @Override
  public String name() {
    return weights.name();
  }

  @Override
  public List<Parameter> parameters() {
    return weights.parameters();
  }

  @Override
  public void set(LayerWeights from) {
    weights.set(from);
  }

  @Override
  public void resetNoise() {
    weights.resetNoise();
  }

  @Override
  public void parametersChanged() {
    weights.parametersChanged();
  }

  @Override
  public Bias bias() {
    return weights.bias();
  }

  @Override
  public LayerWeights copy(Optional<Volume> filter) {
    return weights.copy(filter);
  }

  @Override
  public double klNats() {
    return weights.klNats();
  }
}
