package org.sparsevd.run.results;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;
import org.sparsevd.train.Presets;

/**
 * What a run came to after its last epoch, as its files say.
 *
 * @param folder of the run
 * @param preset it was started from, or another one that has its very settings
 * @param method empty when the run doesn't tell its settings
 * @param seed empty when the run doesn't tell its settings
 * @param presetSettings whether the settings are known to be the preset's, the seed apart
 * @param changed keys of settings that differ from the preset's, the seed apart
 * @param epochs completed
 * @param plannedEpochs asked for
 * @param trainErrorPercent error on training samples, weights pruned likewise; NaN when unknown
 * @param errorPercent test error, weights pruned at the run's threshold
 * @param sparsityPercent pruned share of each layer, from the input on
 * @param compression |W| / |W≠0|; +∞ when nothing is kept
 * @param seconds of all epochs, training and evaluation
 * @param finished when the last file was written
 * @param machine as in {@code run.json}
 */
public record MeasuredResult(
    Path folder,
    Optional<String> preset,
    Optional<Method> method,
    Optional<Long> seed,
    boolean presetSettings,
    List<String> changed,
    int epochs,
    int plannedEpochs,
    double trainErrorPercent,
    double errorPercent,
    List<Double> sparsityPercent,
    double compression,
    double seconds,
    Optional<Instant> finished,
    Map<String, String> machine) {

  public MeasuredResult {
    changed = List.copyOf(changed);
    sparsityPercent = List.copyOf(sparsityPercent);
    machine = Map.copyOf(machine);
  }

  /** What {@code run} came to; empty before its first epoch. */
  public static Optional<MeasuredResult> of(Run run) {
    return run.latest().map(last -> of(run, last));
  }

  private static MeasuredResult of(Run run, EpochMetrics last) {
    RunInfo info = run.info();
    Optional<ExperimentConfig> config = info.config();
    Optional<Presets.Preset> preset = PresetDifferences.presetOf(info);
    Optional<SequencedMap<String, ExperimentConfig.Difference>> differences =
        preset.flatMap(
            known -> config.map(own -> PresetDifferences.of(own, info.changes(), known.config())));
    return new MeasuredResult(
        run.folder(),
        preset.map(Presets.Preset::name).or(info::preset),
        config.map(ExperimentConfig::method),
        config.map(ExperimentConfig::seed),
        differences.map(SequencedMap::isEmpty).orElse(false),
        differences.map(known -> List.copyOf(known.keySet())).orElse(List.of()),
        last.epoch(),
        config.map(ExperimentConfig::epochs).orElse(last.epoch()),
        last.trainErrorPercent(),
        last.testErrorPercent(),
        last.sparsityPercent(),
        last.compression(),
        run.epochs().stream()
            .mapToDouble(epoch -> epoch.seconds() + epoch.evaluationSeconds())
            .sum(),
        info.finished(),
        info.machine());
  }

  /** Whether it is a finished run of its preset, changed in nothing but the seed. */
  public boolean isOfPreset() {
    return presetSettings && isFinished();
  }

  /** Whether all the epochs asked for are done. */
  public boolean isFinished() {
    return epochs >= plannedEpochs;
  }
}
