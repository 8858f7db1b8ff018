package org.sparsevd.run.results;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.sparsevd.train.ExperimentConfig;

/** How a run's settings differ from its preset's, in what makes it another experiment. */
final class PresetDifferences {
  /** A preset is to be repeated with any seed. */
  private static final String SEED = "seed";

  private PresetDifferences() {}

  /** Settings that differ, by key: the run's value and the preset's. */
  static SequencedMap<String, ExperimentConfig.Difference> of(
      ExperimentConfig run, ExperimentConfig preset) {
    SequencedMap<String, ExperimentConfig.Difference> differences =
        new LinkedHashMap<>(run.differencesFrom(preset));
    differences.remove(SEED);
    return differences;
  }
}
