package org.sparsevd.bench;

import java.util.Arrays;

/**
 * How long a call takes.
 *
 * @param bestSeconds of the fastest round: what the machine can do when nobody disturbs
 * @param medianSeconds of the middle round: what to expect
 */
record Timing(double bestSeconds, double medianSeconds) {

  /**
   * How long to measure.
   *
   * @param warmUpNanos calls before the first round, at least; time for the compiler
   * @param roundNanos of a round, at least
   * @param rounds how many
   */
  record Effort(long warmUpNanos, long roundNanos, int rounds) {
    static final Effort FULL = new Effort(800_000_000, 60_000_000, 7);
    static final Effort QUICK = new Effort(250_000_000, 10_000_000, 3);
  }

  /** Measures {@code work}, which must not depend on how often it was called. */
  static Timing of(Runnable work, Effort effort) {
    long start = System.nanoTime();
    long calls = 0;
    do {
      work.run();
      calls++;
    } while (System.nanoTime() - start < effort.warmUpNanos);
    double[] seconds = new double[effort.rounds];
    // The warm-up was slower, so rounds come out shorter than asked; the second guess is better.
    calls = callsFor(effort.roundNanos, (double) (System.nanoTime() - start) / calls);
    calls = callsFor(effort.roundNanos, 1e9 * round(work, calls));
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = round(work, calls);
    }
    Arrays.sort(seconds);
    return new Timing(seconds[0], seconds[seconds.length / 2]);
  }

  private static long callsFor(long nanos, double nanosACall) {
    return Math.max(1, Math.round(Math.ceil(nanos / nanosACall)));
  }

  /** Seconds a call. */
  private static double round(Runnable work, long calls) {
    long start = System.nanoTime();
    for (long i = 0; i < calls; i++) {
      work.run();
    }
    return (System.nanoTime() - start) * 1e-9 / calls;
  }
}
