package org.sparsevd.jmh;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;
import org.sparsevd.bench.Bench;
import org.sparsevd.bench.ProductShape;
import org.sparsevd.bench.StepWork;
import org.sparsevd.kernel.FmaLoop;
import org.sparsevd.kernel.Kernels;

/** The times of one JMH run as speeds and ratios. What was filtered out is left out. */
final class Comparison {
  private static final String OURS = "oneThread";
  private static final String TWO = "twoThreads";
  private static final String EJML = "ejml";
  private static final String OPENBLAS = "openBlasOneThread";

  /** Seconds by shape, then by benchmark. */
  private final Map<ProductShape, Map<String, Double>> seconds = new LinkedHashMap<>();

  private double peak = Double.NaN; // FLOP a second of one core
  private double copying = Double.NaN; // bytes a second, read and written

  Comparison(Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      double score = result.getPrimaryResult().getScore() * 1e-6; // of times in µs
      String shape = result.getParams().getParam("shape");
      if (shape != null) {
        seconds
            .computeIfAbsent(ProductShape.parse(shape), s -> new LinkedHashMap<>())
            .put(name, score);
      } else if (name.equals("multiplyAddsOneThread")) {
        peak = FmaLoop.of(Kernels.best()).flops(PeakBenchmark.ROUNDS) / score;
      } else if (name.equals("copyTwoThreads")) {
        copying = 2.0 * Float.BYTES * PeakBenchmark.COPIED / score;
      }
    }
  }

  void print(PrintStream out, List<StepWork> steps) {
    out.println();
    if (!Double.isNaN(peak)) {
      out.printf("Peak of one core %.1f GFLOP/s.%n", peak * 1e-9);
    }
    if (!Double.isNaN(copying)) {
      out.printf("Copying %.1f GB/s, read and written, two threads.%n", copying * 1e-9);
    }
    if (seconds.isEmpty()) {
      return;
    }
    out.printf(
        "%n%-19s %8s %8s %8s %8s   %7s %10s %9s%n",
        "GFLOP/s", "1 thread", "2", "EJML", "OpenBLAS", "\u00d7 EJML", "\u00d7 OpenBLAS", "2 / 1");
    for (ProductShape shape : seconds.keySet()) {
      out.printf(
          "%-19s %8s %8s %8s %8s   %7s %10s %9s%n",
          shape,
          gflops(shape, OURS),
          gflops(shape, TWO),
          gflops(shape, EJML),
          gflops(shape, OPENBLAS),
          text(ratio(shape, EJML, OURS)),
          text(ratio(shape, OPENBLAS, OURS)),
          text(ratio(shape, OURS, TWO)));
    }
    out.println();
    ProductShape square = Benchmarks.square(ProductShape.Form.NN, Bench.SQUARE_SIDE);
    ratio(square, EJML, OURS).ifPresent(r -> out.printf("%s: %.1f\u00d7 EJML%n", square, r));
    for (StepWork step : steps) {
      printStep(out, step);
    }
  }

  /** Both ways to weigh: the steps' times against each other, and the mean of the ratios. */
  private void printStep(PrintStream out, StepWork step) {
    for (String other : List.of(EJML, OPENBLAS)) {
      double theirs = 0;
      double ours = 0;
      double weighted = 0;
      for (StepWork.Part part : step.parts()) {
        OptionalDouble ratio = ratio(part.product(), other, OURS);
        if (ratio.isEmpty()) {
          return;
        }
        theirs += part.count() * seconds.get(part.product()).get(other);
        ours += part.count() * seconds.get(part.product()).get(OURS);
        weighted += part.flops() * ratio.getAsDouble() / step.flops();
      }
      out.printf(
          "step of %s: %.2f\u00d7 %s in time, %.2f\u00d7 as mean of the ratios weighted by FLOPs%n",
          step.network(), theirs / ours, other.equals(EJML) ? "EJML" : "OpenBLAS", weighted);
    }
  }

  private OptionalDouble ratio(ProductShape shape, String over, String under) {
    Map<String, Double> times = seconds.getOrDefault(shape, Map.of());
    return times.containsKey(over) && times.containsKey(under)
        ? OptionalDouble.of(times.get(over) / times.get(under))
        : OptionalDouble.empty();
  }

  private String gflops(ProductShape shape, String name) {
    Double time = seconds.get(shape).get(name);
    return time == null ? "" : "%.1f".formatted(shape.flops() * 1e-9 / time);
  }

  private static String text(OptionalDouble ratio) {
    return ratio.isPresent() ? "%.2f".formatted(ratio.getAsDouble()) : "";
  }
}
