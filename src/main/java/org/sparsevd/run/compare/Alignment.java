package org.sparsevd.run.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.train.EpochMetrics;

/** What the curves of several runs have in common on the axis across. */
public enum Alignment {
  /** Completed epochs. */
  EPOCH,
  /** Seconds of training and evaluation since the start; pauses and breaks are left out. */
  WALL_TIME;

  /** Where each of {@code epochs}, which follow one another from the first on, lies; ascending. */
  public List<Double> positions(List<EpochMetrics> epochs) {
    List<Double> positions = new ArrayList<>();
    double seconds = 0;
    for (EpochMetrics metrics : epochs) {
      if (this == EPOCH) {
        positions.add((double) metrics.epoch());
      } else {
        seconds += known(metrics.seconds()) + known(metrics.evaluationSeconds());
        positions.add(seconds);
      }
    }
    return List.copyOf(positions);
  }

  /**
   * The latest of {@code epochs} that was complete at {@code position}; the first when none was.
   */
  public Optional<EpochMetrics> at(List<EpochMetrics> epochs, double position) {
    List<Double> positions = positions(epochs);
    Optional<EpochMetrics> reached = epochs.stream().findFirst();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) <= position + 1e-9) {
        reached = Optional.of(epochs.get(i));
      }
    }
    return reached;
  }

  private static double known(double seconds) {
    return Double.isNaN(seconds) ? 0 : seconds;
  }
}
