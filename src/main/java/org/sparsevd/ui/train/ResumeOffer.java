package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sparsevd.run.Run;
import org.sparsevd.run.UnfinishedRuns;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/**
 * The unfinished run that can be gone on with now: the one looked at, or at the start the newest.
 * For the view's thread; the disk is asked on the background's.
 */
public final class ResumeOffer {
  private final Executor background;
  private final Executor viewThread;
  private final ReadOnlyObjectWrapper<Optional<Run>> run =
      new ReadOnlyObjectWrapper<>(this, "run", Optional.empty());
  private int question; // counts up, so that a late answer to an old question is let go

  ResumeOffer(Executor background, Executor viewThread) {
    this.background = background;
    this.viewThread = viewThread;
  }

  /** The run that is offered; empty when there is none. */
  public ReadOnlyObjectProperty<Optional<Run>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** Epochs completed of a run. */
  static int completed(Run run) {
    return run.latest().map(EpochMetrics::epoch).orElse(0);
  }

  /** Offers {@code candidate} when it is unfinished. */
  void consider(Run candidate) {
    ask(() -> Optional.of(candidate).filter(UnfinishedRuns::contain));
  }

  /** Offers the newest run in {@code runs} when it is unfinished. */
  void considerNewest(Path runs) {
    ask(() -> UnfinishedRuns.newestIn(runs));
  }

  private void ask(Supplier<Optional<Run>> search) {
    withdraw();
    int asked = question;
    background.execute(() -> {
      Optional<Run> found = search.get();
      viewThread.execute(() -> {
        if (asked == question) {
          run.set(found);
        }
      });
    });
  }

  /** Offers nothing. */
  void withdraw() {
    question++;
    run.set(Optional.empty());
  }

  /**
   * With how many epochs a form asks to go on with {@code offered}: empty when its settings are of
   * another experiment, else the run's own number of epochs or another that is not yet reached.
   */
  static OptionalInt epochsAskedFor(Run offered, Optional<ExperimentConfig> form) {
    Optional<ExperimentConfig> own = offered.info().config();
    if (form.isEmpty() || own.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean sameButEpochs =
        form.get().differencesFrom(own.get()).keySet().stream().allMatch("epochs"::equals);
    int epochs = form.get().epochs();
    boolean reachable = epochs == own.get().epochs() || epochs > completed(offered);
    return sameButEpochs && reachable ? OptionalInt.of(epochs) : OptionalInt.empty();
  }
}
