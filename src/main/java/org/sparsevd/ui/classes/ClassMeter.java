package org.sparsevd.ui.classes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.run.Run;
import org.sparsevd.run.Split;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/** Evaluates networks class by class, aside. For the view's thread. */
public final class ClassMeter {
  private final LoadedData data =
      new LoadedData(DatasetCatalog.current()); // of the measuring thread
  private final Executor measuring;
  private final Executor viewThread;
  private final BiConsumer<Path, Exception> onFailure;

  /**
   * @param measuring where networks are evaluated
   * @param onFailure is told of a run that could not be used, on the view's thread
   */
  public ClassMeter(
      Executor measuring, Executor viewThread, BiConsumer<Path, Exception> onFailure) {
    this.measuring = measuring;
    this.viewThread = viewThread;
    this.onFailure = onFailure;
  }

  /** Evaluates the network of an epoch; {@code answer} gets nothing when it kept no weights. */
  void measure(Run run, int epoch, Cut cut, Split split, Consumer<Optional<ClassReport>> answer) {
    measuring.execute(() -> {
      Optional<ClassReport> report = Optional.empty();
      try (Compute compute = new Compute(1)) { // has no threads that would have to end
        ExperimentConfig config =
            run.info()
                .config()
                .orElseThrow(() ->
                    new InvalidRunException(run.folder(), "has no config, so its data is unknown"));
        report =
            PrunedEpoch.of(run, epoch, data.of(config), compute)
                .filter(pruned -> pruned.covers(cut))
                .map(pruned -> ClassReport.of(pruned, cut, split));
      } catch (IOException | InvalidConfigException | RuntimeException e) {
        viewThread.execute(() -> onFailure.accept(run.folder(), e));
      }
      Optional<ClassReport> found = report;
      viewThread.execute(() -> answer.accept(found));
    });
  }
}
