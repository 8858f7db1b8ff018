package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.run.export.TensorBoardEvents;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd export}: a run as one file, or in the files of other programs. */
@Command(
    name = "export",
    description =
        "Packs a run into one file, to be imported or opened elsewhere, or writes it for"
            + " TensorBoard.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder; it is not changed.")
  private Path folder;

  @ArgGroup(multiplicity = "1")
  private Target target;

  /** Where it goes. */
  static final class Target {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "New file for it; its name ends in " + RunArchive.SUFFIX + ".")
    private Path out;

    @Option(
        names = "--tensorboard",
        paramLabel = "DIR",
        description =
            "Folder for an event file of TensorBoard: epochs.csv as scalars, log \u03b1 of every"
                + " layer as histograms.")
    private Path tensorBoard;
  }

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
    if (target.tensorBoard != null) {
      if (noHistory || noWeights) {
        throw new ParameterException(spec.commandLine(), Text.of("cli.onlyArchive"));
      }
      Path file = TensorBoardEvents.write(RunFolder.open(folder), target.tensorBoard);
      tell(file, 1, Files.size(file));
      return ExitCode.DONE;
    }
    if (!ArchiveReader.isArchive(target.out)) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.badArchive", target.out));
    }
    RunArchive archive =
        RunArchive.write(folder, target.out, new RunArchive.Contents(!noHistory, !noWeights));
    tell(archive.file(), archive.files(), archive.bytes());
    return ExitCode.DONE;
  }

  private void tell(Path file, int files, long bytes) {
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? JsonLines.item(
                List.of("file", "files", "bytes"), List.of(file.toString(), files, bytes))
            : Text.of(
                "cli.exported", file, Numbers.count(files), Numbers.decimals(bytes / MEGABYTE, 1)));
    printer.flush();
  }
}
