package org.sparsevd.ui.train;

import java.util.List;
import java.util.OptionalDouble;
import org.sparsevd.train.EpochMetrics;

/** How long a training will still take, judged by its latest epochs. */
final class TrainingForecast {
  private static final int EPOCHS_JUDGED = 5;

  private TrainingForecast() {}

  /** Share of the whole training that is done, 0 to 1. */
  static double share(TrainingSession.Progress progress, int completed, int planned) {
    return planned == 0 ? 0 : Math.min(1, (completed + begun(progress, completed)) / planned);
  }

  /**
   * Seconds left; empty before the first epoch is done.
   *
   * @param epochs completed ones, epoch 0 included
   */
  static OptionalDouble secondsLeft(
      TrainingSession.Progress progress, List<EpochMetrics> epochs, int planned) {
    List<EpochMetrics> trained = epochs.stream().filter(metrics -> metrics.epoch() > 0).toList();
    if (trained.isEmpty()) {
      return OptionalDouble.empty();
    }
    double perEpoch =
        trained.subList(Math.max(0, trained.size() - EPOCHS_JUDGED), trained.size()).stream()
            .mapToDouble(metrics -> metrics.seconds() + metrics.evaluationSeconds())
            .average()
            .orElse(0);
    int completed = trained.getLast().epoch();
    return OptionalDouble.of(
        Math.max(0, planned - completed - begun(progress, completed)) * perEpoch);
  }

  /** Share of the epoch after {@code completed} that is done. */
  private static double begun(TrainingSession.Progress progress, int completed) {
    return progress.epoch() > completed && progress.minibatches() > 0
        ? (double) progress.minibatch() / progress.minibatches()
        : 0;
  }
}
