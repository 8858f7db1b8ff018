package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd import}: from a run in one file to a run folder. */
@Command(
    name = "import",
    description = "Unpacks an exported run into a new folder, after checking every file of it.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private final Path runs;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A file that export wrote; it is not changed.")
  private Path file;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Where the run's folder goes; the folder of runs by default.")
  private Path into;

  @Option(names = "--json", description = "Prints one JSON object on one line.")
  private boolean json;

  /**
   * @param runs where runs go unless told otherwise
   */
  ImportCommand(Path runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws Exception {
    Path run = ArchiveReader.read(file, into == null ? runs : into);
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? JsonLines.item(List.of("run"), List.of(run.toString()))
            : Text.of("cli.imported", run));
    printer.flush();
    return ExitCode.DONE;
  }
}
