package org.sparsevd.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of epochs that are trained but cannot be written, because the disk is full, say, or
 * the folder is gone. A window keeps them in memory: training goes on, each epoch tries anew, and
 * the user may try again at once or save elsewhere. A command ends the training instead. For any
 * thread.
 */
public final class RecordingControl {
  /**
   * Epochs that wait in memory.
   *
   * @param folder of the run they belong to
   * @param reason why they can't be written there, in a few words
   * @param epochs that wait
   * @param standing whether training stands still until they are written
   * @param elsewhere why the place the user chose could not be written to either; may be empty
   */
  public record Trouble(
      Path folder, String reason, int epochs, boolean standing, String elsewhere) {}

  /**
   * What the user asked for.
   *
   * @param number of the request, from 1
   * @param parent where the run's folder is to be made; empty to write where it is
   */
  record Request(int number, Optional<Path> parent) {}

  private final boolean holding;
  private final Map<Object, Trouble> troubles = new LinkedHashMap<>(); // by who has it; guarded
  private Request request = new Request(0, Optional.empty()); // guarded
  private boolean givenUp; // guarded

  private RecordingControl(boolean holding) {
    this.holding = holding;
  }

  /** Ends a training that cannot be recorded. */
  public static RecordingControl ending() {
    return new RecordingControl(false);
  }

  /** Keeps in memory what can't be written; somebody must {@link #giveUp} or help in the end. */
  public static RecordingControl holding() {
    return new RecordingControl(true);
  }

  boolean isHolding() {
    return holding;
  }

  /** What can't be written; of two trainings the one that failed first. Empty when all is well. */
  public synchronized Optional<Trouble> trouble() {
    return troubles.values().stream().findFirst();
  }

  /** Writes to the run's folder now, making it anew when it is gone. */
  public synchronized void tryAgain() {
    ask(Optional.empty());
  }

  /** Makes a folder for the run in {@code parent}, writes all of it there and records on there. */
  public synchronized void saveIn(Path parent) {
    ask(Optional.of(parent));
  }

  private void ask(Optional<Path> parent) {
    request = new Request(request.number + 1, parent);
    notifyAll();
  }

  /** Loses what waits in memory; the training ends. */
  public synchronized void giveUp() {
    givenUp = true;
    notifyAll();
  }

  /** A new training begins, and the one before has ended. */
  public synchronized void begin() {
    givenUp = false;
    troubles.clear();
  }

  synchronized void report(Object who, Trouble trouble) {
    troubles.put(who, trouble);
  }

  synchronized void allWritten(Object who) {
    troubles.remove(who);
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  /** The latest request, number 0 when there was none. */
  synchronized Request request() {
    return request;
  }

  /** Waits until there is a request after {@code seen}, or all is given up, or time has passed. */
  synchronized void await(int seen, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (request.number <= seen && !givenUp && left > 0) {
      try {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      } catch (InterruptedException e) {
        givenUp = true; // whoever interrupts wants the thread to end
        Thread.currentThread().interrupt();
      }
    }
  }
}
