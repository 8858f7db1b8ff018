package org.sparsevd.nn.vd;

import org.sparsevd.kernel.Kernels;

/**
 * Which number says beside θ how noisy a weight is: what log α is made from, and how gradients find
 * their way back. Works on blocks of weights.
 *
 * <p>With s = e^la θ² for the log α la that the clip lets through, and ∂L/∂θ', ∂L/∂s and ∂L/∂la (of
 * the KL term) given.
 */
enum Parameterisation {
  /**
   * log σ², as Sparse VD trains: w = θ + σ ε, so that a weight's own noise is not in ∂w/∂θ = 1.
   *
   * <pre>
   *   where the clip does not hold la:  ∂s/∂log σ² = s,  ∂s/∂θ = 2 e^la θ ε / (θ² + ε),
   *                                     ∂la/∂log σ² = 1,  ∂la/∂θ = −2θ / (θ² + ε)
   *   where it does:                    ∂s/∂log σ² = 0,  ∂s/∂θ = 2 e^la θ,  ∂la/∂· = 0
   * </pre>
   */
  ADDITIVE("logSigma2") {
    @Override
    void logAlpha(
        Kernels kernels, float[] theta, float[] noise, float[] logAlpha, int from, int length) {
      LogAlpha.unclipped(kernels, theta, noise, logAlpha, from, length);
    }

    @Override
    void gradients(WeightBlock block, int length) {
      gradientOfTheta(block, block.dMean, length);
      gradientOfNoise(block, block.dVariance, length);
    }

    private void gradientOfTheta(WeightBlock block, float[] dMean, int length) {
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
  },

  /**
   * log α itself, as dropout is written: w = θ (1 + √α ε), so that ∂w/∂θ = 1 + √α ε is as noisy as
   * the weight. ∂s/∂log α = s and ∂la/∂log α = 1 where the clip does not hold la, 0 where it does;
   * ∂s/∂θ = 2 e^la θ.
   */
  MULTIPLICATIVE("logAlpha") {
    @Override
    void logAlpha(
        Kernels kernels, float[] theta, float[] noise, float[] logAlpha, int from, int length) {
      System.arraycopy(noise, from, logAlpha, from, length);
    }

    @Override
    void gradients(WeightBlock block, int length) {
      gradientOfTheta(block, block.dMean, length);
      gradientOfNoise(block, block.dVariance, length);
    }

    private void gradientOfTheta(WeightBlock block, float[] dMean, int length) {
      float[] theta = block.theta;
      float[] alpha = block.alpha;
      float[] kept = block.kept;
      float[] dVariance = block.dVariance;
      for (int i = 0; i < length; i++) {
        dMean[i] = kept[i] * dMean[i] + 2 * theta[i] * (dVariance[i] * alpha[i]);
      }
    }
  };

  private final String parameterName;

  Parameterisation(String parameterName) {
    this.parameterName = parameterName;
  }

  /** Of the number beside θ. */
  String parameterName() {
    return parameterName;
  }

  /** log α of weights [from, from + length) before it is clipped. */
  abstract void logAlpha(
      Kernels kernels, float[] theta, float[] noise, float[] logAlpha, int from, int length);

  /** Turns dMean and dVariance of the block into the gradients of θ and of the number beside it. */
  abstract void gradients(WeightBlock block, int length);

  /** Of the number beside θ: the same in both, s times ∂L/∂s and the KL term's. */
  private static void gradientOfNoise(WeightBlock block, float[] dVariance, int length) {
    float[] s = block.variance;
    float[] free = block.free;
    float[] dLogAlpha = block.dLogAlpha;
    for (int i = 0; i < length; i++) {
      dVariance[i] = dVariance[i] * s[i] * free[i] + dLogAlpha[i];
    }
  }
}
