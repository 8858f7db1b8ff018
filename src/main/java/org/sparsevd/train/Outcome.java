package org.sparsevd.train;

/** How a training ended. Whatever the outcome, the epochs already reported stay valid. */
public sealed interface Outcome {
  /** Epochs completed. */
  int epochs();

  /** All epochs done. */
  record Completed(int epochs) implements Outcome {}

  /** Stopped on request. */
  record Cancelled(int epochs) implements Outcome {}

  /**
   * A loss or weight became NaN or infinite.
   *
   * @param epochs epochs completed before
   * @param epoch the epoch it happened in
   * @param layer where it was seen first, {@code fc1}; {@code loss} when no weight shows it
   * @param message what was seen, in one sentence
   */
  record Diverged(int epochs, int epoch, String layer, String message) implements Outcome {}

  /**
   * Something else went wrong.
   *
   * @param epochs epochs completed before
   * @param cause what was thrown
   */
  record Failed(int epochs, Throwable cause) implements Outcome {
    /** What went wrong, in one sentence. */
    public String message() {
      String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return cause instanceof OutOfMemoryError ? "not enough memory (" + said + ")" : said;
    }
  }
}
