package org.sparsevd.ui.train;

/** Where a {@link TrainingSession} stands. */
public enum SessionState {
  /** Nothing trained yet, or reset. */
  IDLE,
  /** Reading the data; no run yet. */
  LOADING,
  RUNNING,
  /** Waiting, or walking the steps it was told to. */
  PAUSED,
  /** Cancelled, but the current minibatch is not done yet. */
  STOPPING,
  /** Over, whatever the outcome. */
  ENDED;

  /** Whether settings can't be changed now. */
  public boolean isActive() {
    return this != IDLE && this != ENDED;
  }
}
