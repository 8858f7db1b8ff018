package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.Run;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/**
 * The training of the studio, one at a time. Its methods return at once; how far it is shows in
 * {@link #progress()}, which a view asks for as often as it likes. For one thread (the view's),
 * while the training itself runs on the executor's.
 */
public final class TrainingSession {
  private final TrainingEngine engine;
  private final Executor trainingThread;
  private final RecordingControl recording;
  private Attempt attempt; // null before the first training and after a reset

  /**
   * @param engine trains
   * @param trainingThread where it may block
   */
  public TrainingSession(TrainingEngine engine, Executor trainingThread) {
    this(engine, trainingThread, RecordingControl.ending());
  }

  /**
   * As above.
   *
   * @param recording the engine's: what becomes of epochs that cannot be written
   */
  public TrainingSession(
      TrainingEngine engine, Executor trainingThread, RecordingControl recording) {
    this.engine = engine;
    this.trainingThread = trainingThread;
    this.recording = recording;
  }

  /** The one thread the studio trains on. */
  public static ExecutorService newTrainingThread() {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task, "training");
      thread.setDaemon(true);
      return thread;
    });
  }

  /**
   * How far the training is.
   *
   * @param run empty until the data is read; of twins the one of Sparse VD
   * @param twin the other one of twins
   * @param epoch being trained, from 1; 0 before the first minibatch
   * @param minibatch done in that epoch
   * @param minibatches an epoch
   * @param waiting whether it stands still
   * @param outcome once it has ended
   * @param error what kept it from starting or recording
   * @param trouble epochs that can't be written for now
   */
  public record Progress(
      SessionState state,
      Optional<Run> run,
      Optional<Run> twin,
      int epoch,
      int minibatch,
      int minibatches,
      boolean waiting,
      Optional<Outcome> outcome,
      Optional<Throwable> error,
      Optional<RecordingControl.Trouble> trouble) {}

  /** Starts a training; one that is still going on is cancelled first. */
  public void train(TrainingStart start) {
    begin(start, new TrainingControl());
  }

  /** Lets the training that is going on walk {@code count} steps, and wait then. */
  public void step(TrainingControl.Step step, int count) {
    if (attempt != null) {
      attempt.control.step(step, count);
    }
  }

  /** Starts a training that walks {@code count} steps and waits then. */
  public void trainSteps(TrainingStart start, TrainingControl.Step step, int count) {
    TrainingControl control = new TrainingControl();
    control.step(step, count);
    begin(start, control);
  }

  /** Leaves the processors to the window for a moment. */
  public void giveWay() {
    if (attempt != null) {
      attempt.control.giveWay();
    }
  }

  /** Lets the training go on with other settings from its next epoch on. */
  public void changeSettings(ExperimentConfig config) {
    if (attempt != null) {
      attempt.control.changeSettings(config);
    }
  }

  public void pause() {
    if (attempt != null) {
      attempt.control.pause();
    }
  }

  /** Whether it will stand still as soon as it has begun. */
  public boolean isPauseWanted() {
    return attempt != null && attempt.control.isPauseWanted();
  }

  public void resume() {
    if (attempt != null) {
      attempt.control.resume();
    }
  }

  /** Ends the training after the current minibatch; its run stays. */
  public void stop() {
    if (attempt != null) {
      attempt.control.cancel();
    }
  }

  /** Ends the training and forgets it; what is on disk of its run stays. */
  public void reset() {
    leave();
    attempt = null;
  }

  /** Ends the training; what waits in memory for a disk with room is lost. */
  public void leave() {
    stop();
    recording.giveUp();
  }

  /** Tries at once to write what waits in memory. */
  public void tryWritingAgain() {
    recording.tryAgain();
    wake();
  }

  /** Writes the run into a new folder in {@code parent}, and goes on recording there. */
  public void saveIn(Path parent) {
    recording.saveIn(parent);
    wake();
  }

  /** Only the training's thread writes: one that is paused does so after another minibatch. */
  private void wake() {
    if (attempt != null && attempt.control.isWaiting()) {
      attempt.control.step(TrainingControl.Step.MINIBATCH, 1);
    }
  }

  /** How far the training is now. */
  public Progress progress() {
    Attempt now = attempt;
    if (now == null) {
      return new Progress(
          SessionState.IDLE,
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          0,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return now.progress(recording.trouble());
  }

  private void begin(TrainingStart start, TrainingControl control) {
    stop();
    Attempt next = new Attempt(control);
    attempt = next;
    trainingThread.execute(() -> next.run(engine, start, recording));
  }

  /** One training from its start to its end; written by the training thread, read by the view. */
  private static final class Attempt implements TrainingListener {
    private final TrainingControl control;
    private volatile Optional<Run> run = Optional.empty();
    private volatile Optional<Run> twin = Optional.empty();
    private volatile Optional<Outcome> outcome = Optional.empty();
    private volatile Optional<Throwable> error = Optional.empty();
    private volatile int epoch;
    private volatile int minibatch;
    private volatile int minibatches;

    private Attempt(TrainingControl control) {
      this.control = control;
    }

    private void run(TrainingEngine engine, TrainingStart start, RecordingControl recording) {
      recording.begin();
      if (control.isCancelled()) {
        recording.giveUp(); // it was left before its turn came
      }
      try {
        outcome = Optional.of(engine.train(start, this, control, this::started));
      } catch (Throwable thrown) { // shown to the user, whatever it is: out of memory too
        error = Optional.of(thrown);
      }
    }

    private void started(Run next) {
      if (run.isEmpty()) {
        run = Optional.of(next);
      } else {
        twin = Optional.of(next);
      }
    }

    @Override
    public void minibatchDone(int inEpoch, int done, int ofMinibatches, double dataTermNats) {
      epoch = inEpoch;
      minibatches = ofMinibatches;
      minibatch = done;
    }

    private Progress progress(Optional<RecordingControl.Trouble> trouble) {
      return new Progress(
          state(),
          run,
          twin,
          epoch,
          minibatch,
          minibatches,
          control.isWaiting(),
          outcome,
          error,
          trouble);
    }

    private SessionState state() {
      if (outcome.isPresent() || error.isPresent()) {
        return SessionState.ENDED;
      } else if (control.isCancelled()) {
        return SessionState.STOPPING;
      } else if (run.isEmpty()) {
        return SessionState.LOADING;
      }
      // A step of ten epochs runs for a while, and can be paused like any other training.
      return control.isPauseWanted() && !control.isStepping()
          ? SessionState.PAUSED
          : SessionState.RUNNING;
    }
  }
}
