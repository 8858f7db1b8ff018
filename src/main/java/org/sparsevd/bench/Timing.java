package org.sparsevd.bench;

import java.util.Arrays;

/**
 * How long a call takes, found out in many short rounds: on a machine that others use too, some of
 * them run undisturbed.
 *
 * @param bestSeconds of the fastest round: what the machine can do when nobody disturbs
 * @param medianSeconds of the middle round: what to expect
 */
record Timing(double bestSeconds, double medianSeconds) {
  /** Rounds at the least, however slow. */
  private static final int LEAST_ROUNDS = 3;

  /**
   * How long to measure.
   *
   * @param warmUpNanos calls before the first round, at least; time for the compiler
   * @param warmUpCalls how many those are, at least
   * @param roundNanos of a round, at least
   * @param rounds how many, at most
   * @param nanos of all rounds together, after which no other one begins
   */
  record Effort(long warmUpNanos, long warmUpCalls, long roundNanos, int rounds, long nanos) {
    static final Effort FULL = new Effort(500_000_000, 1, 4_000_000, 60, 800_000_000);
    static final Effort QUICK = new Effort(200_000_000, 1, 2_000_000, 15, 50_000_000);

    /** The same after at least {@code calls} calls: for work too short to be compiled by then. */
    Effort afterCalls(long calls) {
      return new Effort(warmUpNanos, calls, roundNanos, rounds, nanos);
    }
  }

  /** Measures {@code work}, which must not depend on how often it was called. */
  static Timing of(Runnable work, Effort effort) {
    long start = System.nanoTime();
    long calls = 0;
    while (calls < effort.warmUpCalls || System.nanoTime() - start < effort.warmUpNanos) {
      work.run();
      calls++;
    }
    double[] seconds = new double[Math.max(LEAST_ROUNDS, effort.rounds)];
    int rounds = 0;
    // The warm-up was slower, so a round of as many calls comes out shorter than asked.
    calls = callsFor(effort.roundNanos, (double) (System.nanoTime() - start) / calls);
    calls = callsFor(effort.roundNanos, 1e9 * round(work, calls));
    start = System.nanoTime();
    while (rounds < LEAST_ROUNDS
        || (rounds < effort.rounds && System.nanoTime() - start < effort.nanos)) {
      seconds[rounds++] = round(work, calls);
    }
    Arrays.sort(seconds, 0, rounds);
    return new Timing(seconds[0], seconds[rounds / 2]);
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
