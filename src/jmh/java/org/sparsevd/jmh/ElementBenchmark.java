package org.sparsevd.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.kernel.StreamKey;

/** Kernels that go element by element, on one thread and in the first cache; time an element. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ElementBenchmark.LENGTH)
@Fork(1)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ElementBenchmark {
  static final int LENGTH = 2048;

  private final Kernels kernels = Kernels.best();
  private final float[] any = new float[LENGTH];
  private final float[] positive = new float[LENGTH];
  private final float[] output = new float[LENGTH];
  private final long key = StreamKey.of(1, 0, 0, 0);

  @Setup
  public void prepare() {
    kernels.gaussian(key, 0, any, 0, LENGTH);
    kernels.exp(any, 0, positive, 0, LENGTH);
  }

  @Benchmark
  public float[] exp() {
    kernels.exp(any, 0, output, 0, LENGTH);
    return output;
  }

  @Benchmark
  public float[] log() {
    kernels.log(positive, 0, output, 0, LENGTH);
    return output;
  }

  @Benchmark
  public float[] sigmoid() {
    kernels.sigmoid(any, 0, output, 0, LENGTH);
    return output;
  }

  @Benchmark
  public float[] gaussian() {
    kernels.gaussian(key, 0, output, 0, LENGTH);
    return output;
  }
}
