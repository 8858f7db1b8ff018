package org.sparsevd.run;

import java.time.Instant;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;

/**
 * Thresholds that somebody chose for a run, and what they came to.
 *
 * @param name unique among the cuts of a run
 * @param cut the thresholds
 * @param epoch whose weights were pruned
 * @param exact whether those weights had full precision, or were those of the history
 * @param split what the error was measured on
 * @param error with the number of samples
 * @param kept weights left
 * @param total weights there were
 * @param saved when it was chosen
 */
public record NamedCut(
    String name,
    Cut cut,
    int epoch,
    boolean exact,
    Split split,
    MeasuredError error,
    long kept,
    long total,
    Instant saved) {
  /** Longest name. */
  public static final int MAX_NAME = 60;

  public NamedCut {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "name of a cut: expected 1 to %d letters, got \"%s\"".formatted(MAX_NAME, name));
    }
    if (!Double.isFinite(cut.threshold())
        || !cut.layers().values().stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("cut " + name + ": thresholds must be numbers");
    }
    if (kept < 0 || kept > total) {
      throw new IllegalArgumentException(
          "cut %s: %d of %d weights kept".formatted(name, kept, total));
    }
  }

  /** |W| / |W≠0|; +∞ when nothing is kept. */
  public double compression() {
    return (double) total / kept;
  }
}
