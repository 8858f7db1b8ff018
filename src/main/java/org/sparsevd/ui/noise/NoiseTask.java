package org.sparsevd.ui.noise;

import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/** Something long that one click starts and another ends, with its progress. */
final class NoiseTask {
  private final Executor background;
  private final Executor viewThread;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
  private volatile double reached;
  private volatile boolean cancelled;
  private Runnable onCancel = () -> {};

  /** What is to be done, off the view's thread. */
  interface Work {
    void run() throws Exception;
  }

  /** What to say of work that failed, on the view's thread. */
  interface Failure {
    void accept(Exception cause);
  }

  NoiseTask(Executor background, Executor viewThread) {
    this.background = background;
    this.viewThread = viewThread;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** From 0 to 1; moves when {@link #poll} is called. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Starts {@code work} unless some is going on. */
  void start(Work work, Runnable cancel, Failure failure) {
    if (running.get()) {
      return;
    }
    cancelled = false;
    reached = 0;
    progress.set(0);
    running.set(true);
    onCancel = cancel;
    background.execute(() -> {
      try {
        work.run();
        viewThread.execute(() -> running.set(false));
      } catch (Exception e) {
        viewThread.execute(() -> {
          running.set(false);
          failure.accept(e);
        });
      }
    });
  }

  void cancel() {
    if (running.get()) {
      cancelled = true;
      onCancel.run();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Told by the work how far it is. */
  void reach(double share) {
    reached = share;
  }

  void poll() {
    progress.set(reached);
  }
}
