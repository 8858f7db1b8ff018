package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Method;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.Twins;

/**
 * Trainings from config to finished run folder, one after another: loads the data, trains, records.
 * The window and the command line both train through here.
 */
public final class RecordedTraining {
  private final LoadedData loaded;
  private final Compute compute;
  private final Path runs;
  private final RecordingControl recording;

  /**
   * @param catalog where the data sets are
   * @param compute used by one training at a time
   */
  public RecordedTraining(DatasetCatalog catalog, Compute compute) {
    this(catalog, compute, RecordingControl.ending());
  }

  /**
   * As above.
   *
   * @param recording what becomes of epochs that cannot be written
   */
  public RecordedTraining(DatasetCatalog catalog, Compute compute, RecordingControl recording) {
    this(catalog, compute, RunFolder.defaultParent(), recording);
  }

  /**
   * As above.
   *
   * @param runs where runs that a config gives by name are looked for
   */
  public RecordedTraining(DatasetCatalog catalog, Compute compute, Path runs) {
    this(catalog, compute, runs, RecordingControl.ending());
  }

  private RecordedTraining(
      DatasetCatalog catalog, Compute compute, Path runs, RecordingControl recording) {
    loaded = new LoadedData(catalog);
    this.compute = compute;
    this.runs = runs;
    this.recording = recording;
  }

  /** Makes the run's folder, once its data is known to be readable. */
  @FunctionalInterface
  public interface FolderMaker {
    Path make() throws IOException;
  }

  /** How a training ended, and what is left of it. */
  public record Result(Run run, Outcome outcome) {}

  /**
   * Trains until it is over; blocks.
   *
   * @param preset the config was started from
   * @param folder makes the run's folder
   * @param started told of the run before the first epoch, on this thread
   * @param listener hears of minibatches and of epochs already recorded, on this thread
   * @throws DatasetException when the data cannot be used; no folder is made then
   * @throws InvalidConfigException when the network does not fit the data; nor then
   * @throws InvalidRunException when the run to start from cannot be used; nor then
   * @throws IOException when the folder cannot be made or written at the start; later that is an
   *     outcome
   */
  public Result train(
      Optional<String> preset,
      ExperimentConfig config,
      FolderMaker folder,
      Consumer<Run> started,
      TrainingListener listener,
      TrainingControl control)
      throws IOException, InvalidConfigException {
    Dataset data = loaded.of(config);
    config.stages(data);
    Optional<WarmStart> start = WarmStart.of(config, runs, data);
    Path place = folder.make();
    try (RunLock lock = RunLock.take(place)) {
      RunRecorder recorder =
          RunRecorder.start(place, preset, config, data, start.map(WarmStart::source), compute)
              .under(recording, control::isCancelled, lock);
      started.accept(recorder.run());
      Outcome outcome =
          new Trainer(compute)
              .train(
                  config,
                  data,
                  start.map(WarmStart::weights),
                  new RecordThenTell(recorder, listener),
                  control);
      return new Result(recorder.run(), recorder.finish(outcome));
    }
  }

  /** How two trainings in step ended. */
  public record TwinResult(Result dropout, Result sparseVd) {}

  /** Makes the folders of twins, once their data is known to be readable. */
  @FunctionalInterface
  public interface TwinFolders {
    /** The folder of the run of {@code method}. */
    Path make(Method method) throws IOException;
  }

  /**
   * Trains binary dropout and Sparse VD in step, from the same weights on the same minibatches,
   * until both are over; blocks. Each run is what training it alone gives, times apart, and can be
   * resumed alone.
   *
   * @param preset their settings were started from, the method apart
   * @param folders makes a folder for each
   * @param started told of each run, that of Sparse VD first, before the first epoch
   * @param dropout hears of the minibatches and recorded epochs of binary dropout, on this thread
   * @param sparseVd the same of Sparse VD, before the other
   * @throws DatasetException as {@link #train} does, and all others
   */
  public TwinResult trainTwins(
      Optional<String> preset,
      Twins twins,
      TwinFolders folders,
      Consumer<Run> started,
      TrainingListener dropout,
      TrainingListener sparseVd,
      TrainingControl control)
      throws IOException, InvalidConfigException {
    Dataset data = loaded.of(twins.sparseVd());
    twins.sparseVd().stages(data);
    Optional<WarmStart> start = WarmStart.of(twins.sparseVd(), runs, data);
    Path sparsePlace = folders.make(Method.SPARSE_VD).toAbsolutePath().normalize();
    Path dropoutPlace = folders.make(Method.BINARY_DROPOUT).toAbsolutePath().normalize();
    try (RunLock sparseLock = RunLock.take(sparsePlace);
        RunLock denseLock = RunLock.take(dropoutPlace)) {
      Optional<RunInfo.Start> source = start.map(WarmStart::source);
      RunRecorder sparse =
          RunRecorder.start(
              sparsePlace,
              presetOf(preset, twins.sparseVd()),
              twins.sparseVd(),
              data,
              source,
              Optional.of(dropoutPlace.getFileName().toString()),
              compute);
      RunRecorder dense =
          RunRecorder.start(
              dropoutPlace,
              presetOf(preset, twins.dropout()),
              twins.dropout(),
              data,
              source,
              Optional.of(sparsePlace.getFileName().toString()),
              compute);
      sparse.under(recording, control::isCancelled, sparseLock);
      dense.under(recording, control::isCancelled, denseLock);
      started.accept(sparse.run());
      started.accept(dense.run());
      List<Outcome> outcomes =
          new Trainer(compute)
              .trainInStep(
                  new Trainer.Twin(twins.sparseVd(), new RecordThenTell(sparse, sparseVd)),
                  new Trainer.Twin(twins.dropout(), new RecordThenTell(dense, dropout)),
                  data,
                  start.map(WarmStart::weights),
                  control);
      return new TwinResult(
          new Result(dense.run(), dense.finish(outcomes.getLast())),
          new Result(sparse.run(), sparse.finish(outcomes.getFirst())));
    }
  }

  /** The preset, if it is of the same method: what is expected of it is expected of no other. */
  private static Optional<String> presetOf(Optional<String> preset, ExperimentConfig config) {
    return preset.filter(name ->
        Presets.find(name).filter(known -> known.config().method() == config.method()).isPresent());
  }

  /**
   * Trains an unfinished run on in its own folder, from its last completed epoch, so that it ends
   * as if it had never stopped; blocks.
   *
   * @param folder of the run
   * @param epochs planned from now on, more than are completed; the run's own when empty
   * @param started told of the run, with its earlier epochs, before the next one
   * @param listener hears of minibatches and of epochs already recorded, on this thread
   * @throws InvalidRunException when the run can't be resumed, with the reason in one sentence
   * @throws InvalidConfigException when {@code epochs} are not allowed here
   * @throws DatasetException when the data cannot be used
   * @throws IOException when the run cannot be read or written at the start; later that is an
   *     outcome
   */
  public Result resume(
      Path folder,
      OptionalInt epochs,
      Consumer<Run> started,
      TrainingListener listener,
      TrainingControl control)
      throws IOException, InvalidConfigException {
    RunLock.checkFree(folder);
    Resumption seen = Resumption.read(folder, epochs);
    seen.check(loaded.of(seen.config())); // what is refused so far leaves no lock file
    try (RunLock lock = RunLock.take(folder)) {
      Resumption from = Resumption.read(folder, epochs);
      Dataset data = loaded.of(from.config());
      from.check(data);
      Trainer trainer = new Trainer(compute);
      Optional<List<LayerWeights>> weights = weights(trainer, from, data);
      RunRecorder recorder = RunRecorder.resume(from, weights, data, compute);
      recorder.under(recording, control::isCancelled, lock);
      started.accept(recorder.run());
      TrainingListener both = new RecordThenTell(recorder, listener);
      Outcome outcome =
          from.state().isPresent()
              ? trainer.resume(from.config(), data, from.state().get(), both, control)
              : trainer.train(from.config(), data, weights, both, control);
      return new Result(recorder.run(), recorder.finish(outcome));
    }
  }

  /** The weights of the state to go on from, or when all starts anew those it starts with. */
  private Optional<List<LayerWeights>> weights(Trainer trainer, Resumption from, Dataset data)
      throws IOException, InvalidConfigException {
    if (from.state().isEmpty()) {
      Optional<WarmStart> start = WarmStart.of(from.config(), runs, data);
      from.check(start.map(WarmStart::source));
      return start.map(WarmStart::weights);
    }
    try {
      return Optional.of(trainer.weights(from.config(), data, from.state().get()));
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(from.folder().resolve(CheckpointFile.NAME), e.getMessage(), e);
    }
  }

  /** Records an epoch before anybody hears of it. */
  private record RecordThenTell(RunRecorder recorder, TrainingListener listener)
      implements TrainingListener {
    @Override
    public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
      recorder.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
      listener.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
    }

    @Override
    public void settingsChanged(int epoch, ExperimentConfig config) {
      recorder.settingsChanged(epoch, config);
      listener.settingsChanged(epoch, config);
    }

    @Override
    public void epochDone(EpochReport report) {
      recorder.epochDone(report);
      listener.epochDone(report);
    }
  }
}
