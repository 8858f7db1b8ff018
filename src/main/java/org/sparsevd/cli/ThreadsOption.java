package org.sparsevd.cli;

import org.sparsevd.text.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threads}, for every command that computes. */
final class ThreadsOption {
  private static final int MOST = 1024;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Worker threads; all processors by default. The result does not depend on it.")
  void set(int number) {
    if (number < 1 || number > MOST) {
      throw new ParameterException(command.commandLine(), Text.of("cli.badThreads", number, MOST));
    }
    threads = number;
  }

  int threads() {
    return threads;
  }
}
