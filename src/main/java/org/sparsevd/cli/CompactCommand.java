package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.chart.CompactWords;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.compact.CompactModel;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.compact.CompactFile;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd compact}: what is left of a pruned network, as one small file. */
@Command(
    name = "compact",
    description =
        "Writes a run's pruned network without zeros and dead units, and measures what that saves:"
            + " bytes, operations, time.",
    mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder; it is not changed.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "New file for the model, in the safetensors format.")
  private Path out;

  @Mixin private CutOptions cutOptions;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Worker threads that run both networks when they are timed; 1 by default.")
  private int threads = 1;

  @Option(names = "--json", description = "Prints one JSON object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Run run = RunFolder.open(folder);
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(
                () -> new InvalidRunException(folder, Text.of("cli.noConfig", spec.name())));
    Cut cut = cutOptions.of(run, config);
    Dataset data = new LoadedData(DatasetCatalog.current()).of(config);
    PrunedNetwork network = PrunedNetwork.of(run, data, cut);
    ChangedData.tell(run.info(), data, spec.commandLine().getErr());
    CompactModel model = CompactReport.model(network);
    CompactFile file = CompactFile.of(model, network);
    file.write(out);
    try (Compute compute = new Compute(threads)) {
      CompactReport report = CompactReport.of(network, model, compute);
      tell(file, network, report);
    }
    return ExitCode.DONE;
  }

  private void tell(CompactFile file, PrunedNetwork network, CompactReport report) {
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(JsonLines.compact(out, network, file.architecture().text(), report));
      printer.flush();
      return;
    }
    printer.println(Text.of("cli.compact.file", out, file.architecture().text()));
    TextTable table =
        new TextTable(
            List.of(
                "",
                Text.of("compact.column.dense"),
                Text.of("compact.column.compact"),
                Text.of("compact.column.ratio")));
    for (CompactWords.Row row : CompactWords.rows(report)) {
      table.add(List.of(row.label(), row.network(), row.compact(), row.ratio()));
    }
    table.print(printer);
    printer.println(CompactWords.agreement(report.agreement()));
    printer.flush();
  }
}
