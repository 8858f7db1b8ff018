package org.sparsevd.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.train.ExperimentConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sparsevd train}: trains an experiment into a new run folder. */
@Command(
    name = "train",
    description = "Trains an experiment and writes its run folder.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions experiment;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run folder, new or empty. By default a new one where the studio keeps runs.")
  private Path out;

  @Option(names = "--json", description = "Prints one JSON object a line, an epoch each.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Optional<String> preset = experiment.preset();
    ExperimentConfig config = experiment.config();
    String name = RunRecorder.folderName(preset, config);
    TerminalTraining training =
        new TerminalTraining(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    return training
        .train(
            preset,
            config,
            () ->
                out == null
                    ? RunFolder.create(RunFolder.defaultParent(), name)
                    : RunFolder.createExactly(out),
            threads.threads())
        .exitCode();
  }
}
