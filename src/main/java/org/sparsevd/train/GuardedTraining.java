package org.sparsevd.train;

import java.util.Optional;

/** A training whose errors are outcomes: its steps never throw, whatever goes wrong. */
final class GuardedTraining {
  private Optional<Training> training = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();

  /** Makes a training. */
  @FunctionalInterface
  interface Maker {
    Training make() throws InvalidConfigException;
  }

  /**
   * @param completed epochs there are before it begins
   */
  GuardedTraining(int completed, Maker maker) {
    try {
      training = Optional.of(maker.make());
    } catch (InvalidConfigException
        | RuntimeException
        | OutOfMemoryError e) { // a network too large for this machine
      outcome = Optional.of(new Outcome.Failed(completed, e));
    }
  }

  /** Whether there is more of it. */
  boolean isGoing() {
    return outcome.isEmpty();
  }

  /** Trains one more minibatch of a training that {@linkplain #isGoing goes on}. */
  void step() {
    Training going = training.orElseThrow();
    try {
      outcome = going.next();
    } catch (RuntimeException | OutOfMemoryError e) {
      outcome = Optional.of(new Outcome.Failed(going.completed(), e));
    }
  }

  /** How it ended. */
  Outcome outcome() {
    return outcome.orElseThrow();
  }
}
