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
  private static final int WARM_UP_ROUNDS = 3000;
  private static final long WARM_UP_NANOS = 300_000_000;

  /** Computes the outputs of a batch. */
  @FunctionalInterface
  public interface Way {
    void run(FMatrixRMaj inputs);
  }

  /**
   * Times both. Takes about half a second, or 300 rounds of what takes longer.
   *
   * @param inputs [batch × features]
   */
  public static Latency measure(Way dense, Way compact, FMatrixRMaj inputs) {
    long start = System.nanoTime();
    for (int i = 0; i < WARM_UP_ROUNDS && System.nanoTime() - start < WARM_UP_NANOS; i++) {
      dense.run(inputs);
      compact.run(inputs);
    }
    double[] denseMicros = new double[ROUNDS];
    double[] compactMicros = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
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
