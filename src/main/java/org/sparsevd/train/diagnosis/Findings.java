package org.sparsevd.train.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.ThetaInit;

/**
 * Judges what was measured of a training. Each threshold lies between what trainings of sound and
 * of spoilt settings measured, on MNIST and the toy data, dense and convolutional.
 *
 * @param samples number of training samples
 * @param heldOut number of samples the held-out error was measured on
 * @param inputRms of the training inputs
 * @param chance what guessing comes to
 * @param epochs from 0 on
 * @param signs of the layers after those epochs that were trained in this sitting
 * @param losses of the minibatches of this sitting
 */
record Findings(
    ExperimentConfig config,
    int samples,
    int heldOut,
    double inputRms,
    Chance chance,
    List<EpochMetrics> epochs,
    List<List<LayerSigns>> signs,
    MinibatchLosses losses) {
  /** The last epoch's loss, over that of guessing: sound trainings come below 1. */
  private static final double WORSE_THAN_GUESSING = 1.1;

  /** The last training error, over that of guessing. */
  private static final double AT_CHANCE = 0.8;

  /** The first minibatch's loss, over that of guessing: sound ones have at most 1.05. */
  private static final double BAD_START = 1.1;

  /** Pruned of a layer before training: sound noise leaves less than a quarter so. */
  private static final double NOISY_START_PERCENT = 50;

  private static final double EMPTY_PERCENT = 99;

  /** θ drawn any wider gives first outputs that are far off. */
  private static final double WIDE_STDDEV = 0.05;

  /** Inputs of the data sets here have an RMS of 0.3 to 1. */
  private static final double LARGE_INPUTS = 30;

  /** Standard errors below chance from which a held-out error is no accident. */
  private static final double SIGNIFICANT = 4;

  /** Of a training that ended with NaN or infinity in {@code minibatch}. */
  Diagnosis nonFinite(Outcome.Diverged diverged, int minibatch) {
    Cause cause = inputsAreLarge() ? Cause.DATA : cause().orElse(Cause.LEARNING_RATE);
    return diagnosis(cause, true, diverged.layer(), diverged.epoch(), minibatch);
  }

  /** Of a training whose numbers stayed finite; empty when it did well or can't be judged. */
  Optional<Diagnosis> finite() {
    return last().filter(this::isTrouble).flatMap(last -> cause()).map(this::located);
  }

  private Optional<EpochMetrics> last() {
    return epochs.isEmpty() || epochs.getLast().epoch() == 0
        ? Optional.empty()
        : Optional.of(epochs.getLast());
  }

  private boolean isTrouble(EpochMetrics last) {
    return last.dataTermNats() / samples > WORSE_THAN_GUESSING * chance.lossNats()
        || last.trainErrorPercent() >= AT_CHANCE * chance.errorPercent();
  }

  /** The first that fits: each would also bring about what comes after it. */
  private Optional<Cause> cause() {
    boolean badStart = losses.first() > BAD_START * chance.lossNats();
    boolean noisyStart =
        startSparsity().stream().anyMatch(percent -> percent >= NOISY_START_PERCENT);
    if (hasNoise() && (noisyStart || (badStart && !inputsAreLarge() && !isWide()))) {
      return Optional.of(Cause.NOISE);
    }
    if (badStart && inputsAreLarge()) {
      return Optional.of(Cause.DATA);
    }
    if (badStart && isWide()) {
      return Optional.of(Cause.INITIAL_WEIGHTS);
    }
    if (losses.burst().isPresent()) {
      return Optional.of(Cause.LEARNING_RATE);
    }
    return emptied().map(layer -> learned(layer) ? Cause.KL : Cause.NOTHING_TO_LEARN);
  }

  private boolean hasNoise() {
    return config.method() == Method.SPARSE_VD || config.method() == Method.GAUSSIAN_DROPOUT;
  }

  private boolean isWide() {
    return config.denseInit() == ThetaInit.NORMAL && config.thetaInitStddev() > WIDE_STDDEV;
  }

  private boolean inputsAreLarge() {
    return !(inputRms <= LARGE_INPUTS); // NaN too
  }

  private List<Double> startSparsity() {
    return epochs.isEmpty() ? List.of() : epochs.getFirst().sparsityPercent();
  }

  /** A layer and the epoch ΣKL had emptied it by. */
  private record Emptied(int layer, int epoch) {}

  /** The first layer that was emptied, if it still is. */
  private Optional<Emptied> emptied() {
    for (EpochMetrics metrics : epochs) {
      for (int layer = 0; layer < metrics.sparsityPercent().size(); layer++) {
        if (metrics.klWeight() > 0
            && metrics.sparsityPercent().get(layer) >= EMPTY_PERCENT
            && epochs.getLast().sparsityPercent().get(layer) >= EMPTY_PERCENT) {
          return Optional.of(new Emptied(layer, metrics.epoch()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the network had learned what also holds for other samples, or had no epoch without ΣKL
   * to show that it could. Only samples that decide nothing can tell: labels drawn at random are
   * learned too, by heart. Where all were drawn so on purpose nothing is left to find out, though a
   * network that knows them by heart may do better elsewhere than independent guesses would.
   */
  private boolean learned(Emptied emptied) {
    if (config.randomLabels() == 1) {
      return false;
    }
    double p = chance.errorPercent() / 100;
    double standardError = 100 * Math.sqrt(p * (1 - p) / Math.max(1, heldOut));
    double accident = chance.errorPercent() - SIGNIFICANT * standardError;
    return !hasFreeEpochs()
        || epochs.stream()
            .filter(metrics -> metrics.epoch() > 0 && metrics.epoch() <= emptied.epoch)
            .mapToDouble(Findings::heldOutError)
            .anyMatch(error -> error < accident);
  }

  private static double heldOutError(EpochMetrics metrics) {
    return Double.isNaN(metrics.validationErrorPercent())
        ? metrics.testErrorPercent()
        : metrics.validationErrorPercent();
  }

  private boolean hasFreeEpochs() {
    return epochs.stream().anyMatch(metrics -> metrics.epoch() > 0 && metrics.klWeight() == 0);
  }

  private Diagnosis located(Cause cause) {
    int epoch = epochs.getLast().epoch();
    return switch (cause) {
      case NOISE, INITIAL_WEIGHTS, DATA -> diagnosis(cause, false, startLayer(), 1, 1);
      case LEARNING_RATE ->
          diagnosis(
              cause,
              false,
              largest(this::growth),
              losses.burst().map(MinibatchLosses.Burst::epoch).orElse(epoch),
              losses.burst().map(MinibatchLosses.Burst::minibatch).orElse(0));
      case KL, NOTHING_TO_LEARN -> {
        Emptied emptied = emptied().orElseThrow();
        yield diagnosis(cause, false, nameOf(emptied.layer), emptied.epoch, 0);
      }
    };
  }

  /** The noisiest at the start; the first, where there is no noise to compare. */
  private String startLayer() {
    return hasNoise() ? largest(this::startLogAlpha) : nameOf(0);
  }

  private String largest(ToDoubleFunction<Integer> figure) {
    int layers = start().size();
    int best = 0;
    for (int layer = 1; layer < layers; layer++) {
      best = figure.applyAsDouble(layer) > figure.applyAsDouble(best) ? layer : best;
    }
    return nameOf(best);
  }

  private String nameOf(int layer) {
    return layer < start().size() ? start().get(layer).name() : "loss";
  }

  private List<LayerSigns> start() {
    return signs.isEmpty() ? List.of() : signs.getFirst();
  }

  private double growth(int layer) {
    return signs.getLast().get(layer).rmsTheta() / signs.getFirst().get(layer).rmsTheta();
  }

  private double startLogAlpha(int layer) {
    return start().get(layer).meanLogAlpha();
  }

  private Diagnosis diagnosis(
      Cause cause, boolean nonFinite, String layer, int epoch, int minibatch) {
    return new Diagnosis(
        cause,
        nonFinite,
        layer,
        epoch,
        minibatch,
        evidence(layer),
        new Remedy(config).of(cause, start(), hasFreeEpochs()));
  }

  private Diagnosis.Evidence evidence(String name) {
    int layer = start().stream().map(LayerSigns::name).toList().indexOf(name);
    boolean known = layer >= 0;
    Optional<EpochMetrics> last = last();
    return new Diagnosis.Evidence(
        losses.first(),
        losses.peak(),
        last.map(metrics -> metrics.dataTermNats() / samples).orElse(Double.NaN),
        chance.lossNats(),
        last.map(EpochMetrics::trainErrorPercent).orElse(Double.NaN),
        chance.errorPercent(),
        known ? growth(layer) : Double.NaN,
        known ? startLogAlpha(layer) : Double.NaN,
        known ? epochs.getLast().sparsityPercent().get(layer) : Double.NaN,
        inputRms);
  }
}
