package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;

class PredictionsTest {
  private static Predictions one(float... logits) {
    return new Predictions(logits.length, logits, new int[1], new int[1]);
  }

  @Test
  void probabilitiesAreTheSoftmaxHoweverLargeTheLogits() {
    double e = Math.exp(1);
    assertArrayEquals(new double[] {1 / (1 + e), e / (1 + e)}, one(0, 1).probabilities(0), 1e-15);
    assertArrayEquals(
        new double[] {1 / (1 + e), e / (1 + e)}, one(99_999, 100_000).probabilities(0), 1e-15);
    assertArrayEquals(new double[] {1, 0}, one(1e30f, -1e30f).probabilities(0));
    assertTrue(Double.isNaN(one(Float.NaN, 0).probabilities(0)[1]));
  }

  @Test
  void theShapesMustFit() {
    assertEquals(
        "expected logits [2 \u00d7 3] and 2 classes, got 5 and 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Predictions(3, new float[5], new int[2], new int[2]))
            .getMessage());
  }

  @Test
  void anEvaluatorsPredictionsHaveTheErrorsItCounts() throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "6");
    Dataset data = DatasetCatalog.current().load("toy", Preprocessing.UNIT, 0, 1);
    List<LayerWeights> weights = new ArrayList<>();
    try (Compute compute = new Compute(2)) {
      new Trainer(compute)
          .train(
              config,
              data,
              new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                  weights.clear();
                  weights.addAll(report.weights());
                }
              },
              new TrainingControl());
      Evaluator evaluator = new Evaluator(compute, config.stages(data));
      // 2,000 samples are four passes.
      Predictions predictions = evaluator.predictions(weights, data.train());
      assertEquals(2_000, predictions.size());
      assertEquals(
          evaluator.errorPercent(weights, data.train()), 100.0 * predictions.errors() / 2_000);
      assertTrue(
          predictions.errors() > 0 && predictions.errors() < 1_000, predictions.errors() + "");
      for (int i = 0; i < 2_000; i++) {
        assertEquals(data.train().label(i), predictions.labels()[i]);
        double[] shares = predictions.probabilities(i);
        for (double share : shares) {
          assertTrue(share <= shares[predictions.predicted()[i]]);
        }
      }
      assertEquals(0, evaluator.predictions(weights, data.validation()).size());
      assertTrue(Double.isNaN(evaluator.errorPercent(weights, data.validation())));

      List<LayerWeights> spoilt = new ArrayList<>(weights);
      spoilt.set(1, weights.get(1).withTheta(nan(weights.get(1).theta())));
      Predictions none = evaluator.predictions(spoilt, data.test());
      assertEquals(-1, none.predicted()[0]);
      assertEquals(data.test().size(), none.errors());
      assertEquals(100, evaluator.errorPercent(spoilt, data.test()));
    }
  }

  private static FMatrixRMaj nan(FMatrixRMaj like) {
    FMatrixRMaj values = like.copy();
    values.fill(Float.NaN);
    return values;
  }
}
