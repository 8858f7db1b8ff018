package org.sparsevd.nn.vd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.kernel.Kernels;

class KlDivergenceTest {

  @ParameterizedTest
  @CsvSource({
    "-6,   -3.63394, -3.63645, 0.50125, 0.49958",
    "-3.5, -2.36931, -2.37869, 0.51674, 0.51685",
    "-1,   -0.91453, -0.91387, 0.59970, 0.59327",
    "0,    -0.42668, -0.43124, 0.36239, 0.35913",
    "1,    -0.17319, -0.17797, 0.16296, 0.16514",
    "3,    -0.02469, -0.02542, 0.02448, 0.02538",
    "6,    -0.00124, -0.00125, 0.00124, 0.00126"
  })
  void matchesIndependentlyComputedValues(
      double logAlpha, double exact, double approximation, double slope, double approximateSlope) {
    double roundingOfTheTable = 0.6e-5;
    assertEquals(exact, KlDivergence.exact(logAlpha), roundingOfTheTable);
    assertEquals(approximation, KlDivergence.approximation(logAlpha), roundingOfTheTable);
    assertEquals(slope, KlDivergence.exactSlope(logAlpha), roundingOfTheTable);
    assertEquals(approximateSlope, KlDivergence.approximationSlope(logAlpha), roundingOfTheTable);
  }

  @Test
  void theApproximationStaysAsCloseAsThePaperSays() {
    double largest = 0;
    double at = 0;
    for (double logAlpha = -10; logAlpha <= 10; logAlpha += 0.01) {
      double distance =
          Math.abs(KlDivergence.approximation(logAlpha) - KlDivergence.exact(logAlpha));
      if (distance > largest) {
        largest = distance;
        at = logAlpha;
      }
    }
    assertEquals(0.0094, largest, 5e-5);
    assertEquals(-3.5, at, 0.25);
  }

  @Test
  void kingmasCubicHoldsForAlphaUpToOneOnly() {
    double largest = 0;
    for (double logAlpha = -10; logAlpha <= 0; logAlpha += 0.01) {
      double distance = Math.abs(KlDivergence.kingma(logAlpha) - KlDivergence.exact(logAlpha));
      largest = Math.max(largest, distance);
    }
    assertEquals(0.040, largest, 5e-4);
    assertEquals(0.35, KlDivergence.kingma(0.5) - KlDivergence.exact(0.5), 5e-3);
    assertEquals(3.9, KlDivergence.kingma(1) - KlDivergence.exact(1), 5e-2);
    assertEquals(164, KlDivergence.kingma(2) - KlDivergence.exact(2), 0.5);
  }

  @ParameterizedTest
  @EnumSource(KlForm.class)
  void slopesAreDerivativesOfTheValues(KlForm form) {
    for (double logAlpha = -8; logAlpha <= form.largestLogAlpha(); logAlpha += 0.37) {
      assertEquals(
          derivative(form::negativeKl, logAlpha), form.slope(logAlpha), 1e-7, "at " + logAlpha);
    }
  }

  @Test
  void theCurvatureIsTheDerivativeOfTheExactSlope() {
    for (double logAlpha = -8; logAlpha <= 8; logAlpha += 0.37) {
      assertEquals(
          derivative(KlDivergence::exactSlope, logAlpha),
          KlDivergence.exactCurvature(logAlpha),
          1e-7,
          "at " + logAlpha);
    }
  }

  @Test
  void vanishesAtInfiniteAlphaAndFallsLikeHalfLogAlphaAtSmall() {
    assertEquals(0, KlDivergence.exact(40), 1e-12);
    assertEquals(0, KlDivergence.approximation(40), 1e-12);
    double eulerGamma = 0.5772156649015329;
    assertEquals(0.5 * -10 - 0.5 * (eulerGamma + Math.log(2)), KlDivergence.exact(-10), 1e-4);
  }

  @Test
  void dawsonMatchesItsSeriesAndItsDifferentialEquation() {
    assertEquals(0.5380795069127684, KlDivergence.dawson(1), 1e-14);
    assertEquals(0.1021340744242768, KlDivergence.dawson(5), 1e-14);
    for (double x = 0.005; x < 40; x *= 1.3) {
      assertEquals(
          1 - 2 * x * KlDivergence.dawson(x),
          derivative(KlDivergence::dawson, x),
          1e-6,
          "D' = 1 - 2xD at " + x);
    }
  }

  @ParameterizedTest
  @EnumSource(KlForm.class)
  void arraysOfWeightsGetTheSameValuesAndSlopes(KlForm form) {
    KlTerm term = new KlTerm(form, Kernels.best());
    int length = 1601;
    float[] logAlpha = new float[length + 3];
    for (int i = 0; i < length; i++) {
      logAlpha[3 + i] = Math.min(form.largestLogAlpha(), -LogAlpha.CLIP + 0.01f * i);
    }
    float[] slope = new float[length];
    float[] alpha = new float[length];
    Kernels.best().exp(logAlpha, 3, alpha, 0, length);
    term.slope(Arrays.copyOfRange(logAlpha, 3, 3 + length), alpha, slope, length);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double la = Math.min(form.largestLogAlpha(), logAlpha[3 + i]);
      assertEquals(form.slope(la), slope[i], 2e-6, "at " + la);
      sum -= form.negativeKl(la);
    }
    assertEquals(sum, term.sumKl(logAlpha, 3, length), 1e-5 * length * 1e-2);
  }

  @Test
  void aNaNWeightMakesTheSumNaN() {
    KlTerm term = new KlTerm(KlForm.EXACT, Kernels.best());
    assertTrue(Double.isNaN(term.sumKl(new float[] {1, Float.NaN, 2}, 0, 3)));
  }

  private static double derivative(DoubleUnaryOperator f, double x) {
    double h = 1e-4 * Math.max(1, Math.abs(x) / 10);
    return (8 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
            - (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)))
        / (12 * h);
  }
}
