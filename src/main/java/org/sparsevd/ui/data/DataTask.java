package org.sparsevd.ui.data;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.sparsevd.data.store.Progress;

/** A fetch or an import under way on a thread of its own. */
final class DataTask implements Progress {
  private static final long SPEED_NANOS = 1_000_000_000L;

  private final String name;
  private final String title;
  private final boolean fetches;
  private final AtomicReference<Step> step = new AtomicReference<>(new Step("", 0, -1));
  private Thread worker; // guarded by this
  private boolean stopping; // guarded by this
  private Step since = new Step("", 0, -1); // of the view's thread, as what follows
  private long sinceNanos;
  private double bytesPerSecond;

  /**
   * How far it is.
   *
   * @param what is being worked on, as a file's name
   * @param done in bytes; negative while it is checked
   * @param total in bytes; negative when nobody knows
   */
  record Step(String what, long done, long total) {}

  /** The work itself. */
  @FunctionalInterface
  interface Work {
    void run(Progress progress) throws IOException;
  }

  /**
   * @param name of the data set
   * @param title what a person calls it
   * @param fetches whether it comes from elsewhere, and goes on where it broke off
   */
  DataTask(String name, String title, boolean fetches) {
    this.name = name;
    this.title = title;
    this.fetches = fetches;
  }

  String name() {
    return name;
  }

  String title() {
    return title;
  }

  boolean fetches() {
    return fetches;
  }

  @Override
  public void at(String what, long done, long total) {
    step.set(new Step(what, done, total));
  }

  /** Does the work on this thread, unless it was to stop before it began. */
  void run(Work work) throws IOException {
    synchronized (this) {
      worker = Thread.currentThread();
      if (stopping) {
        worker.interrupt();
      }
    }
    try {
      work.run(this);
    } finally {
      synchronized (this) {
        worker = null;
        boolean _ = Thread.interrupted(); // the next task is not to stop for this one
      }
    }
  }

  /** Ends the work soon. */
  synchronized void stop() {
    stopping = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** Whether it was told to stop. */
  synchronized boolean isStopping() {
    return stopping;
  }

  /** How far it is now; for the view's thread. */
  Step look(long nanos) {
    Step now = step.get();
    if (!now.what.equals(since.what) || now.done < since.done) {
      since = now;
      sinceNanos = nanos;
      bytesPerSecond = 0;
    } else if (nanos - sinceNanos >= SPEED_NANOS) {
      bytesPerSecond = (now.done - since.done) * 1e9 / (nanos - sinceNanos);
      since = now;
      sinceNanos = nanos;
    }
    return now;
  }

  /** Over the last second or so, at the last {@link #look}; 0 when it is not known yet. */
  double bytesPerSecond() {
    return bytesPerSecond;
  }
}
