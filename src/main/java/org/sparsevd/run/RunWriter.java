package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sparsevd.train.EpochMetrics;

/**
 * Writes a run that grows into its folder, or keeps what can't be written until it can be, as
 * {@link RecordingControl} says. For the training thread.
 */
final class RunWriter {
  /** A minute to some of training, and less than 200 MB of LeNet-300-100. */
  private static final int MOST_WAITING = 200;

  /** How long to wait before what can't be written is tried again. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Run run;
  private final UnwrittenEpochs unwritten = new UnwrittenEpochs();
  private RecordingControl control = RecordingControl.ending();
  private BooleanSupplier isCancelled = () -> false;
  private Optional<RunLock> lock = Optional.empty();
  private boolean failing; // an epoch that is none of the run's: it could not be written
  private boolean infoBehind; // run.json says less than the run
  private Optional<RecordingControl.Trouble> held = Optional.empty(); // what waits for room
  private int answered; // number of the last request that was done

  RunWriter(Run run) {
    this.run = run;
  }

  /** Parameters as of {@link RunRecorder#under}. */
  void under(RecordingControl recording, BooleanSupplier cancelled, RunLock ofFolder) {
    control = recording;
    answered = recording.request().number();
    isCancelled = cancelled;
    lock = Optional.of(ofFolder);
  }

  /** Where epochs to be written are put. */
  UnwrittenEpochs unwritten() {
    return unwritten;
  }

  /** Whether what can't be written waits in memory. */
  boolean isHolding() {
    return control.isHolding();
  }

  /** {@code run.json} is to be written too. */
  void infoChanged() {
    infoBehind = true;
  }

  /**
   * Writes an epoch that is the run's only afterwards.
   *
   * @throws UncheckedIOException when it can't be, in one sentence
   */
  void write(EpochMetrics next) {
    List<EpochMetrics> epochs = new ArrayList<>(run.epochs());
    epochs.add(next);
    failing = true;
    try {
      writeAll(epochs);
    } catch (IOException e) {
      throw unwritable(e);
    }
    failing = false;
    allWritten();
  }

  private void writeAll(List<EpochMetrics> epochs) throws IOException {
    boolean emptied =
        Files.isDirectory(run.folder()) && !Files.exists(run.folder().resolve(RunJson.NAME));
    if (emptied && lock.isPresent() && !Files.exists(run.folder().resolve(RunLock.NAME))) {
      lock.get().moveTo(run.folder()); // else another could train the run
    }
    if (infoBehind || emptied) {
      RunJson.write(run.folder(), run.info());
      infoBehind = false;
    }
    unwritten.write(run, epochs);
  }

  /** Writes what there is, or lets it wait; too much that waits stops the training. */
  void write() {
    try {
      writeAll(run.epochs());
      allWritten();
    } catch (IOException e) {
      if (!control.isHolding()) {
        throw unwritable(e);
      }
      hold(e, "", unwritten.count() >= MOST_WAITING);
      if (unwritten.count() >= MOST_WAITING && !settle(isCancelled)) {
        throw unwritable(e);
      }
    }
  }

  /** Does what the user has asked for since the last call, while something waits. */
  void answerRequests() {
    if (held.isPresent() && control.request().number() > answered) {
      answer();
    }
  }

  private void allWritten() {
    unwritten.clear();
    infoBehind = false;
    held = Optional.empty();
    control.allWritten(this);
  }

  private void hold(IOException e, String elsewhere, boolean standing) {
    RecordingControl.Trouble now =
        new RecordingControl.Trouble(
            run.folder(), FileProblem.inWords(e), unwritten.count(), standing, elsewhere);
    held = Optional.of(now);
    control.report(this, now);
  }

  /**
   * Waits until all is written, trying again every second and whenever the user asks to.
   *
   * @param until ends the waiting too
   * @return false when the user gave up
   */
  private boolean settle(BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      if (control.isGivenUp()) {
        return false;
      }
      control.await(answered, PATIENCE_MILLIS);
      if (answer()) {
        return true;
      }
    }
    return true;
  }

  /** Does what the user asked for, or tries again; says whether all is written now. */
  private boolean answer() {
    RecordingControl.Request request = control.request();
    boolean asked = request.number() > answered;
    answered = request.number();
    boolean standing = held.map(RecordingControl.Trouble::standing).orElse(false);
    String elsewhere = held.map(RecordingControl.Trouble::elsewhere).orElse("");
    if (asked && request.parent().isPresent()) {
      try {
        moveTo(RunFolder.create(request.parent().get(), run.info().name()));
        allWritten();
        return true;
      } catch (IOException e) {
        elsewhere = request.parent().get() + ": " + FileProblem.inWords(e);
      }
    }
    try {
      if (asked && request.parent().isEmpty()) {
        elsewhere = "";
        if (!Files.isDirectory(run.folder())) {
          writeAnew();
        }
      }
      writeAll(run.epochs());
      allWritten();
      return true;
    } catch (IOException e) {
      hold(e, elsewhere, standing);
      return false;
    }
  }

  /** Makes the run's folder again, which somebody took away. */
  private void writeAnew() throws IOException {
    Files.createDirectory(run.folder());
    if (lock.isPresent()) {
      lock.get().moveTo(run.folder());
    }
    RunJson.write(run.folder(), run.info());
    unwritten.writeAll(run, run.epochs());
  }

  /**
   * Writes the run into {@code folder}, with what can be read of its files, and records there from
   * now on. The old folder stays as it is.
   *
   * @param folder empty; gone again when it could not be written
   */
  private void moveTo(Path folder) throws IOException {
    Path before = run.folder();
    RunInfo infoBefore = run.info();
    try {
      RunFiles.copyReadable(before, folder);
      run.moveTo(folder);
      run.setInfo(infoBefore.withName(folder.getFileName().toString()));
      RunJson.write(folder, run.info());
      unwritten.writeAll(run, run.epochs());
      if (lock.isPresent()) {
        lock.get().moveTo(folder);
      }
    } catch (IOException e) {
      run.moveTo(before);
      run.setInfo(infoBefore);
      RunFolder.deleteWhole(folder);
      throw e;
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "the run could not be written to " + run.folder() + ": " + FileProblem.inWords(e), e);
  }

  /**
   * Writes how training ended; waits until that is possible or the user gives up.
   *
   * @return why it was not written; empty when it was
   */
  Optional<UncheckedIOException> writeEnd() {
    infoBehind = true;
    try {
      if (failing) {
        RunJson.write(run.folder(), run.info());
      } else {
        writeAll(run.epochs());
      }
      allWritten();
      return Optional.empty();
    } catch (IOException e) {
      if (control.isHolding()) {
        hold(e, "", true);
        if (settle(() -> false)) {
          return Optional.empty();
        }
        control.allWritten(this); // nobody waits for it any more
      }
      return Optional.of(unwritable(e));
    }
  }
}
