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
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.Split;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd evaluate}: error and sparsity of a run's weights at any threshold. */
@Command(
    name = "evaluate",
    description = "Measures a run's latest weights, pruned at a threshold.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private static final String VALIDATION = "validationErrorPercent";
  private static final String TEST = "testErrorPercent";
  private static final String TRAIN_SAMPLE = "trainSampleErrorPercent";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path folder;

  @Mixin private CutOptions cutOptions;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--classes",
      description = "Adds each class on the test samples: confusion, precision, recall and F1.")
  private boolean classes;

  @Option(
      names = "--json",
      description = "Prints one JSON object on one line, and with --classes one more a class.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Run run = RunFolder.open(folder);
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(
                () -> new InvalidRunException(folder, Text.of("cli.noConfig", spec.name())));
    EpochMetrics latest =
        run.latest()
            .orElseThrow(
                () -> new InvalidRunException(folder, Text.of("cli.noEpochs", spec.name())));
    List<LayerWeights> weights =
        run.weights()
            .orElseThrow(
                () -> new InvalidRunException(folder, Text.of("cli.noWeights", spec.name())));
    Cut cut = cutOptions.of(run, config);
    Dataset data = new LoadedData(DatasetCatalog.current()).of(config);
    checkFit(config, weights, data);
    ChangedData.tell(run.info(), data, spec.commandLine().getErr());
    try (Compute compute = new Compute(threads.threads())) {
      PrunedEpoch pruned =
          PrunedEpoch.of(run, latest.epoch(), data, compute)
              .orElseThrow(
                  () -> new InvalidRunException(folder, Text.of("cli.noWeights", spec.name())));
      Map<String, Double> errors = new LinkedHashMap<>();
      errors.put(VALIDATION, pruned.error(cut, Split.VALIDATION).percent());
      errors.put(TEST, pruned.error(cut, Split.TEST).percent());
      if (Split.forChoosing(config) == Split.TRAIN) {
        // What the threshold lab shows of a run that has no validation split.
        errors.put(TRAIN_SAMPLE, pruned.error(cut, Split.TRAIN).percent());
      }
      Sparsity sparsity = pruned.sparsity(cut);
      // What is expected of a run is expected at its own threshold.
      Optional<Reproduction> reproduction =
          cut.equals(Cut.at(config.threshold()))
              ? Reproduction.of(
                  run.info(), latest.epoch(), errors.get(TEST), sparsity.compression())
              : Optional.empty();
      tell(latest.epoch(), cut, errors, sparsity, reproduction);
      if (classes) {
        new ClassTables(ClassReport.of(pruned, cut, Split.TEST))
            .print(spec.commandLine().getOut(), json);
      }
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
      Cut cut,
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
            CutOptions.inWords(cut),
            ErrorWords.of(errors.get(VALIDATION), errors.get(TEST))));
    if (errors.containsKey(TRAIN_SAMPLE)) {
      out.println(Text.of("cli.evaluate.train", Numbers.error(errors.get(TRAIN_SAMPLE))));
    }
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
