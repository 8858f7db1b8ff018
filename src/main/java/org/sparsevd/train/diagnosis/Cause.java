package org.sparsevd.train.diagnosis;

/** What most likely made a training go wrong. */
public enum Cause {
  /** The noise on the weights drowns them from the first minibatch on: log σ² or α too high. */
  NOISE,
  /** Steps so large that the loss explodes: the learning rate is too high. */
  LEARNING_RATE,
  /** ΣKL empties a layer before or although it had learned: KL weight too high, or too soon. */
  KL,
  /** θ is drawn so wide that the first outputs are far off. */
  INITIAL_WEIGHTS,
  /** Inputs that are huge, NaN or infinite. */
  DATA,
  /**
   * ΣKL empties a layer that had learned nothing while it was free to: there is nothing in the data
   * that a held-out sample could be told by. No fault.
   */
  NOTHING_TO_LEARN;

  /** Whether something is wrong, rather than worth knowing. */
  public boolean isFault() {
    return this != NOTHING_TO_LEARN;
  }
}
