package org.sparsevd.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.FmaLoop;

/** What the machine can do at most: multiply-adds in registers, and copying from memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PeakBenchmark {
  /** Of {@link FmaLoop#run}. */
  static final int ROUNDS = 40_000;

  /** Floats of each array: 128 MiB, more than caches hold. */
  static final int COPIED = 1 << 25;

  private static final int GRAIN = 1 << 14;

  private final Compute two = new Compute(2);
  private final FmaLoop loop = FmaLoop.of(two.kernels());
  private final float[] from = new float[COPIED];
  private final float[] to = new float[COPIED];

  @TearDown
  public void close() {
    two.close();
  }

  @Benchmark
  public float multiplyAddsOneThread() {
    return loop.run(ROUNDS);
  }

  @Benchmark
  public float[] copyTwoThreads() {
    two.forRange(
        COPIED,
        GRAIN,
        (start, end, worker) -> System.arraycopy(from, start, to, start, end - start));
    return to;
  }
}
