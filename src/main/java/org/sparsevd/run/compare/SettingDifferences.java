package org.sparsevd.run.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.SettingHistory;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Setting;

/**
 * In what the settings of runs differ.
 *
 * @param differing in the order of the form
 * @param equal settings that are the same in all runs and that at least one of them uses
 * @param untold letters of runs that do not tell their settings
 */
public record SettingDifferences(List<Row> differing, List<Row> equal, List<String> untold) {
  public SettingDifferences {
    differing = List.copyOf(differing);
    equal = List.copyOf(equal);
    untold = List.copyOf(untold);
  }

  /** What a run says of a setting. */
  public sealed interface Value {
    /**
     * What the run says.
     *
     * @param value of the setting's Java type, at the end
     * @param history all values it had when it was changed in training, else ""
     */
    record Told(Object value, String history) implements Value {}

    /** Its method does not read the setting. */
    record NotUsed() implements Value {}

    /** The run does not tell its settings. */
    record Untold() implements Value {}
  }

  /**
   * One setting.
   *
   * @param setting which
   * @param values one a run
   */
  public record Row(Setting setting, List<Value> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  /** Compares the settings of all runs that tell them. */
  public static SettingDifferences of(Comparison comparison) {
    List<Row> differing = new ArrayList<>();
    List<Row> equal = new ArrayList<>();
    for (Setting setting : Setting.all()) {
      List<Value> values =
          comparison.runs().stream().map(each -> valueIn(each.run().info(), setting)).toList();
      List<Value> told =
          values.stream().filter(value -> !value.equals(new Value.Untold())).toList();
      boolean used = told.stream().anyMatch(value -> !value.equals(new Value.NotUsed()));
      if (new HashSet<>(told).size() > 1) {
        differing.add(new Row(setting, values));
      } else if (used) {
        equal.add(new Row(setting, values));
      }
    }
    List<String> untold =
        comparison.runs().stream()
            .filter(each -> each.run().info().config().isEmpty())
            .map(ComparedRun::letter)
            .toList();
    return new SettingDifferences(differing, equal, untold);
  }

  private static Value valueIn(RunInfo info, Setting setting) {
    Optional<ExperimentConfig> config = info.config();
    if (config.isEmpty()) {
      return new Value.Untold();
    }
    if (!setting.appliesTo(config.get().method())) {
      return new Value.NotUsed();
    }
    return new Value.Told(
        setting.valueIn(config.get()), SettingHistory.changesOf(setting.key(), info.changes()));
  }
}
