package org.sparsevd.train.diagnosis;

import java.util.List;
import java.util.Optional;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * What a training suffered from.
 *
 * @param cause most likely
 * @param nonFinite whether a loss or weight became NaN or infinite; else the training went on, but
 *     for nothing
 * @param layer where it shows first or most: {@code fc1}; {@code loss} when no layer shows it
 * @param epoch it first shows in, from 1
 * @param minibatch of that epoch, from 1; 0 when only the epoch is known
 * @param evidence what was measured
 * @param remedy settings to change, none when no setting mends it
 */
public record Diagnosis(
    Cause cause,
    boolean nonFinite,
    String layer,
    int epoch,
    int minibatch,
    Evidence evidence,
    List<Change> remedy) {
  public Diagnosis {
    remedy = List.copyOf(remedy);
  }

  /**
   * Figures the cause was found by; NaN where there is none.
   *
   * @param firstLoss mean cross-entropy of the first minibatch in nats a sample
   * @param peakLoss the largest of any minibatch
   * @param lastLoss that of the last completed epoch
   * @param guessLoss what guessing by the frequency of the classes comes to
   * @param trainErrorPercent after the last completed epoch
   * @param chanceErrorPercent of guessing the most frequent class
   * @param growth RMS of the layer's θ, over what it was at the start
   * @param startLogAlpha mean log α of the layer at the start, not clipped
   * @param prunedPercent of the layer, at the last completed epoch
   * @param inputRms RMS of the training inputs
   */
  public record Evidence(
      double firstLoss,
      double peakLoss,
      double lastLoss,
      double guessLoss,
      double trainErrorPercent,
      double chanceErrorPercent,
      double growth,
      double startLogAlpha,
      double prunedPercent,
      double inputRms) {}

  /**
   * A setting to change.
   *
   * @param setting its key
   * @param from the value trained with, written as on the command line
   * @param to the value to try
   */
  public record Change(String setting, String from, String to) {}

  /** {@code config} with the remedy; empty when there is none, or none that it allows. */
  public Optional<ExperimentConfig> mended(ExperimentConfig config) {
    if (remedy.isEmpty()) {
      return Optional.empty();
    }
    try {
      ExperimentConfig changed = config;
      for (Change change : remedy) {
        changed = changed.with(change.setting(), change.to());
      }
      return Optional.of(changed.validated());
    } catch (InvalidConfigException e) { // read from a file of another version of the program
      return Optional.empty();
    }
  }
}
