package org.sparsevd.nn.vd;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Parameter;

/**
 * What a Sparse VD layer does to each of its weights in a step, whatever the layer's shape: from
 * (θ, log σ²) to the mean and variance that the products use, and from the gradients of those back
 * to (θ, log σ²), where the KL term joins them. Works in blocks that stay in the first-level cache.
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
  /** Weights a block; a multiple of every vector width. Eight arrays of them fit a 48 KB cache. */
  private static final int BLOCK = 1024;

  private final Compute compute;
  private final Parameter theta;
  private final Parameter logSigma2;
  private final float trainCut;
  private final KlTerm klTerm;
  private final FMatrixRMaj mean;
  private final FMatrixRMaj variance;
  private final float[] logAlpha; // of every weight, as of the latest prepare
  private final float[][] slope; // a block for each worker
  private final float[][] scratch; // likewise
  private final double[] klOfBlock;
  private final Compute.RangeTask prepareTask = this::prepare;
  private final Compute.RangeTask gradientTask = this::gradientsFromMeanAndVariance;
  private final Compute.RangeTask klGradientTask = this::addKlGradient;
  private final Compute.RangeTask klTask = this::sumKl;
  private float klWeight;

  WeightPass(Compute compute, Parameter theta, Parameter logSigma2, float trainCut, KlForm klForm) {
    this.compute = compute;
    this.theta = theta;
    this.logSigma2 = logSigma2;
    this.trainCut = trainCut;
    klTerm = new KlTerm(klForm, compute.kernels());
    mean = theta.value().createLike();
    variance = theta.value().createLike();
    logAlpha = new float[theta.size()];
    slope = new float[compute.threads()][BLOCK];
    scratch = new float[compute.threads()][BLOCK];
    klOfBlock = new double[(theta.size() + BLOCK - 1) / BLOCK];
  }

  /** θ' of the latest {@link #prepare}: θ with weights from trainCut on zeroed. */
  FMatrixRMaj mean() {
    return mean;
  }

  /** s = e^(log α) θ² of the latest {@link #prepare}. */
  FMatrixRMaj variance() {
    return variance;
  }

  /** Computes log α, θ' and s of every weight from the parameters as they are now. */
  void prepare() {
    compute.forRange(theta.size(), BLOCK, prepareTask);
  }

  private void prepare(int from, int to, int worker) {
    float[] t = theta.value().data;
    float[] m = mean.data;
    float[] s = variance.data;
    float[] la = logAlpha;
    float cut = trainCut;
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      LogAlpha.of(compute.kernels(), t, logSigma2.value().data, start, la, start, end - start);
      compute.kernels().exp(la, start, s, start, end - start);
      for (int i = start; i < end; i++) {
        float kept = Math.max(0, Math.signum(cut - la[i])); // 1 below the cut, else 0
        m[i] = t[i] * kept;
        s[i] *= t[i] * t[i];
      }
    }
  }

  /**
   * Turns ∂L/∂θ' in θ's gradient and ∂L/∂s in log σ²'s gradient into ∂L/∂θ and ∂L/∂log σ², in
   * place.
   */
  void gradientsFromMeanAndVariance() {
    compute.forRange(theta.size(), BLOCK, gradientTask);
  }

  private void gradientsFromMeanAndVariance(int from, int to, int worker) {
    float[] t = theta.value().data;
    float[] dTheta = theta.gradient().data;
    float[] dLogSigma2 = logSigma2.gradient().data;
    float[] s = variance.data;
    float[] la = logAlpha;
    float[] alpha = scratch[worker];
    float cut = trainCut;
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      compute.kernels().exp(la, start, alpha, 0, end - start);
      for (int i = start; i < end; i++) {
        float kept = Math.max(0, Math.signum(cut - la[i]));
        float free = Math.signum(LogAlpha.CLIP - Math.abs(la[i])); // 0 where the clip holds
        float shrink = LogAlpha.EPSILON / (t[i] * t[i] + LogAlpha.EPSILON);
        float ds = dLogSigma2[i];
        dTheta[i] = kept * dTheta[i] + ds * 2 * alpha[i - start] * t[i] * (1 + free * (shrink - 1));
        dLogSigma2[i] = ds * s[i] * free;
      }
    }
  }

  /** Adds weight · ∂ΣKL/∂(θ, log σ²) to the gradients. */
  void addKlGradient(float weight) {
    klWeight = weight;
    compute.forRange(theta.size(), BLOCK, klGradientTask);
  }

  private void addKlGradient(int from, int to, int worker) {
    float[] t = theta.value().data;
    float[] dTheta = theta.gradient().data;
    float[] dLogSigma2 = logSigma2.gradient().data;
    float[] g = slope[worker];
    for (int start = from; start < to; start += BLOCK) {
      int length = Math.min(BLOCK, to - start);
      klTerm.slope(logAlpha, start, scratch[worker], g, length);
      addKlGradient(start, length, g, t, dTheta, dLogSigma2);
    }
  }

  private void addKlGradient(
      int start, int length, float[] g, float[] t, float[] dTheta, float[] dLogSigma2) {
    float[] la = logAlpha;
    float weight = klWeight;
    for (int j = 0; j < length; j++) {
      int i = start + j;
      float free = Math.signum(LogAlpha.CLIP - Math.abs(la[i]));
      float dLogAlpha = -weight * g[j] * free; // g is the slope of −KL
      dLogSigma2[i] += dLogAlpha;
      dTheta[i] += dLogAlpha * -2 * t[i] / (t[i] * t[i] + LogAlpha.EPSILON);
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
