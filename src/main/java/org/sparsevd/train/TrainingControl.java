package org.sparsevd.train;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets other threads cancel, pause and single-step a training, which asks here before every
 * minibatch, and change settings, for which it asks before every epoch. All methods may be called
 * from any thread.
 */
public final class TrainingControl {
  /** How far a step goes. */
  public enum Step {
    MINIBATCH,
    EPOCH
  }

  /** Long enough to answer a click, too short to be missed in an epoch. */
  private static final long WAY_NANOS = 60_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicReference<ExperimentConfig> wantedConfig = new AtomicReference<>();
  private final Optional<TrainingControl> leader;
  private boolean alone; // follows a training that has ended; of the training's thread
  private ExperimentConfig takenConfig; // at the latest epoch, for who follows; null for none
  private volatile boolean cancelled;
  private volatile boolean pauseWanted;
  private volatile boolean waiting;
  private volatile boolean wayWanted;
  private int minibatchesAllowed; // guarded by lock
  private int epochsAllowed; // guarded by lock

  /** For a training that waits for nobody until somebody says so. */
  public TrainingControl() {
    leader = Optional.empty();
  }

  private TrainingControl(TrainingControl leader) {
    this.leader = Optional.of(leader);
  }

  /**
   * For a second training that takes every step right after the one that is controlled from here:
   * the first waits for both, and changed settings reach the second too.
   */
  TrainingControl follower() {
    return new TrainingControl(this);
  }

  /** The training that was followed has ended: this one waits and takes changes by itself. */
  void goAlone() {
    alone = true;
  }

  /** Ends the training before its next minibatch. */
  public void cancel() {
    change(() -> cancelled = true);
  }

  /** Makes the training wait before its next minibatch. */
  public void pause() {
    change(() -> {
      pauseWanted = true;
      minibatchesAllowed = 0;
      epochsAllowed = 0;
    });
  }

  /** Lets a paused training go on, without the end that a step would have had. */
  public void resume() {
    change(() -> {
      pauseWanted = false;
      minibatchesAllowed = 0;
      epochsAllowed = 0;
    });
  }

  /** Whether a step is being walked and has further to go. */
  public boolean isStepping() {
    lock.lock();
    try {
      return minibatchesAllowed > 0 || epochsAllowed > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the training go {@code count} minibatches or epoch ends further, then wait. */
  public void step(Step step, int count) {
    change(() -> {
      pauseWanted = true;
      if (step == Step.MINIBATCH) {
        minibatchesAllowed += count;
      } else {
        epochsAllowed += count;
      }
    });
  }

  /**
   * Leaves the processors to others for a moment before the next minibatch, so that a window can
   * answer its user at once. However often it is asked, minibatches go on between the moments.
   */
  public void giveWay() {
    wayWanted = true;
  }

  /**
   * Lets the training go on with other settings from its next epoch on. The latest wish counts.
   *
   * @param config as the training's but for {@linkplain Setting#changeable changeable} settings
   */
  public void changeSettings(ExperimentConfig config) {
    wantedConfig.set(config);
  }

  /**
   * What is wanted since the last call; called by the training between epochs.
   *
   * @param own settings of the training
   */
  Optional<ExperimentConfig> takeWantedConfig(ExperimentConfig own) {
    return leader
        .map(first -> {
          if (alone) {
            first.takeWantedConfig(own);
          }
          return Optional.ofNullable(first.takenConfig).map(own::withChangeableOf);
        })
        .orElseGet(() -> {
          Optional<ExperimentConfig> wanted = Optional.ofNullable(wantedConfig.getAndSet(null));
          takenConfig = wanted.orElse(null);
          return wanted;
        });
  }

  /** Whether the training will give way before its next minibatch. */
  public boolean isWayWanted() {
    return wayWanted;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Whether a pause was asked for, even if the current minibatch still runs. */
  public boolean isPauseWanted() {
    return pauseWanted;
  }

  /** Whether the training stands still now, waiting to be resumed. */
  public boolean isWaiting() {
    return waiting;
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Called by the training before a minibatch: waits while paused; false when cancelled. */
  boolean awaitMinibatch() {
    if (leader.isPresent()) { // who has been asked for this step already, unless it has ended
      return !alone || leader.get().awaitMinibatch();
    }
    if (wayWanted) {
      makeWay();
    }
    if (!pauseWanted) {
      return !cancelled; // the common case takes no lock
    }
    lock.lock();
    try {
      while (pauseWanted && !cancelled && epochsAllowed == 0 && minibatchesAllowed == 0) {
        waiting = true;
        changed.awaitUninterruptibly();
      }
      if (epochsAllowed == 0 && minibatchesAllowed > 0) {
        minibatchesAllowed--;
      }
      return !cancelled;
    } finally {
      waiting = false;
      lock.unlock();
    }
  }

  private void makeWay() {
    wayWanted = false;
    long end = System.nanoTime() + WAY_NANOS;
    for (long left = WAY_NANOS; left > 0 && !cancelled; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, Math.min(left, WAY_NANOS / 10));
    }
  }

  /** Called by the training when an epoch is complete. */
  void epochDone() {
    if (alone) {
      leader.ifPresent(TrainingControl::epochDone);
    }
    change(() -> {
      if (epochsAllowed > 0) {
        epochsAllowed--;
      }
    });
  }
}
