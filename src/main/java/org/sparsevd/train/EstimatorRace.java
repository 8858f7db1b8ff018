package org.sparsevd.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.vd.GradientEstimator;

/**
 * The three gradient estimators side by side: trainings from the same initial weights on the same
 * minibatches, in turns of an epoch.
 */
public final class EstimatorRace {
  private EstimatorRace() {}

  /**
   * Trains all three to the end of {@code config}, or until {@code control} cancels; blocks.
   *
   * @param config Sparse VD; its own estimator does not matter
   * @param lap hears of every epoch of each, epoch 0 before training included
   * @return how each ended; never thrown
   */
  public static Map<GradientEstimator, Outcome> run(
      Compute compute,
      ExperimentConfig config,
      Dataset data,
      BiConsumer<GradientEstimator, EpochMetrics> lap,
      TrainingControl control) {
    Map<GradientEstimator, Outcome> outcomes = new EnumMap<>(GradientEstimator.class);
    List<Runner> runners = new ArrayList<>();
    for (GradientEstimator estimator : GradientEstimator.values()) {
      try {
        runners.add(new Runner(compute, config, data, estimator, lap, control));
      } catch (InvalidConfigException | RuntimeException | OutOfMemoryError e) {
        outcomes.put(estimator, new Outcome.Failed(0, e));
      }
    }
    while (outcomes.size() < GradientEstimator.values().length) {
      for (Runner runner : runners) {
        if (!outcomes.containsKey(runner.estimator)) {
          runner.next().ifPresent(outcome -> outcomes.put(runner.estimator, outcome));
        }
      }
    }
    return outcomes;
  }

  private static final class Runner {
    private final GradientEstimator estimator;
    private final Training training;

    Runner(
        Compute compute,
        ExperimentConfig config,
        Dataset data,
        GradientEstimator estimator,
        BiConsumer<GradientEstimator, EpochMetrics> lap,
        TrainingControl control)
        throws InvalidConfigException {
      this.estimator = estimator;
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
              lap.accept(estimator, report.metrics());
            }
          };
      training =
          new Training(
              compute,
              config.with("gradientEstimator", Setting.kebabCase(estimator)),
              data,
              Optional.empty(),
              Optional.empty(),
              listener,
              control);
    }

    Optional<Outcome> next() {
      try {
        return training.next();
      } catch (RuntimeException | OutOfMemoryError e) {
        return Optional.of(new Outcome.Failed(training.completed(), e));
      }
    }
  }
}
