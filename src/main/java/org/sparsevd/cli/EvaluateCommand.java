package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.chart.ReproductionWords;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Evaluator;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd evaluate}: error and sparsity of a run's weights at any threshold. */
@Command(
    name = "evaluate",
    description = "Measures a run's latest weights, pruned at a threshold.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path folder;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "log \u03b1 from which weights are pruned; the run's own by default.")
  private Double threshold;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Prints one JSON object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (threshold != null && !Double.isFinite(threshold)) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.badThreshold", threshold));
    }
    Run run = RunFolder.open(folder);
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(() -> new InvalidRunException(folder, Text.of("cli.noConfig")));
    List<LayerWeights> weights =
        run.weights().orElseThrow(() -> new InvalidRunException(folder, Text.of("cli.noWeights")));
    EpochMetrics latest =
        run.latest().orElseThrow(() -> new InvalidRunException(folder, Text.of("cli.noEpochs")));
    double cut = threshold == null ? config.threshold() : threshold;
    Dataset data =
        new DatasetCatalog(DatasetCatalog.defaultFolder())
            .load(config.dataset(), config.preprocessing(), config.validationSize(), config.seed());
    checkFit(config, weights, data);
    try (Compute compute = new Compute(threads.threads())) {
      Pruning pruning = Pruning.at(compute.kernels(), weights, Cut.at(cut));
      Evaluator evaluator = new Evaluator(compute, config.stages(data));
      Map<String, Double> errors = new LinkedHashMap<>();
      errors.put(
          "validationErrorPercent", evaluator.errorPercent(pruning.weights(), data.validation()));
      errors.put("testErrorPercent", evaluator.errorPercent(pruning.weights(), data.test()));
      // What is expected of a run is expected at its own threshold.
      Optional<Reproduction> reproduction =
          cut == config.threshold()
              ? Reproduction.of(
                  run.info(),
                  latest.epoch(),
                  errors.get("testErrorPercent"),
                  pruning.sparsity().compression())
              : Optional.empty();
      tell(latest.epoch(), cut, errors, pruning.sparsity(), reproduction);
    }
    return ExitCode.DONE;
  }

  private void checkFit(ExperimentConfig config, List<LayerWeights> weights, Dataset data)
      throws InvalidRunException, InvalidConfigException {
    Optional<String> misfit = config.misfit(weights, data);
    if (misfit.isPresent()) {
      throw new InvalidRunException(folder, Text.of("cli.otherData", data.name(), misfit.get()));
    }
  }

  private void tell(
      int epoch,
      double cut,
      Map<String, Double> errors,
      Sparsity sparsity,
      Optional<Reproduction> reproduction) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLines.evaluation(epoch, cut, errors, sparsity, reproduction));
      out.flush();
      return;
    }
    out.println(
        Text.of(
            "cli.evaluate.head",
            epoch,
            Numbers.decimals(cut, 2),
            ErrorWords.of(errors.get("validationErrorPercent"), errors.get("testErrorPercent"))));
    out.println(
        Text.of(
            "cli.evaluate.compression",
            Numbers.compression(sparsity.compression()),
            Numbers.count(sparsity.kept()),
            Numbers.count(sparsity.total())));
    for (Sparsity.Layer layer : sparsity.layers()) {
      out.println(
          Text.of(
              "cli.evaluate.layer",
              layer.name(),
              Numbers.sparsity(layer.percent()),
              Numbers.count(layer.kept())));
    }
    reproduction.ifPresent(told -> out.println(ReproductionWords.line(told)));
    out.flush();
  }
}
