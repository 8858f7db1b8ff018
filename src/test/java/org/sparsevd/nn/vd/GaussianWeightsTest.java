package org.sparsevd.nn.vd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Adam;
import org.sparsevd.nn.LayerWeights;

/** What the three kinds of Gaussian weights promise apart from their gradients. */
class GaussianWeightsTest {
  private static final int INPUTS = 40;
  private static final int OUTPUTS = 30; // more than one block

  private final Compute compute = new Compute(2);
  private final Random random = new Random(5);

  @AfterEach
  void close() {
    compute.close();
  }

  private SparseVdWeights sparseVd(GradientEstimator estimator, KlForm form) {
    NoiseSettings settings = new NoiseSettings(-4, 3, form, estimator);
    SparseVdWeights weights = new SparseVdWeights(compute, "fc1", INPUTS, OUTPUTS, settings, false);
    drawTheta(weights);
    return weights;
  }

  private void drawTheta(GaussianWeights weights) {
    FMatrixRMaj theta = weights.parameters().getFirst().value();
    for (int i = 0; i < theta.getNumElements(); i++) {
      theta.data[i] = (float) (0.1 * random.nextGaussian());
    }
    weights.resetNoise();
    weights.parametersChanged();
  }

  private float[] logAlpha(GaussianWeights weights) {
    LayerWeights copy = weights.copy(Optional.empty());
    float[] logAlpha = new float[copy.weightCount()];
    float[] logSigma2 = copy.logSigma2().orElseThrow().data;
    LogAlpha.of(compute.kernels(), copy.theta().data, logSigma2, logAlpha, 0, logAlpha.length);
    return logAlpha;
  }

  @Test
  void bothParameterisationsBeginWithTheSameWeights() {
    random.setSeed(1);
    SparseVdWeights additive = sparseVd(GradientEstimator.ADDITIVE, KlForm.APPROXIMATION);
    random.setSeed(1);
    SparseVdWeights multiplicative =
        sparseVd(GradientEstimator.MULTIPLICATIVE, KlForm.APPROXIMATION);
    additive.prepare();
    multiplicative.prepare();
    assertArrayEquals(additive.mean().data, multiplicative.mean().data);
    assertArrayEquals(additive.variance().data, multiplicative.variance().data, 1e-6f);
    assertArrayEquals(logAlpha(additive), logAlpha(multiplicative), 1e-5f);
    assertEquals(additive.klNats(), multiplicative.klNats(), 1e-3);
  }

  @ParameterizedTest
  @EnumSource(GradientEstimator.class)
  void kingmasKlHoldsEveryLogAlphaAtZeroOrBelow(GradientEstimator estimator) {
    SparseVdWeights weights = sparseVd(estimator, KlForm.KINGMA);
    Adam adam = new Adam(0.9, 0.999, 1e-8);
    for (int step = 1; step <= 300; step++) { // the KL term alone, which wants noise
      weights.prepare();
      weights.meanGradient().zero();
      weights.varianceGradient().zero();
      adam.begin(0.05, step);
      weights.update(adam, 1);
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : logAlpha(weights)) {
      largest = Math.max(largest, value);
    }
    assertTrue(largest > -0.1 && largest < 1e-5, "largest log α " + largest);
  }

  @Test
  void theKlTermAloneRaisesALearnedAlphaToOneAndNoFurther() {
    GaussianDropoutWeights weights =
        new GaussianDropoutWeights(compute, "fc1", INPUTS, OUTPUTS, 0.05, true);
    drawTheta(weights);
    double before = weights.klNats();
    Adam adam = new Adam(0.9, 0.999, 1e-8);
    for (int step = 1; step <= 300; step++) {
      weights.prepare();
      weights.meanGradient().zero();
      weights.varianceGradient().zero();
      adam.begin(0.05, step);
      weights.update(adam, 1);
    }
    assertEquals(0, weights.parameters().get(1).value().data[0]);
    assertTrue(weights.klNats() < before);
    for (float value : logAlpha(weights)) {
      assertEquals(0, value, 1e-5);
    }
  }

  @Test
  void aFixedAlphaIsTheVarianceOfWhatMultipliesTheWeights() {
    GaussianDropoutWeights weights =
        new GaussianDropoutWeights(compute, "fc1", INPUTS, OUTPUTS, 0.3, false);
    drawTheta(weights);
    weights.prepare();
    for (int i = 0; i < weights.mean().getNumElements(); i++) {
      float theta = weights.mean().data[i];
      assertEquals(0.3 * theta * theta, weights.variance().data[i], 1e-7);
    }
    assertTrue(Double.isNaN(weights.klNats()));
    for (float value : logAlpha(weights)) {
      assertEquals(Math.log(0.3), value, 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GradientEstimator.class,
      names = {"ADDITIVE", "MULTIPLICATIVE"})
  void sampledWeightsHaveTheMeanAndVarianceOfTheirLaw(GradientEstimator estimator) {
    SparseVdWeights law = sparseVd(estimator, KlForm.APPROXIMATION);
    SampledWeights weights = new SampledWeights(compute, law, 9, 1);
    int draws = 4000;
    double worstMean = 0;
    double worstVariance = 0;
    double[] sums = new double[INPUTS * OUTPUTS];
    double[] squares = new double[INPUTS * OUTPUTS];
    for (int step = 1; step <= draws; step++) {
      weights.prepare(step);
      for (int i = 0; i < sums.length; i++) {
        double off = weights.value().data[i] - law.mean().data[i];
        sums[i] += off;
        squares[i] += off * off;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      double variance = law.variance().data[i];
      worstMean = Math.max(worstMean, Math.abs(sums[i] / draws) / Math.sqrt(variance / draws));
      double ratio = squares[i] / draws / variance;
      worstVariance = Math.max(worstVariance, Math.abs(ratio - 1) * Math.sqrt(draws / 2.0));
    }
    // Largest of 1,200 standard normal numbers.
    assertTrue(worstMean < 5, "mean off by " + worstMean + " standard errors");
    assertTrue(worstVariance < 5, "variance off by " + worstVariance + " standard errors");
  }
}
