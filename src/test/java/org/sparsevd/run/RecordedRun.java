package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/**
 * A real training of the toy problem and everything the trainer said of it.
 *
 * @param run as the recorder left it in memory
 * @param reports every epoch as the trainer reported it
 */
public record RecordedRun(Run run, Outcome outcome, List<TrainingListener.EpochReport> reports) {

  /** The toy preset with changes, each {@code key=value}. */
  public static ExperimentConfig toy(String... changes) throws InvalidConfigException {
    ExperimentConfig config = Presets.named("toy").config();
    for (String change : changes) {
      String[] parts = change.split("=", 2);
      config = config.with(parts[0], parts[1]);
    }
    return config.validated();
  }

  /** Trains into {@code folder} on {@code threads} threads. */
  public static RecordedRun train(Path folder, ExperimentConfig config, int threads)
      throws IOException {
    return train(folder, config, threads, new TrainingControl(), new TrainingListener() {});
  }

  /** As above, under {@code control}, telling {@code listener} of every recorded epoch too. */
  static RecordedRun train(
      Path folder,
      ExperimentConfig config,
      int threads,
      TrainingControl control,
      TrainingListener listener)
      throws IOException {
    List<TrainingListener.EpochReport> reports = new ArrayList<>();
    try (Compute compute = new Compute(threads)) {
      RecordedTraining.Result result =
          training(compute)
              .train(
                  Optional.of("toy"),
                  config,
                  () -> Files.isDirectory(folder) ? folder : Files.createDirectories(folder),
                  run -> {},
                  alsoInto(reports, listener),
                  control);
      return new RecordedRun(result.run(), result.outcome(), List.copyOf(reports));
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Trains the run in {@code folder} on; the reports are those of the new epochs. */
  static RecordedRun resume(
      Path folder,
      OptionalInt epochs,
      int threads,
      TrainingControl control,
      TrainingListener listener)
      throws IOException, InvalidConfigException {
    List<TrainingListener.EpochReport> reports = new ArrayList<>();
    try (Compute compute = new Compute(threads)) {
      RecordedTraining.Result result =
          training(compute).resume(folder, epochs, run -> {}, alsoInto(reports, listener), control);
      return new RecordedRun(result.run(), result.outcome(), List.copyOf(reports));
    }
  }

  private static RecordedTraining training(Compute compute) {
    return new RecordedTraining(DatasetCatalog.current(), compute);
  }

  private static TrainingListener alsoInto(
      List<TrainingListener.EpochReport> reports, TrainingListener listener) {
    return new TrainingListener() {
      @Override
      public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
        listener.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
      }

      @Override
      public void epochDone(EpochReport report) {
        reports.add(report);
        listener.epochDone(report);
      }
    };
  }

  public Path folder() {
    return run.folder();
  }
}
