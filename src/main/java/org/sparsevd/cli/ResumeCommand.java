package org.sparsevd.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd resume}: trains a run on in its own folder. */
@Command(
    name = "resume",
    description =
        "Goes on with a run that was stopped or killed, from its last completed epoch; it ends bit"
            + " for bit as if it had never stopped.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path folder;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Number of epochs in all, instead of what the run planned; goes on with a completed run"
              + " too. The learning rate falls to 0 at N then. Kept in run.json with its epoch.")
  private Integer epochs;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Prints one JSON object a line, a new epoch each.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    TerminalTraining training =
        new TerminalTraining(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    return training
        .resume(
            folder,
            epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
            threads.threads())
        .exitCode();
  }
}
