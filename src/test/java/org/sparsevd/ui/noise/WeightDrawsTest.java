package org.sparsevd.ui.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.chart.WeightNoiseChart;
import org.sparsevd.train.ExperimentConfig;

class WeightDrawsTest {

  /** Φ(−1/√α) from tables of the normal distribution. */
  @ParameterizedTest
  @CsvSource({
    "0,                  0.15865525393",
    "1.3862943611198906, 0.30853753873", // α = 4, Φ(−0.5)
    "-1.3862943611198906, 0.02275013195", // α = 1/4, Φ(−2)
    "-2.772588722239781, 0.00003167124", // α = 1/16, Φ(−4)
    "-8,                 0.0",
    "8,                  0.49269353" // Φ(−0.0183156)
  })
  void theOtherSignIsAsLikelyAsTheNormalDistributionSays(double logAlpha, double expected) {
    assertEquals(expected, WeightDraws.otherSignProbability(logAlpha), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, 0, 3})
  void drawsFollowTheirLaw(double logAlpha) {
    WeightDraws draws = new WeightDraws();
    draws.begin(-0.2, logAlpha);
    draws.draw(400_000);
    double expected = WeightDraws.otherSignProbability(logAlpha);
    double error = Math.sqrt(expected * (1 - expected) / 400_000);
    assertEquals(expected, draws.otherSignShare(), 5 * error + 1e-9);
    WeightNoiseChart.Draws chart = draws.forChart();
    assertEquals(400_000, chart.total());
    double worst = 0;
    for (int bin = 0; bin < chart.counts().size(); bin++) {
      double middle = chart.lower() + (bin + 0.5) * chart.binWidth();
      double exact = chart.exactDensity(middle);
      worst = Math.max(worst, Math.abs(chart.density(bin) - exact));
    }
    assertTrue(worst < 0.02 * chart.exactDensity(chart.theta()), "density off by " + worst);
    draws.begin(0.3, logAlpha);
    assertEquals(0, draws.total());
  }

  @Test
  void aRaceKeepsTheShapeOfTheSchedule() throws Exception {
    ExperimentConfig tenth = NoiseModel.shortened(ExperimentConfig.defaults(), 20);
    assertEquals(20, tenth.epochs());
    assertEquals(10, tenth.decayFrom());
    assertEquals(0, tenth.klWarmupStart());
    assertEquals(2, tenth.klWarmupEnd());
    assertEquals(ExperimentConfig.defaults().learningRate(), tenth.learningRate());
  }
}
