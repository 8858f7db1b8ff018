package org.sparsevd.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sparsevd.bench.Bench;
import org.sparsevd.bench.ProductShape;
import org.sparsevd.bench.StepWork;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;

/** Runs JMH on every product that the presets need, then prints how the libraries compare. */
public final class Benchmarks {
  private static final int LARGE_SIDE = 1024;

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param arguments as of JMH: a filter, {@code -h} for help. {@code -p shape=…} replaces the
   *     shapes.
   */
  public static void main(String[] arguments) throws Exception {
    CommandLineOptions options = new CommandLineOptions(arguments);
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    List<StepWork> steps = steps();
    ChainedOptionsBuilder run = new OptionsBuilder().parent(options);
    if (!options.getParameter("shape").hasValue()) {
      run.param("shape", shapes(steps));
    }
    OpenBlas.setThreads(1);
    System.out.println("OpenBLAS: " + OpenBlas.description());
    if (System.getenv("OPENBLAS_CORETYPE") != null) {
      System.out.println(
          "OPENBLAS_CORETYPE is set and may choose slower kernels: unset it and"
              + " OPENBLAS_L2_SIZE for a fair comparison.");
    }
    Collection<RunResult> results = new Runner(run.build()).run();
    new Comparison(results).print(System.out, steps);
  }

  private static List<StepWork> steps() throws Exception {
    List<StepWork> steps = new ArrayList<>();
    for (Presets.Preset preset : Bench.usualPresets()) {
      ExperimentConfig config = preset.config();
      Dataset data =
          DatasetCatalog.current().load(config.dataset(), config.preprocessing(), 0, config.seed());
      steps.add(StepWork.of(preset.name(), config, config.stages(data)));
    }
    return steps;
  }

  private static String[] shapes(List<StepWork> steps) {
    Set<String> shapes = new LinkedHashSet<>();
    for (ProductShape.Form form : ProductShape.Form.values()) {
      shapes.add(square(form, Bench.SQUARE_SIDE).toString());
    }
    shapes.add(square(ProductShape.Form.NN, LARGE_SIDE).toString());
    for (StepWork step : steps) {
      step.parts().forEach(part -> shapes.add(part.product().toString()));
    }
    return shapes.toArray(String[]::new);
  }

  static ProductShape square(ProductShape.Form form, int side) {
    return new ProductShape(form, side, side, side);
  }
}
