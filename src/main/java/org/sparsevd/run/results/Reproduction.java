package org.sparsevd.run.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Expected;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;

/**
 * A run at an epoch, held against what its preset is expected to come to.
 *
 * @param preset name of the preset
 * @param differences settings in which the run differs from it, by key; the seed may be any
 * @param epoch the figures are of
 * @param plannedEpochs asked for
 * @param errorPercent test error at the run's threshold
 * @param compression |W| / |W≠0|
 */
public record Reproduction(
    String preset,
    Expected expected,
    SequencedMap<String, ExperimentConfig.Difference> differences,
    int epoch,
    int plannedEpochs,
    double errorPercent,
    double compression) {

  public Reproduction {
    differences = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(differences));
  }

  /** How the figures stand. Whether the settings were the preset's is another question. */
  public enum Verdict {
    /** There are epochs to come; only the last ones are expected to lie in the band. */
    UNFINISHED,
    IN_BAND,
    OUTSIDE
  }

  /** Empty when the run names no preset, or one of which nothing is expected. */
  public static Optional<Reproduction> of(RunInfo info, EpochMetrics metrics) {
    return of(info, metrics.epoch(), metrics.testErrorPercent(), metrics.compression());
  }

  /** As above, with figures measured anew at the run's own threshold. */
  public static Optional<Reproduction> of(
      RunInfo info, int epoch, double testErrorPercent, double compression) {
    Optional<Presets.Preset> preset = PresetDifferences.presetOf(info);
    if (preset.isEmpty() || preset.get().expected().isEmpty() || info.config().isEmpty()) {
      return Optional.empty();
    }
    ExperimentConfig config = info.config().get();
    return Optional.of(
        new Reproduction(
            preset.get().name(),
            preset.get().expected().get(),
            PresetDifferences.of(config, info.changes(), preset.get().config()),
            epoch,
            config.epochs(),
            testErrorPercent,
            compression));
  }

  public Verdict verdict() {
    if (epoch < plannedEpochs) {
      return Verdict.UNFINISHED;
    }
    return isErrorInBand() && isCompressionInBand() ? Verdict.IN_BAND : Verdict.OUTSIDE;
  }

  /** Whether the settings are the preset's, the seed apart. */
  public boolean hasPresetSettings() {
    return differences.isEmpty();
  }

  public boolean isErrorInBand() {
    return errorPercent >= expected.errorPercentMin() && errorPercent <= expected.errorPercentMax();
  }

  public boolean isCompressionInBand() {
    return !expected.boundsCompression() || compression >= expected.compressionMin();
  }
}
