package org.sparsevd.nn.vd;

import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Purpose;

/**
 * Local reparameterisation on whole arrays (Molchanov et al. 2017, §4.2): from the mean μ and the
 * variance v of each activation to a sample of it, B = μ + √(v + 1e-8) ⊙ ε with ε ~ N(0, 1), and
 * from ∂L/∂B to ∂L/∂v. One draw an activation, whatever the layer's shape.
 */
final class NoisyOutputs {
  /** Keeps the square root's slope finite where an activation has no variance. */
  private static final float VARIANCE_EPSILON = 1e-8f;

  /** Activations at a time, few enough for the first-level cache. */
  private static final int CHUNK = 1024;

  private final Compute compute;
  private final long seed;
  private final int index;
  private final boolean rectified;
  private final Chunk[] chunks; // of each worker
  private long key;

  /**
   * @param index of the layer among the network's weight layers, so that no two share their noise
   * @param rectified whether ReLU follows
   */
  NoisyOutputs(Compute compute, long seed, int index, boolean rectified) {
    this.compute = compute;
    this.seed = seed;
    this.index = index;
    this.rectified = rectified;
    chunks = new Chunk[compute.threads()];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new Chunk();
    }
  }

  /**
   * A worker's copy of a few activations: from index 0 all, so that the JIT makes vectors of them.
   */
  private static final class Chunk {
    final float[] noise = new float[CHUNK];
    final float[] output = new float[CHUNK];
    final float[] variance = new float[CHUNK];
  }

  /** Chooses the noise of the next samples. */
  void begin(long step) {
    key = Purpose.NOISE.key(seed, index, step);
  }

  /**
   * Samples activations [from, to), and rectifies them.
   *
   * @param output μ, then max(0, B) or B
   * @param variance v, then the slope ∂B/∂v = ε / (2 √(v + 1e-8)) for {@link #gradients}
   * @param worker whose buffer is used
   */
  void sample(float[] output, float[] variance, int from, int to, int worker) {
    Chunk chunk = chunks[worker];
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      compute.kernels().gaussian(key, start, chunk.noise, 0, length);
      System.arraycopy(output, start, chunk.output, 0, length);
      System.arraycopy(variance, start, chunk.variance, 0, length);
      addNoise(chunk.output, chunk.variance, chunk.noise, length);
      System.arraycopy(chunk.output, 0, output, start, length);
      System.arraycopy(chunk.variance, 0, variance, start, length);
      if (rectified) {
        compute.kernels().rectify(output, start, length);
      }
    }
  }

  private static void addNoise(float[] y, float[] v, float[] e, int length) {
    for (int i = 0; i < length; i++) {
      float deviation = (float) Math.sqrt(v[i] + VARIANCE_EPSILON);
      y[i] += deviation * e[i];
      v[i] = 0.5f * e[i] / deviation;
    }
  }

  /**
   * Turns ∂L/∂output of activations [from, to) into ∂L/∂B and ∂L/∂v.
   *
   * @param output as {@link #sample} left it
   * @param gradient ∂L/∂output, then ∂L/∂B
   * @param slope as {@link #sample} left it, then ∂L/∂v
   */
  void gradients(float[] output, float[] gradient, float[] slope, int from, int to) {
    if (rectified) {
      compute.kernels().keepWherePositive(output, gradient, from, to - from);
    }
    for (int i = from; i < to; i++) {
      slope[i] *= gradient[i];
    }
  }

  /** inputGradient += 2 A ⊙ fromVariance in [from, to): ∂v/∂A = 2 A s. */
  static void addVariancePath(
      float[] input, float[] fromVariance, float[] inputGradient, int from, int to) {
    for (int i = from; i < to; i++) {
      inputGradient[i] += 2 * input[i] * fromVariance[i];
    }
  }
}
