package org.sparsevd.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;
import org.sparsevd.train.Twins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sparsevd twin}: trains binary dropout and Sparse VD in step, to be compared. */
@Command(
    name = "twin",
    description =
        "Trains binary dropout and Sparse VD from the same weights on the same minibatches, into"
            + " two run folders.",
    mixinStandardHelpOptions = true)
final class TwinCommand implements Callable<Integer> {
  private static final String DROPOUT = "dropout";
  private static final String SPARSE_VD = "sparse-vd";

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions experiment;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for both runs, which go to "
              + DROPOUT
              + " and "
              + SPARSE_VD
              + " in it. By default two new folders where the studio keeps runs.")
  private Path out;

  @Option(
      names = "--json",
      description = "Prints one JSON object a line, an epoch each, Sparse VD first.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Optional<String> preset = experiment.preset();
    ExperimentConfig config = experiment.config();
    String name = RunRecorder.folderName(preset, config);
    return new TerminalTraining(spec.commandLine().getOut(), spec.commandLine().getErr(), json)
        .trainTwins(
            preset,
            Twins.of(config),
            method -> {
              String kind = method == Method.SPARSE_VD ? SPARSE_VD : DROPOUT;
              return out == null
                  ? RunFolder.create(RunFolder.defaultParent(), name + "-" + kind)
                  : RunFolder.createExactly(out.resolve(kind));
            },
            threads.threads());
  }
}
