package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.run.ThinnedRun;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd thin}: a copy of a run small enough to give away. */
@Command(
    name = "thin",
    description =
        "Copies a run with masks of every tenth epoch only and without what resuming needs.",
    mixinStandardHelpOptions = true)
final class ThinCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder; it is not changed.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the copy, new or empty.")
  private Path out;

  @Option(
      names = "--every",
      paramLabel = "N",
      description =
          "Keeps masks of every Nth epoch and the last, or of the last alone for 0; 10 by default.")
  private int every = 10;

  @Option(names = "--no-history", description = "Leaves all masks out, whatever --every says.")
  private boolean noHistory;

  @Option(
      names = "--no-weights",
      description = "Leaves the weights out: figures, histograms and masks remain.")
  private boolean noWeights;

  @Option(names = "--json", description = "Prints one JSON object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (every < 0) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.badEvery", every));
    }
    ThinnedRun thinned =
        ThinnedRun.write(folder, out, noHistory ? ThinnedRun.NO_HISTORY : every, !noWeights);
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? JsonLines.item(
                List.of("run", "historyFiles", "historyFilesBefore", "bytes"),
                List.of(thinned.folder().toString(), thinned.kept(), thinned.of(), thinned.bytes()))
            : Text.of(
                "cli.thinned",
                thinned.folder(),
                Numbers.count(thinned.kept()),
                Numbers.count(thinned.of()),
                Numbers.decimals(thinned.bytes() / MEGABYTE, 1)));
    printer.flush();
    return ExitCode.DONE;
  }
}
