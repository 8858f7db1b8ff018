package org.sparsevd.train.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Method;

/** Which settings to change, and to what, for each cause. */
final class Remedy {
  /** What demos of every network and estimator train well with. */
  private static final double SAFE_RATE = 0.002;

  private static final double MIN_RATE = 1e-8;
  private static final double SAFE_STDDEV = 0.01;
  private static final int MIN_LOG_SIGMA2 = -20;

  private final ExperimentConfig config;

  Remedy(ExperimentConfig config) {
    this.config = config;
  }

  /**
   * Settings to change.
   *
   * @param start the layers at the start of training
   * @param freeEpochs whether an epoch was trained without ΣKL
   */
  List<Diagnosis.Change> of(Cause cause, List<LayerSigns> start, boolean freeEpochs) {
    Map<String, String> wanted = new TreeMap<>();
    switch (cause) {
      case NOISE -> noise(wanted, start);
      case LEARNING_RATE ->
          wanted.put(
              "learningRate",
              shortest(Math.clamp(config.learningRate() / 10, MIN_RATE, SAFE_RATE)));
      case KL -> kl(wanted, freeEpochs);
      case INITIAL_WEIGHTS -> wanted.put("thetaInitStddev", shortest(SAFE_STDDEV));
      case DATA, NOTHING_TO_LEARN -> {}
    }
    return changes(wanted);
  }

  private void noise(Map<String, String> wanted, List<LayerSigns> start) {
    if (config.method() == Method.GAUSSIAN_DROPOUT) {
      wanted.put("alpha", shortest(ExperimentConfig.defaults().alpha()));
      wanted.put("inputAlpha", shortest(ExperimentConfig.defaults().inputAlpha()));
      return;
    }
    // As much noise as weight in the layer of the smallest weights: mean log α is 0 there.
    double smallest = start.stream().mapToDouble(LayerSigns::meanLogTheta2).min().orElse(-10);
    double quiet = Math.min(Math.floor(smallest), config.logSigma2Init() - 1);
    wanted.put("logSigma2Init", shortest(Math.max(MIN_LOG_SIGMA2, quiet)));
  }

  private void kl(Map<String, String> wanted, boolean freeEpochs) {
    boolean heavy = config.klWeight() > 1; // more than the bound of the paper has
    if (heavy) {
      wanted.put("klWeight", "1");
    }
    int epochs = config.epochs();
    int start = Math.clamp(epochs / 10, 1, 5);
    int end = Math.max(start + 2, Math.min(20, epochs / 3));
    boolean hasty = !freeEpochs || config.klWarmupEnd() < end;
    if (hasty) {
      wanted.put("klWarmupStart", Integer.toString(Math.max(start, config.klWarmupStart())));
      wanted.put("klWarmupEnd", Integer.toString(Math.max(end, config.klWarmupEnd())));
    }
    if (!heavy && !hasty) { // so few samples that one ΣKL outweighs them
      wanted.put("klWeight", shortest(config.klWeight() / 10));
    }
  }

  /** Those that are a change, in the order of the settings. */
  private List<Diagnosis.Change> changes(Map<String, String> wanted) {
    List<Diagnosis.Change> changes = new ArrayList<>();
    try {
      ExperimentConfig changed = config;
      for (Map.Entry<String, String> each : wanted.entrySet()) {
        changed = changed.with(each.getKey(), each.getValue());
      }
      changed
          .validated()
          .differencesFrom(config)
          .forEach(
              (key, value) -> changes.add(new Diagnosis.Change(key, value.there(), value.here())));
      return changes;
    } catch (InvalidConfigException e) {
      throw new IllegalStateException("a remedy out of the allowed range: " + wanted, e);
    }
  }

  /** Two digits are as much as advice is worth. */
  private static String shortest(double value) {
    return new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
