package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.train.TrainingListener.EpochReport;

/** The three gradient estimators, measured and raced on the toy problem. */
class EstimatorsTest {
  private final ExperimentConfig config = toy("epochs=14", "klWarmupStart=1", "klWarmupEnd=5");

  private static ExperimentConfig toy(String... changes) {
    try {
      ExperimentConfig config = Presets.named("toy").config();
      for (String change : changes) {
        int equals = change.indexOf('=');
        config = config.with(change.substring(0, equals), change.substring(equals + 1));
      }
      return config;
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static Dataset data(ExperimentConfig config) throws Exception {
    return DatasetCatalog.current().load(config.dataRequest());
  }

  private static List<EpochReport> train(Compute compute, ExperimentConfig config)
      throws Exception {
    List<EpochReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            reports.add(report);
          }
        };
    new Trainer(compute).train(config, data(config), listener, new TrainingControl());
    return reports;
  }

  @Test
  void eachVarianceReductionShowsInEveryLayerOfATrainedNetwork() throws Exception {
    try (Compute compute = new Compute(2)) {
      List<LayerWeights> weights = train(compute, config).getLast().weights();
      AtomicInteger steps = new AtomicInteger();
      List<GradientNoise> noise =
          GradientNoise.measure(
                  compute,
                  config,
                  data(config),
                  weights,
                  6000,
                  () -> false,
                  share -> {
                    assertEquals(steps.incrementAndGet() / 18_000.0, share, 1e-9);
                  })
              .orElseThrow();
      assertEquals(18_000, steps.get());
      assertEquals(
          List.of(GradientEstimator.values()),
          noise.stream().map(GradientNoise::estimator).toList());
      for (int l = 0; l < weights.size(); l++) {
        GradientNoise.Layer multiplicative = noise.get(0).layers().get(l);
        GradientNoise.Layer additive = noise.get(1).layers().get(l);
        GradientNoise.Layer activations = noise.get(2).layers().get(l);
        assertEquals(weights.get(l).name(), additive.name());
        assertTrue(
            multiplicative.variance() - 3 * multiplicative.standardError()
                > additive.variance() + 3 * additive.standardError(),
            multiplicative + " above " + additive);
        assertTrue(
            additive.variance() - 3 * additive.standardError()
                > activations.variance() + 3 * activations.standardError(),
            additive + " above " + activations);
      }
    }
  }

  @Test
  void measuringStopsWhenItIsCancelledAndRefusesOtherNetworks() throws Exception {
    try (Compute compute = new Compute(1)) {
      List<LayerWeights> weights = train(compute, toy("epochs=1")).getLast().weights();
      AtomicInteger asked = new AtomicInteger();
      assertEquals(
          Optional.empty(),
          GradientNoise.measure(
              compute,
              config,
              data(config),
              weights,
              100,
              () -> asked.incrementAndGet() > 5,
              share -> {}));
      assertEquals(6, asked.get());
      InvalidConfigException e =
          assertThrows(
              InvalidConfigException.class,
              () ->
                  GradientNoise.measure(
                      compute,
                      config.with("hiddenLayers", "7"),
                      data(config),
                      weights,
                      100,
                      () -> false,
                      share -> {}));
      assertEquals("expected fc1 [100 × 7], found fc1 [100 × 20]", e.getMessage());
    }
  }

  @Test
  void theRaceStartsFromTheSameWeightsAndRunsLikeTrainingAlone() throws Exception {
    try (Compute compute = new Compute(2)) {
      Map<GradientEstimator, List<EpochMetrics>> laps = new EnumMap<>(GradientEstimator.class);
      List<GradientEstimator> order = new ArrayList<>();
      Map<GradientEstimator, Outcome> outcomes =
          EstimatorRace.run(
              compute,
              config,
              data(config),
              (estimator, metrics) -> {
                order.add(estimator);
                laps.computeIfAbsent(estimator, key -> new ArrayList<>()).add(metrics);
              },
              new TrainingControl());
      for (GradientEstimator estimator : GradientEstimator.values()) {
        assertEquals(new Outcome.Completed(14), outcomes.get(estimator));
        List<EpochMetrics> alone =
            train(compute, config.with("gradientEstimator", Setting.kebabCase(estimator))).stream()
                .map(EpochReport::metrics)
                .toList();
        assertEquals(alone.size(), laps.get(estimator).size());
        for (int epoch = 0; epoch < alone.size(); epoch++) {
          assertEquals(
              alone.get(epoch).testErrorPercent(),
              laps.get(estimator).get(epoch).testErrorPercent());
          assertEquals(
              alone.get(epoch).dataTermNats(), laps.get(estimator).get(epoch).dataTermNats());
        }
        assertEquals(
            laps.get(GradientEstimator.ADDITIVE).getFirst().testErrorPercent(),
            laps.get(estimator).getFirst().testErrorPercent(),
            "same weights before training");
      }
      // In turns: nobody is more than an epoch ahead. The first turn brings epochs 0 and 1.
      List<GradientEstimator> turn = List.of(GradientEstimator.values());
      for (int i = 6; i < order.size(); i += turn.size()) {
        assertEquals(turn, order.subList(i, i + turn.size()));
      }
    }
  }

  @Test
  void theRaceCanBeCancelled() throws Exception {
    TrainingControl control = new TrainingControl();
    try (Compute compute = new Compute(1)) {
      Map<GradientEstimator, Outcome> outcomes =
          EstimatorRace.run(
              compute,
              config,
              data(config),
              (estimator, metrics) -> {
                if (metrics.epoch() == 3) {
                  control.cancel();
                }
              },
              control);
      assertEquals(3, outcomes.size());
      outcomes.values().forEach(outcome -> assertInstanceOf(Outcome.Cancelled.class, outcome));
    }
  }
}
