package org.sparsevd.prune.compact;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * How long a batch takes by two ways, in turns, so that what slows the machine slows both.
 *
 * @param batch samples at a time
 * @param denseMicros median by the pruned network as it is, in µs
 * @param compactMicros median by its {@link CompactModel}, in µs
 */
public record Latency(int batch, double denseMicros, double compactMicros) {
  private static final int ROUNDS = 301;

  /** Rounds of warming up that are judged together. */
  private static final int BLOCK = 31;

  /** Blocks without a faster one after which the JIT is taken to be done. */
  private static final int CALM_BLOCKS = 10;

  private static final long WARM_UP_NANOS = 200_000_000;
  private static final long MOST_WARM_UP_NANOS = 4_000_000_000L;
  private static final double FASTER = 0.95;

  /** Computes the outputs of a batch. */
  @FunctionalInterface
  public interface Way {
    void run(FMatrixRMaj inputs);
  }

  /**
   * Times both, once they have become as fast as they get. Takes one to five seconds.
   *
   * @param inputs [batch × features]
   */
  public static Latency measure(Way dense, Way compact, FMatrixRMaj inputs) {
    long start = System.nanoTime();
    Latency best = rounds(BLOCK, dense, compact, inputs);
    int calm = 0;
    long elapsed = 0;
    while (elapsed < WARM_UP_NANOS || (calm < CALM_BLOCKS && elapsed < MOST_WARM_UP_NANOS)) {
      Latency block = rounds(BLOCK, dense, compact, inputs);
      boolean faster =
          block.denseMicros < FASTER * best.denseMicros
              || block.compactMicros < FASTER * best.compactMicros;
      calm = faster ? 0 : calm + 1;
      best =
          new Latency(
              best.batch,
              Math.min(best.denseMicros, block.denseMicros),
              Math.min(best.compactMicros, block.compactMicros));
      elapsed = System.nanoTime() - start;
    }
    return rounds(ROUNDS, dense, compact, inputs);
  }

  private static Latency rounds(int count, Way dense, Way compact, FMatrixRMaj inputs) {
    double[] denseMicros = new double[count];
    double[] compactMicros = new double[count];
    for (int i = 0; i < count; i++) {
      denseMicros[i] = micros(dense, inputs);
      compactMicros[i] = micros(compact, inputs);
    }
    return new Latency(inputs.numRows, median(denseMicros), median(compactMicros));
  }

  /** How many times faster the compact model is. */
  public double ratio() {
    return denseMicros / compactMicros;
  }

  private static double micros(Way way, FMatrixRMaj inputs) {
    long start = System.nanoTime();
    way.run(inputs);
    return (System.nanoTime() - start) * 1e-3;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
