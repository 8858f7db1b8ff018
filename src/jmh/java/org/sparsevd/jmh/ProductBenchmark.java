package org.sparsevd.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sparsevd.bench.ProductBench;
import org.sparsevd.bench.ProductShape;
import org.sparsevd.kernel.Compute;

/** A matrix product by this program, EJML and OpenBLAS, all on the same numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBenchmark {
  /** As {@link ProductShape} writes it; {@link Benchmarks} puts in those of the presets. */
  @Param("NN 512x512x512")
  private String shape;

  private Compute one;
  private Compute two;
  private ProductBench product;
  private OpenBlas openBlas;

  @Setup(Level.Trial)
  public void prepare() {
    one = new Compute(1);
    two = new Compute(2);
    ProductShape parsed = ProductShape.parse(shape);
    product = new ProductBench(one, parsed);
    OpenBlas.setThreads(1);
    openBlas = new OpenBlas(parsed, product);
    requireAgreement();
  }

  /** A comparison of different products would say nothing. */
  private void requireAgreement() {
    product.run(one);
    float[] ours = product.c().clone();
    openBlas.run();
    float[] theirs = openBlas.c();
    product.runEjml();
    double tolerance = 1e-3 * Math.sqrt(ProductShape.parse(shape).k());
    for (int i = 0; i < ours.length; i++) {
      if (!(Math.abs(ours[i] - theirs[i]) < tolerance
          && Math.abs(ours[i] - product.c()[i]) < tolerance)) {
        throw new IllegalStateException(
            "%s: element %d is %g here, %g by EJML and %g by OpenBLAS"
                .formatted(shape, i, ours[i], product.c()[i], theirs[i]));
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    one.close();
    two.close();
    openBlas.close();
  }

  @Benchmark
  public float[] oneThread() {
    product.run(one);
    return product.c();
  }

  @Benchmark
  public float[] twoThreads() {
    product.run(two);
    return product.c();
  }

  @Benchmark
  public float[] ejml() {
    product.runEjml();
    return product.c();
  }

  @Benchmark
  public void openBlasOneThread() {
    openBlas.run();
  }
}
