package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.data.store.DatasetReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Everything that is known of single data sets, as words or as JSON. */
final class DatasetFacts {
  private final DatasetCatalog catalog;
  private final CommandLine command;
  private final boolean json;

  /**
   * @param command that prints them
   * @param json whether an object a data set is wanted
   */
  DatasetFacts(DatasetCatalog catalog, CommandLine command, boolean json) {
    this.catalog = catalog;
    this.command = command;
    this.json = json;
  }

  /**
   * Tells of {@code names}, and of those that can't be used why.
   *
   * @param entries all there are
   * @return the exit code
   * @throws ParameterException when there is no data set of a name
   */
  int tell(List<DatasetEntry> entries, List<String> names) {
    List<DatasetEntry> wanted = names.stream().map(name -> find(entries, name)).toList();
    PrintWriter out = command.getOut();
    PrintWriter err = command.getErr();
    int code = ExitCode.DONE;
    for (DatasetEntry entry : wanted) {
      try {
        Optional<DatasetReport> report =
            entry.state() == DatasetEntry.State.FETCHABLE
                ? Optional.empty()
                : Optional.of(DatasetReport.of(catalog, entry.name()));
        if (json) {
          out.println(DatasetJson.line(entry, report));
        } else {
          print(entry, report, out);
        }
      } catch (DatasetException e) {
        err.println("sparsevd: " + e.getMessage());
        code = ExitCode.BAD_INPUT;
      }
    }
    out.flush();
    err.flush();
    return code;
  }

  private DatasetEntry find(List<DatasetEntry> entries, String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                command,
                Text.of(
                    "cli.datasets.isNone",
                    name,
                    String.join(", ", entries.stream().map(DatasetEntry::name).toList()))));
  }

  private static void print(DatasetEntry entry, Optional<DatasetReport> report, PrintWriter out) {
    out.println(entry.title());
    fact(out, "name", entry.name());
    fact(out, "state", Text.of("cli.datasets.state." + entry.state().name()));
    entry
        .shape()
        .map(shape ->
            Text.of(
                "data.images." + (shape.channels() == 1 ? "grey" : "colour"),
                shape.width(),
                shape.height()))
        .ifPresent(images -> fact(out, "images", images));
    int train = report.map(read -> read.data().train().size()).orElse(entry.trainSize());
    int test = report.map(read -> read.data().test().size()).orElse(entry.testSize());
    fact(
        out, "samples", Text.of("cli.datasets.samples", Numbers.count(train), Numbers.count(test)));
    if (entry.bytes() > 0) {
      fact(out, "size", Numbers.bytes(entry.bytes()));
    }
    fact(out, "licence", known(entry.licence()));
    fact(out, "source", known(entry.source()));
    fact(out, "sha256", known(report.map(read -> read.data().sha256()).orElse(entry.sha256())));
    report.ifPresent(read -> {
      read.remarks().forEach(remark -> out.println("  " + remark));
      classes(read).print(out);
    });
  }

  private static String known(String words) {
    return words.isEmpty() ? Text.of("cli.datasets.unknownFact") : words;
  }

  private static void fact(PrintWriter out, String key, String words) {
    String name = Text.of("cli.datasets.fact." + key);
    out.println("  " + name + " ".repeat(Math.max(1, 10 - name.length())) + words);
  }

  private static TextTable classes(DatasetReport report) {
    TextTable table =
        new TextTable(
            Stream.of("CLASS", "TRAIN", "TEST")
                .map(column -> Text.of("cli.datasets.classColumn." + column))
                .toList());
    for (int c = 0; c < report.data().classes(); c++) {
      List<String> row = new ArrayList<>();
      row.add("  " + report.data().classNames().get(c));
      row.add(Numbers.count(report.trainCounts().get(c)));
      row.add(Numbers.count(report.testCounts().get(c)));
      table.add(row);
    }
    return table;
  }
}
