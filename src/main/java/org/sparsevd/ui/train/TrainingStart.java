package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparsevd.train.ExperimentConfig;

/** What a training begins with. */
public sealed interface TrainingStart {
  /**
   * A new run.
   *
   * @param preset the config was made from
   */
  record Fresh(ExperimentConfig config, Optional<String> preset) implements TrainingStart {}

  /**
   * A run that goes on where it stopped.
   *
   * @param folder of the run
   * @param epochs planned from now on; the run's own when empty
   */
  record Resumed(Path folder, OptionalInt epochs) implements TrainingStart {}

  /**
   * Two new runs in step, of binary dropout and of Sparse VD.
   *
   * @param config of either; the method is set for each
   * @param preset the config was made from
   */
  record Twins(ExperimentConfig config, Optional<String> preset) implements TrainingStart {}
}
