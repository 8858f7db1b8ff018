package org.sparsevd.nn.vd;

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
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.GradientVariance;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.WeightLayer;

/**
 * Measured variances of the three estimators against their closed forms, on one linear layer B = A
 * W with the loss ½ Σ (B − T)², whose gradient is G = Aᵀ (B − T).
 */
class GradientVarianceTest {
  private static final int BATCH = 5;
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 3;
  private static final int GROUPS = 100;
  private static final int DRAWS = 200; // a group

  private final Compute compute = new Compute(1);
  private final Random random = new Random(11);
  private final FMatrixRMaj inputs = gaussian(BATCH, INPUTS, 1);
  private final FMatrixRMaj targets = gaussian(BATCH, OUTPUTS, 1);
  private final FMatrixRMaj theta = gaussian(INPUTS, OUTPUTS, 1);
  private final FMatrixRMaj logSigma2 = gaussian(INPUTS, OUTPUTS, 0.5);

  @AfterEach
  void close() {
    compute.close();
  }

  private FMatrixRMaj gaussian(int rows, int columns, double deviation) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = (float) (deviation * random.nextGaussian());
    }
    return matrix;
  }

  private WeightLayer layer(GradientEstimator estimator) {
    NoiseSettings settings =
        new NoiseSettings(-4, Double.POSITIVE_INFINITY, KlForm.EXACT, estimator);
    SparseVdWeights weights = new SparseVdWeights(compute, "fc1", INPUTS, OUTPUTS, settings, false);
    weights.set(
        new LayerWeights(
            "fc1", theta, Optional.of(logSigma2), new FMatrixRMaj(1, OUTPUTS), Optional.empty()));
    return estimator == GradientEstimator.LOCAL_REPARAMETERISATION
        ? new GaussianDense(compute, weights, 3, 1, false)
        : new Dense(compute, new SampledWeights(compute, weights, 3, 1), false);
  }

  private GradientVariance measure(GradientEstimator estimator) {
    WeightLayer layer = layer(estimator);
    Parameter parameter = layer.parameters().getFirst();
    GradientVariance variance = new GradientVariance(parameter, DRAWS);
    FMatrixRMaj output = new FMatrixRMaj(1, 1);
    FMatrixRMaj gradient = new FMatrixRMaj(BATCH, OUTPUTS);
    for (int draw = 1; draw <= GROUPS * DRAWS; draw++) {
      layer.forward(inputs, output, draw);
      for (int i = 0; i < output.getNumElements(); i++) {
        gradient.data[i] = output.data[i] - targets.data[i];
      }
      layer.backward(inputs, output, gradient, null);
      layer.weights().completeGradients(0);
      variance.add();
    }
    return variance;
  }

  @ParameterizedTest
  @EnumSource(GradientEstimator.class)
  void measuredVariancesAreThoseOfTheClosedForm(GradientEstimator estimator) {
    GradientVariance measured = measure(estimator);
    double expected = 0;
    double meanSquare = 0;
    for (int i = 0; i < INPUTS; i++) {
      for (int j = 0; j < OUTPUTS; j++) {
        expected += variance(estimator, i, j) / (INPUTS * OUTPUTS);
        meanSquare += Math.pow(mean(estimator, i, j), 2) / (INPUTS * OUTPUTS);
      }
    }
    assertEquals(GROUPS, measured.groups());
    double error = measured.standardError();
    assertTrue(error > 0 && error < 0.03 * expected, "standard error " + error);
    assertEquals(expected, measured.variance(), 4 * error, estimator + ", error " + error);
    assertEquals(meanSquare, measured.meanSquare(), 0.02 * meanSquare + 0.02 * expected / DRAWS);
  }

  @Test
  void eachOfTheTwoReductionsReducesTheVariance() {
    double multiplicative = measure(GradientEstimator.MULTIPLICATIVE).variance();
    double additive = measure(GradientEstimator.ADDITIVE).variance();
    double activations = measure(GradientEstimator.LOCAL_REPARAMETERISATION).variance();
    assertTrue(multiplicative > 1.5 * additive, multiplicative + " against " + additive);
    assertTrue(additive > 1.5 * activations, additive + " against " + activations);
  }

  /** G without noise, and with multiplicative noise E[G (1 + √α ε)] = G + √α K_ii σ. */
  private double mean(GradientEstimator estimator, int i, int j) {
    double mean = 0;
    for (int n = 0; n < BATCH; n++) {
      double off = -targets.get(n, j);
      for (int k = 0; k < INPUTS; k++) {
        off += inputs.get(n, k) * (double) theta.get(k, j);
      }
      mean += inputs.get(n, i) * off;
    }
    return estimator == GradientEstimator.MULTIPLICATIVE
        ? mean + signedRootAlpha(i, j) * gram(i, i) * sigma(i, j)
        : mean;
  }

  private double variance(GradientEstimator estimator, int i, int j) {
    return switch (estimator) {
      case LOCAL_REPARAMETERISATION -> onActivations(i, j);
      case ADDITIVE -> additive(i, j);
      case MULTIPLICATIVE -> multiplicative(i, j);
    };
  }

  /** Σ_n A_ni² (A²σ²)_nj: every activation has noise of its own. */
  private double onActivations(int i, int j) {
    double sum = 0;
    for (int n = 0; n < BATCH; n++) {
      double variance = 1e-8;
      for (int k = 0; k < INPUTS; k++) {
        variance += Math.pow(inputs.get(n, k) * sigma(k, j), 2);
      }
      sum += inputs.get(n, i) * inputs.get(n, i) * variance;
    }
    return sum;
  }

  /** Σ_k (K_ik σ_kj)² with K = AᵀA: the samples share the noise. */
  private double additive(int i, int j) {
    double sum = 0;
    for (int k = 0; k < INPUTS; k++) {
      sum += Math.pow(gram(i, k) * sigma(k, j), 2);
    }
    return sum;
  }

  /**
   * Of (G + Σ_k K_ik σ_kj ε_k)(1 + √α ε_i) with independent ε: the part linear in ε and the part
   * quadratic in it do not correlate.
   */
  private double multiplicative(int i, int j) {
    double root = signedRootAlpha(i, j);
    double g = mean(GradientEstimator.ADDITIVE, i, j);
    double own = gram(i, i) * sigma(i, j);
    double others = additive(i, j) - own * own;
    double linear = others + Math.pow(own + g * root, 2);
    double quadratic = root * root * (others + 2 * own * own);
    return linear + quadratic;
  }

  private double gram(int i, int k) {
    double sum = 0;
    for (int n = 0; n < BATCH; n++) {
      sum += inputs.get(n, i) * (double) inputs.get(n, k);
    }
    return sum;
  }

  private double sigma(int k, int j) {
    return Math.exp(0.5 * logSigma2.get(k, j));
  }

  /** ∂w/∂θ = 1 + √α ε where w = θ + σ ε with σ = √α |θ|: the sign is θ's. */
  private double signedRootAlpha(int i, int j) {
    return sigma(i, j) / theta.get(i, j);
  }
}
