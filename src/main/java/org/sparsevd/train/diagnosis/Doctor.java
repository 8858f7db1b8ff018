package org.sparsevd.train.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Samples;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingListener;

/**
 * Watches a training and says afterwards what it suffered from. It only measures while training
 * goes on; {@link Findings} judges.
 */
public final class Doctor implements TrainingListener {
  private static final int INPUT_SAMPLES = 1000;

  private ExperimentConfig config;
  private final Dataset data;
  private final Chance chance;
  private final List<EpochMetrics> epochs = new ArrayList<>();
  private final List<List<LayerSigns>> signs = new ArrayList<>(); // of the epochs heard of
  private int epoch;
  private int minibatch; // the latest heard of
  private int minibatches;
  private final MinibatchLosses losses;

  /**
   * @param data that is trained on
   * @param before epochs of an earlier sitting, when the training is resumed
   */
  public Doctor(ExperimentConfig config, Dataset data, List<EpochMetrics> before) {
    this.config = config;
    this.data = data;
    chance = Chance.of(data.train(), data.classes());
    losses = new MinibatchLosses(chance.lossNats());
    epochs.addAll(before);
  }

  @Override
  public void minibatchDone(int inEpoch, int done, int ofMinibatches, double dataTermNats) {
    epoch = inEpoch;
    minibatch = done;
    minibatches = ofMinibatches;
    losses.add(inEpoch, done, dataTermNats / data.train().size());
  }

  @Override
  public void settingsChanged(int inEpoch, ExperimentConfig changed) {
    config = changed;
  }

  @Override
  public void epochDone(EpochReport report) {
    epochs.add(report.metrics());
    signs.add(LayerSigns.of(report.weights()));
  }

  /**
   * What the training suffered from.
   *
   * @param outcome how it ended
   * @return empty when nothing is wrong, too little was seen to tell, or it failed otherwise
   */
  public Optional<Diagnosis> diagnose(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed other -> Optional.empty();
      case Outcome.Diverged diverged ->
          Optional.of(findings().nonFinite(diverged, stopped(diverged)));
      case Outcome.Completed over -> findings().finite();
      case Outcome.Cancelled over -> findings().finite();
    };
  }

  /** A minibatch whose loss is not finite is not told of: it is the one after the latest. */
  private int stopped(Outcome.Diverged diverged) {
    if (diverged.epoch() != epoch) {
      return 1;
    }
    return Math.min(minibatch + 1, minibatches);
  }

  private Findings findings() {
    return new Findings(
        config, data.train().size(), heldOut(), inputRms(), chance, epochs, signs, losses);
  }

  /** Samples that decided nothing. */
  private int heldOut() {
    return data.validation().size() > 0 ? data.validation().size() : data.test().size();
  }

  private double inputRms() {
    Samples samples = data.train();
    float[] values = new float[samples.features()];
    int count = Math.min(samples.size(), INPUT_SAMPLES);
    double squares = 0;
    for (int i = 0; i < count; i++) {
      samples.copy(i, values, 0);
      for (float value : values) {
        squares += (double) value * value;
      }
    }
    return Math.sqrt(squares / count / values.length);
  }
}
