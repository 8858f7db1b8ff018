package org.sparsevd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.library.RunLibrary;
import org.sparsevd.run.library.RunSearch;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sparsevd runs}: what there is in a folder of runs. */
@Command(
    name = "runs",
    description = "Lists runs, the newest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  private final Path library;

  @Spec private CommandSpec spec;

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "A folder of runs. By default the one that the studio keeps them in.")
  private Path folder;

  @Option(
      names = "--search",
      paramLabel = "WORD",
      description = "Only runs whose name, method, data, tags or notes hold the word; repeatable.")
  private List<String> words = List.of();

  @Option(
      names = "--empty-trash",
      description = "Deletes for good what was put into the trash, and lists nothing.")
  private boolean emptyTrash;

  @Option(names = "--json", description = "Prints one JSON object a run.")
  private boolean json;

  /**
   * @param library where runs are unless told otherwise
   */
  RunsCommand(Path library) {
    this.library = library;
  }

  @Override
  public Integer call() throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.noRuns", folder));
    }
    RunLibrary runs = new RunLibrary(folder == null ? library : folder);
    if (emptyTrash) {
      empty(runs);
      return ExitCode.DONE;
    }
    list(runs.list());
    return ExitCode.DONE;
  }

  private void empty(RunLibrary runs) throws IOException {
    int trashed = runs.trashed();
    runs.emptyTrash();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? JsonLines.item(List.of("deleted"), List.of(trashed))
            : Text.of("cli.runs.emptied", trashed));
    out.flush();
  }

  private void list(RunLibrary.Listing listing) {
    List<RunSummary> runs = listing.runs().stream().filter(new RunSearch(words)).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      runs.forEach(run -> out.println(JsonLines.summary(run)));
    } else {
      table(runs).print(out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    listing.unreadable().forEach(problem -> err.println("sparsevd: " + problem));
    err.flush();
  }

  private static String method(RunSummary run) {
    return run.method().map(method -> Text.of("chart.compare.method." + method.name())).orElse("");
  }

  private static TextTable table(List<RunSummary> runs) {
    TextTable table =
        new TextTable(
            Stream.of("NAME", "METHOD", "DATA", "EPOCHS", "ERROR", "COMPRESSION", "DATE")
                .map(column -> Text.of("ui.library.column." + column))
                .toList());
    for (RunSummary run : runs) {
      table.add(
          List.of(
              run.name(),
              method(run),
              run.data(),
              run.epochs() == run.plannedEpochs()
                  ? Integer.toString(run.epochs())
                  : Text.of("ui.library.epochs", run.epochs(), run.plannedEpochs()),
              Numbers.error(run.testErrorPercent()),
              Numbers.compression(run.compression()),
              run.started().map(start -> start.toString().substring(0, 10)).orElse("")));
    }
    return table;
  }
}
