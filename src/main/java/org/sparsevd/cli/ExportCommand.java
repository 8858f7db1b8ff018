package org.sparsevd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.PrunedWeightsFile;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.run.export.OnnxExport;
import org.sparsevd.run.export.TensorBoardEvents;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            + " TensorBoard, or its pruned network for programs that run networks.",
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

    @Option(
        names = "--onnx",
        paramLabel = "FILE",
        description =
            "New ONNX file for the network at its latest weights, pruned; takes samples as the"
                + " data set stores them.")
    private Path onnx;

    @Option(
        names = "--safetensors",
        paramLabel = "FILE",
        description =
            "New safetensors file for those weights, pruned ones 0, with biases and mean image.")
    private Path safetensors;

    private boolean isNetwork() {
      return onnx != null || safetensors != null;
    }
  }

  @Mixin private CutOptions cutOptions;

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
    if (target.out == null && (noHistory || noWeights)) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.onlyArchive"));
    }
    if (!target.isNetwork() && cutOptions.isGiven()) {
      throw new ParameterException(spec.commandLine(), Text.of("cli.onlyPruned"));
    }
    if (target.isNetwork()) {
      exportNetwork(RunFolder.open(folder));
      return ExitCode.DONE;
    }
    if (target.tensorBoard != null) {
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

  private void exportNetwork(Run run) throws IOException, InvalidConfigException, DatasetException {
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(
                () -> new InvalidRunException(folder, Text.of("cli.noConfig", spec.name())));
    Cut cut = cutOptions.of(run, config);
    Dataset data = new LoadedData(DatasetCatalog.current()).of(config);
    PrunedNetwork network = PrunedNetwork.of(run, data, cut);
    ChangedData.tell(run.info(), data, spec.commandLine().getErr());
    Path file = target.onnx == null ? target.safetensors : target.onnx;
    if (target.onnx != null) {
      OnnxExport.write(network, file);
    } else {
      PrunedWeightsFile.write(network, file);
    }
    tell(file, network);
  }

  private void tell(Path file, PrunedNetwork network) throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    long bytes = Files.size(file);
    if (json) {
      printer.println(JsonLines.exported(file, bytes, network));
      printer.flush();
      return;
    }
    Sparsity sparsity = network.pruning().sparsity();
    String total = Numbers.count(sparsity.total());
    printer.println(Text.of("cli.exported.network", file, Numbers.decimals(bytes / MEGABYTE, 1)));
    printer.println(
        network.isCut()
            ? Text.of(
                "cli.exported.pruned",
                network.epoch(),
                CutOptions.inWords(network.cut()),
                Numbers.count(sparsity.kept()),
                total,
                Numbers.compression(sparsity.compression()))
            : Text.of(
                "cli.exported.whole",
                network.epoch(),
                total,
                network.config().asMap().get("method")));
    printer.flush();
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
