package org.sparsevd.ui.compact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.PrunedWeightsFile;
import org.sparsevd.run.Run;
import org.sparsevd.run.compact.CompactFile;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.run.export.OnnxExport;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/** Measures compact models and writes pruned networks, aside. For the view's thread. */
public final class CompactMeter {
  private final LoadedData data =
      new LoadedData(DatasetCatalog.current()); // of the measuring thread
  private final Executor measuring;
  private final Executor viewThread;
  private final BiConsumer<Path, Exception> onFailure;

  /** What a pruned network is written as. */
  enum Kind {
    COMPACT("compact", ".safetensors"),
    ONNX("onnx", ".onnx"),
    WEIGHTS("weights", ".safetensors");

    private final String key;
    private final String ending;

    Kind(String key, String ending) {
      this.key = key;
      this.ending = ending;
    }

    String key() {
      return key;
    }

    String ending() {
      return ending;
    }
  }

  /**
   * @param measuring where networks are pruned, timed and written
   * @param onFailure is told of a run or file that could not be used, on the view's thread
   */
  public CompactMeter(
      Executor measuring, Executor viewThread, BiConsumer<Path, Exception> onFailure) {
    this.measuring = measuring;
    this.viewThread = viewThread;
    this.onFailure = onFailure;
  }

  /** Measures the latest weights of {@code run}; {@code answer} gets nothing when that fails. */
  void measure(Run run, Cut cut, Consumer<Optional<CompactReport>> answer) {
    measuring.execute(() -> {
      Optional<CompactReport> report = Optional.empty();
      try (Compute compute = new Compute(1)) { // has no threads that would have to end
        PrunedNetwork network = network(run, cut);
        report = Optional.of(CompactReport.of(network, CompactReport.model(network), compute));
      } catch (IOException | InvalidConfigException | RuntimeException e) {
        viewThread.execute(() -> onFailure.accept(run.folder(), e));
      }
      Optional<CompactReport> found = report;
      viewThread.execute(() -> answer.accept(found));
    });
  }

  /** Writes the latest weights of {@code run}, pruned, in place of what {@code file} may hold. */
  void save(Run run, Cut cut, Kind kind, Path file) {
    measuring.execute(() -> {
      try {
        PrunedNetwork network = network(run, cut);
        Path aside = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".saving");
        try {
          Path made = aside.resolve(file.getFileName());
          write(network, kind, made);
          Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(aside.resolve(file.getFileName()));
          Files.delete(aside);
        }
      } catch (IOException | InvalidConfigException | RuntimeException e) {
        viewThread.execute(() -> onFailure.accept(file, e));
      }
    });
  }

  private static void write(PrunedNetwork network, Kind kind, Path file) throws IOException {
    switch (kind) {
      case COMPACT -> CompactFile.of(CompactReport.model(network), network).write(file);
      case ONNX -> OnnxExport.write(network, file);
      case WEIGHTS -> PrunedWeightsFile.write(network, file);
    }
  }

  private PrunedNetwork network(Run run, Cut cut) throws IOException, InvalidConfigException {
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(() ->
                new InvalidRunException(run.folder(), "has no config, so its data is unknown"));
    return PrunedNetwork.of(run, data.of(config), cut);
  }
}
