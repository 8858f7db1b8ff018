package org.sparsevd.prune;

/**
 * Share of some samples that a network gives a wrong class.
 *
 * @param percent wrong ones in percent; NaN when there are no samples
 * @param samples how many there are
 */
public record MeasuredError(double percent, int samples) {

  /**
   * Binomial standard error of {@link #percent} in percent points, 100 · √(p (1 − p) / n): how much
   * the error of an equally good network varies from one draw of n samples to the next. p counts as
   * 1 / n where nothing was wrong, since no mistake in n samples does not mean that there are none.
   */
  public double noisePercent() {
    double rate = Math.clamp(percent / 100, 1.0 / samples, 1);
    return 100 * Math.sqrt(rate * (1 - rate) / samples);
  }

  /** Whether the two differ by no more than the noise of {@code base}. */
  public boolean isWithinNoiseOf(MeasuredError base) {
    // Differences are whole samples; half of one guards against rounding.
    return Math.abs(percent - base.percent) <= base.noisePercent() + 50.0 / base.samples * 1e-6;
  }
}
