package org.sparsevd.run.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.SettingHistory;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.ExperimentConfig.Difference;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;

/** How a run's settings differ from its preset's, in what makes it another experiment. */
final class PresetDifferences {
  /** A preset is to be repeated with any seed. */
  private static final String SEED = "seed";

  private PresetDifferences() {}

  /**
   * The preset a run is held against: the one it was started from, or another one that has its very
   * settings, seed apart; {@code train lenet-5 --set ...} may come to {@code lenet-5-tuned}.
   */
  static Optional<Presets.Preset> presetOf(RunInfo info) {
    Optional<Presets.Preset> named = info.preset().flatMap(Presets::find);
    if (named.isEmpty() || info.config().isEmpty()) {
      return named;
    }
    ExperimentConfig config = info.config().get();
    return Stream.concat(named.stream(), Presets.all().stream())
        .filter(preset -> of(config, info.changes(), preset.config()).isEmpty())
        .findFirst()
        .or(() -> named);
  }

  /**
   * Settings that differ, or did for a while, by key: the run's value, with those before it when it
   * was changed in training, and the preset's. Without those that neither's method uses.
   *
   * @param run settings at the end
   * @param changes made in training, oldest first
   */
  static SequencedMap<String, Difference> of(
      ExperimentConfig run, List<RunInfo.Change> changes, ExperimentConfig preset) {
    SequencedMap<String, Difference> differences = new LinkedHashMap<>(run.differencesFrom(preset));
    differences.remove(SEED);
    Setting.all().stream()
        .filter(setting -> !setting.appliesTo(run.method()) && !setting.appliesTo(preset.method()))
        .forEach(setting -> differences.remove(setting.key()));
    for (RunInfo.Change change : changes) {
      if (change.epoch() > 1) { // else there was never another value
        differences.put(
            change.setting(),
            new Difference(
                SettingHistory.changesOf(change.setting(), changes),
                written(change.setting(), preset)));
      }
    }
    return differences;
  }

  private static String written(String key, ExperimentConfig config) {
    try {
      Setting setting = Setting.named(key);
      return setting.write(setting.valueIn(config));
    } catch (InvalidConfigException e) {
      return ""; // a setting of another version
    }
  }
}
