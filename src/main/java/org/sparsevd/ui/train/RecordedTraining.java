package org.sparsevd.ui.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** The real engine: loads the data, trains, and records the run in a folder of its own. */
public final class RecordedTraining implements TrainingEngine {
  private final Compute compute;
  private final DatasetCatalog datasets;
  private final Path runs;
  private Optional<Loaded> loaded = Optional.empty();

  /**
   * @param compute what to train on
   * @param datasets where data comes from
   * @param runs folder that gets a folder for every run
   */
  public RecordedTraining(Compute compute, DatasetCatalog datasets, Path runs) {
    this.compute = compute;
    this.datasets = datasets;
    this.runs = runs;
  }

  @Override
  public Outcome train(
      ExperimentConfig config,
      Optional<String> preset,
      TrainingListener listener,
      TrainingControl control,
      Consumer<Run> started)
      throws IOException {
    Dataset data = load(config);
    Path folder = RunFolder.create(runs, RunRecorder.folderName(preset, config));
    RunRecorder recorder = RunRecorder.start(folder, preset, config, data, compute);
    started.accept(recorder.run());
    Outcome outcome =
        new Trainer(compute).train(config, data, new Both(recorder, listener), control);
    recorder.finish(outcome);
    return outcome;
  }

  /** Data is read once as long as the same is asked for. */
  private Dataset load(ExperimentConfig config) throws IOException {
    Key key =
        new Key(config.dataset(), config.preprocessing(), config.validationSize(), config.seed());
    if (loaded.filter(kept -> kept.key.equals(key)).isEmpty()) {
      loaded = Optional.empty(); // lets go of the old before reading the new
      loaded =
          Optional.of(
              new Loaded(
                  key, datasets.load(key.name, key.preprocessing, key.validationSize, key.seed)));
    }
    return loaded.orElseThrow().data;
  }

  private record Key(String name, Preprocessing preprocessing, int validationSize, long seed) {}

  private record Loaded(Key key, Dataset data) {}

  private record Both(RunRecorder recorder, TrainingListener listener) implements TrainingListener {
    @Override
    public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
      listener.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
    }

    @Override
    public void epochDone(EpochReport report) {
      recorder.epochDone(report);
      listener.epochDone(report);
    }
  }
}
