package org.sparsevd.run;

import java.util.List;
import java.util.Locale;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Samples;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Trainer;

/** Samples that a pruned network is measured on. */
public enum Split {
  /** Held out of the training set: for choosing. */
  VALIDATION,
  /**
   * Up to 10,000 of the samples it was trained on ({@link Trainer#trainErrorSamples}): what a run
   * without a validation split can choose on. Too good by as much as the network has memorised.
   */
  TRAIN,
  /** Not for choosing: an error chosen on it says nothing of new samples any more. */
  TEST;

  /** The one to choose a threshold on. */
  public static Split forChoosing(ExperimentConfig config) {
    return config.validationSize() > 0 ? VALIDATION : TRAIN;
  }

  /** Those that a run has, the one to choose on first. */
  public static List<Split> of(ExperimentConfig config) {
    return List.of(forChoosing(config), TEST);
  }

  /**
   * Its samples.
   *
   * @param data loaded as {@code config} asks
   */
  public Samples samples(ExperimentConfig config, Dataset data) {
    return switch (this) {
      case VALIDATION -> data.validation();
      case TRAIN -> Trainer.trainErrorSamples(config, data);
      case TEST -> data.test();
    };
  }

  /** Its name in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
