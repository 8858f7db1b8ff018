package org.sparsevd.ui.mask;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sparsevd.run.PinnedWeights.Pin;
import org.sparsevd.run.Run;
import org.sparsevd.run.WeightLife;
import org.sparsevd.run.WeightPoint;

/**
 * Reads the life of one weight in the background, a few epochs at a time so that masks need not
 * wait, and goes on when its run grows. For the view's thread.
 */
final class LifeReader {
  private static final int EPOCHS_AT_A_TIME = 8;

  private final Executor background;
  private final Executor viewThread;
  private final ReadOnlyObjectWrapper<List<WeightPoint>> points =
      new ReadOnlyObjectWrapper<>(this, "points", List.of());
  private WeightLife life; // null while no weight is followed
  private boolean reading;

  LifeReader(Executor background, Executor viewThread) {
    this.background = background;
    this.viewThread = viewThread;
  }

  /** What is known so far, by epoch. */
  ReadOnlyObjectProperty<List<WeightPoint>> pointsProperty() {
    return points.getReadOnlyProperty();
  }

  /** Follows a weight from now on, and takes in what its run has got since the last call. */
  void follow(Run run, Pin weight) {
    if (life == null || !life.run().equals(run) || !life.weight().equals(weight)) {
      life = new WeightLife(run, weight);
      reading = false;
      points.set(List.of());
    }
    if (!reading && life.hasMore()) {
      reading = true;
      WeightLife followed = life;
      background.execute(() -> read(followed));
    }
  }

  /** Follows no weight. */
  void forget() {
    life = null;
    reading = false;
    points.set(List.of());
  }

  private void read(WeightLife followed) {
    followed.read(EPOCHS_AT_A_TIME);
    List<WeightPoint> known = followed.points();
    viewThread.execute(() -> {
      if (followed.equals(life)) {
        points.set(known);
        reading = followed.hasMore();
        if (reading) {
          background.execute(() -> read(followed));
        }
      }
    });
  }
}
