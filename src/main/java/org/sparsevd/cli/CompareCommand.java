package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ComparisonHtml;
import org.sparsevd.chart.ComparisonPicture;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.ComparisonWords;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.EpochWeights;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.compare.ComparisonCsv;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.run.compare.Measurements;
import org.sparsevd.run.compare.SettingDifferences;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd compare}: runs side by side, on the terminal and as files. */
@Command(
    name = "compare",
    description = "Puts runs side by side: figures, and the settings that differ.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description = "Two run folders or more; the first is A, the second B.")
  private List<Path> folders;

  @Option(
      names = "--at-epoch",
      paramLabel = "N",
      description = "Compares after N epochs instead of at the newest epoch of each run.")
  private Integer epoch;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes table, charts and masks as one page that needs nothing beside it.")
  private Path html;

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes figures and settings as CSV.")
  private Path csv;

  @Option(names = "--png", paramLabel = "FILE", description = "Writes table and charts as a PNG.")
  private Path png;

  @Option(names = "--dark", description = "Draws the PNG in dark colours.")
  private boolean dark;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Prints one JSON object a figure and setting.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (epoch != null && epoch < 0) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.badEpoch", epoch));
    }
    for (Path file : Stream.of(html, csv, png).filter(Objects::nonNull).toList()) {
      AtomicFiles.requireNew(file); // before it is measured for, which takes seconds
    }
    List<Run> runs = new ArrayList<>();
    for (Path folder : folders) {
      Run run = RunFolder.open(folder);
      if (run.latest().isEmpty()) {
        throw new InvalidRunException(folder, Text.of("cli.noEpochs"));
      }
      runs.add(run);
    }
    ComparisonView view =
        new ComparisonView(
            Comparison.of(runs),
            Alignment.EPOCH,
            epoch == null ? OptionalDouble.empty() : OptionalDouble.of(epoch),
            OptionalInt.empty());
    if (epoch == null) {
      try (Compute compute = new Compute(threads.threads())) {
        LoadedData data = new LoadedData(DatasetCatalog.current());
        view = view.with(Optional.of(Measurements.of(view.comparison(), data::of, compute)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(view, out);
    } else {
      printTable(view, out);
    }
    out.flush();
    write(view);
    return ExitCode.DONE;
  }

  private void write(ComparisonView view) throws Exception {
    List<RunWeights> weights = html == null && png == null ? List.of() : weights(view);
    if (html != null) {
      AtomicFiles.write(html, ComparisonHtml.page(view, weights));
    }
    if (csv != null) {
      AtomicFiles.write(csv, ComparisonCsv.text(view.comparison(), view.table()));
    }
    if (png != null) {
      ComparisonPicture.save(view, weights, dark ? ChartTheme.DARK : ChartTheme.LIGHT, png);
    }
  }

  private static List<RunWeights> weights(ComparisonView view) {
    List<RunWeights> weights = new ArrayList<>();
    List<Optional<EpochMetrics>> metrics = view.metrics();
    for (int i = 0; i < view.runs().size(); i++) {
      Run run = view.runs().get(i).run();
      weights.add(
          RunWeights.of(metrics.get(i).flatMap(each -> EpochWeights.upTo(run, each.epoch()))));
    }
    return weights;
  }

  private static void printTable(ComparisonView view, PrintWriter out) {
    for (ComparedRun run : view.runs()) {
      out.println(
          Text.of(
              "cli.compare.run",
              run.letter(),
              run.method()
                  .map(method -> Text.of("chart.compare.method." + method.name()))
                  .orElse(""),
              run.run().folder()));
    }
    out.println();
    List<String> head = new ArrayList<>(List.of(""));
    view.runs().forEach(run -> head.add(run.letter()));
    boolean two = view.runs().size() == 2;
    if (two) {
      head.add(Text.of("ui.compare.difference"));
    }
    TextTable figures = new TextTable(head);
    for (ComparisonTable.Row row : view.table().rows()) {
      List<String> cells = new ArrayList<>(List.of(ComparisonWords.label(row)));
      for (int run = 0; run < row.values().size(); run++) {
        String words = ComparisonWords.value(row.figure(), row.values().get(run));
        cells.add(row.best().get(run) ? "* " + words : words);
      }
      if (two) {
        cells.add(
            ComparisonWords.difference(
                row.figure(), row.values().getFirst(), row.values().getLast()));
      }
      figures.add(cells);
    }
    figures.print(out);
    out.println(Text.of("cli.compare.best"));
    out.println();
    SettingDifferences differences = SettingDifferences.of(view.comparison());
    TextTable settings = new TextTable(head.subList(0, view.runs().size() + 1));
    for (SettingDifferences.Row row : differences.differing()) {
      List<String> cells = new ArrayList<>(List.of(SettingWords.label(row.setting())));
      row.values().forEach(value -> cells.add(ComparisonWords.value(row.setting(), value)));
      settings.add(cells);
    }
    settings.print(out);
    out.println(ComparisonWords.summary(differences, false));
  }

  private static void printJson(ComparisonView view, PrintWriter out) {
    for (ComparisonTable.Row row : view.table().rows()) {
      out.println(JsonLines.figure(view.comparison(), row));
    }
    for (SettingDifferences.Row row : SettingDifferences.of(view.comparison()).differing()) {
      out.println(JsonLines.setting(view.comparison(), row));
    }
  }
}
