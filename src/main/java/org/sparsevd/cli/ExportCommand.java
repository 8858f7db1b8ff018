package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd export}: a run as one file. */
@Command(
    name = "export",
    description = "Packs a run into one file, to be imported or opened elsewhere.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder; it is not changed.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "New file for it; its name ends in " + RunArchive.SUFFIX + ".")
  private Path out;

  @Option(
      names = "--no-history",
      description = "Leaves out masks, log \u03b1 and \u03b8 of past epochs.")
  private boolean noHistory;

  @Option(names = "--no-weights", description = "Leaves out the latest weights.")
  private boolean noWeights;

  @Option(names = "--json", description = "Prints one JSON object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (!ArchiveReader.isArchive(out)) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.badArchive", out));
    }
    RunArchive archive =
        RunArchive.write(folder, out, new RunArchive.Contents(!noHistory, !noWeights));
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? JsonLines.item(
                List.of("file", "files", "bytes"),
                List.of(archive.file().toString(), archive.files(), archive.bytes()))
            : Text.of(
                "cli.exported",
                archive.file(),
                Numbers.count(archive.files()),
                Numbers.decimals(archive.bytes() / MEGABYTE, 1)));
    printer.flush();
    return ExitCode.DONE;
  }
}
