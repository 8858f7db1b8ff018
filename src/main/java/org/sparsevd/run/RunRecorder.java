package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.ejml.EjmlVersion;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Pruning;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.diagnosis.Diagnosis;
import org.sparsevd.train.diagnosis.Doctor;

/**
 * Writes a training into a run and its folder as it goes. After each epoch the folder is a valid
 * run. What cannot be written ends the training or waits in memory, as {@link RecordingControl}
 * says. Used by the training thread.
 */
public final class RunRecorder implements TrainingListener {
  private static final System.Logger LOG = System.getLogger(RunRecorder.class.getName());

  /** θ of methods without log α cannot be thinned by it, so only every tenth epoch keeps it. */
  private static final int THETA_INTERVAL = 10;

  private static final DateTimeFormatter NAME_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Run run;
  private ExperimentConfig config; // as it is now
  private final Compute compute;
  private final float[] inputMean;
  private final RunWriter writer;
  private final Doctor doctor;

  private RunRecorder(Run run, ExperimentConfig config, Compute compute, Dataset data) {
    this.run = run;
    this.config = config;
    this.compute = compute;
    inputMean = data.inputMean();
    writer = new RunWriter(run);
    doctor = new Doctor(config, data, run.epochs());
  }

  /**
   * Starts recording: writes {@code run.json} into {@code folder}.
   *
   * @param folder empty, see {@link RunFolder}
   * @param preset the config was started from
   * @param start the run its first weights are of; empty when they are drawn by the seed
   * @param compute what the training runs on; recorded, and used to compute log α
   */
  public static RunRecorder start(
      Path folder,
      Optional<String> preset,
      ExperimentConfig config,
      Dataset data,
      Optional<RunInfo.Start> start,
      Compute compute)
      throws IOException {
    return start(folder, preset, config, data, start, Optional.empty(), compute);
  }

  /**
   * As above.
   *
   * @param twin name of the run that is trained in step with this one
   */
  static RunRecorder start(
      Path folder,
      Optional<String> preset,
      ExperimentConfig config,
      Dataset data,
      Optional<RunInfo.Start> start,
      Optional<String> twin,
      Compute compute)
      throws IOException {
    Path place = folder.toAbsolutePath().normalize(); // a folder given as "." has a name too
    Instant now = Instant.now();
    RunInfo.Session session = session(0, compute, now);
    RunInfo info =
        new RunInfo(
            place.getFileName().toString(),
            preset,
            Optional.of(config),
            List.of(),
            new RunInfo.Data(
                data.name(),
                data.sha256(),
                data.shape(),
                data.train().size(),
                data.validation().size(),
                data.test().size()),
            start,
            new RunInfo.State(RunInfo.Kind.RUNNING, 0, ""),
            session.software(),
            session.machine(),
            Optional.of(now),
            Optional.empty(),
            List.of(session),
            List.of(),
            twin);
    try {
      RunJson.write(place, info);
    } catch (IOException e) {
      RunFolder.deleteWhole(place); // it was new or empty
      throw e;
    }
    return new RunRecorder(new Run(place, info), config, compute, data);
  }

  /**
   * Goes on recording a run: brings its folder to the end of the last epoch that was committed, or
   * as good as, and says in {@code run.json} that it is in training again.
   *
   * @param weights of the state to resume from
   * @throws InvalidRunException when its files don't fit together
   */
  static RunRecorder resume(
      Resumption from, Optional<List<LayerWeights>> weights, Dataset data, Compute compute)
      throws IOException {
    Path folder = from.folder();
    int epoch = from.completed();
    if (from.weightsBehind()) { // all else of its epoch is there
      new WeightsFile(epoch, weights.orElseThrow())
          .write(folder, data.inputMean(), from.config().threshold());
    }
    Run run = from.state().isPresent() ? RunFolder.open(folder) : new Run(folder, from.info());
    RunRecorder recorder = new RunRecorder(run, from.config(), compute, data);
    if (from.state().isPresent()) {
      recorder.cutTails(epoch);
      recorder
          .writer
          .unwritten()
          .restore(run, from.state().get(), weights.orElseThrow(), data.inputMean(), from.config());
    }
    AtomicFiles.deleteAside(folder);
    run.setInfo(run.info().resumed(from.config(), session(epoch, compute, Instant.now())));
    RunJson.write(folder, run.info());
    return recorder;
  }

  /** Takes away what was written of epochs after {@code epoch}. */
  private void cutTails(int epoch) throws IOException {
    if (run.latest().map(EpochMetrics::epoch).orElse(-1) != epoch) {
      throw new InvalidRunException(
          run.folder().resolve(EpochsCsv.NAME), "expected a row of epoch " + epoch);
    }
    List<String> names = run.info().layers().stream().map(RunInfo.Layer::name).toList();
    EpochsCsv.write(run.folder(), names, run.epochs());
    run.histories().deleteAfter(epoch);
  }

  private static RunInfo.Session session(int afterEpoch, Compute compute, Instant started) {
    return new RunInfo.Session(afterEpoch, software(), machine(compute), started, Optional.empty());
  }

  /** A folder name for a run that starts now: {@code demo-s1-20261123-041455}. */
  public static String folderName(Optional<String> preset, ExperimentConfig config) {
    String time = NAME_TIME.format(Instant.now().atZone(ZoneId.systemDefault()));
    return preset.orElse("custom") + "-s" + config.seed() + "-" + time;
  }

  /** The run being recorded; grows while training goes on. */
  public Run run() {
    return run;
  }

  /**
   * Says what becomes of epochs that cannot be written.
   *
   * @param isCancelled whether the training is to end
   * @param ofFolder follows the run when it is saved elsewhere
   */
  RunRecorder under(RecordingControl recording, BooleanSupplier isCancelled, RunLock ofFolder) {
    writer.under(recording, isCancelled, ofFolder);
    return this;
  }

  /** Written at once: a run that dies in the epoch goes on with the new settings. */
  @Override
  public void settingsChanged(int epoch, ExperimentConfig newConfig) {
    config = newConfig;
    doctor.settingsChanged(epoch, newConfig);
    run.setInfo(run.info().with(newConfig, epoch));
    writer.infoChanged();
    writer.write();
  }

  /** The user may ask for something in the middle of an epoch. */
  @Override
  public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
    doctor.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
    writer.answerRequests();
  }

  @Override
  public void epochDone(EpochReport report) {
    int epoch = report.metrics().epoch();
    if (run.info().layers().isEmpty()) {
      run.setInfo(run.info().with(report.weights().stream().map(RunInfo.Layer::of).toList()));
      writer.infoChanged();
    }
    writer
        .unwritten()
        .add(
            report,
            config.threshold(),
            historyLayers(epoch, report.weights()),
            pinned(report.weights()),
            inputMean);
    if (writer.isHolding()) { // it is looked at, whether it can be written or not
      take(report);
      writer.write();
    } else {
      writer.write(report.metrics());
      take(report);
    }
    doctor.epochDone(report);
  }

  private void take(EpochReport report) {
    run.setWeights(report.metrics().epoch(), report.weights());
    run.append(report.metrics(), report.histograms());
  }

  private Map<PinnedWeights.Pin, PinnedWeights.Value> pinned(List<LayerWeights> weights) {
    try {
      return run.pinned().valuesOf(weights);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e); // no reason to end a training
      return Map.of();
    }
  }

  private List<HistoryLayer> historyLayers(int epoch, List<LayerWeights> weights) {
    boolean withTheta = epoch % THETA_INTERVAL == 0 || epoch == config.epochs();
    return weights.stream()
        .map(layer -> {
          float[] logAlpha =
              layer.logSigma2().isPresent()
                  ? Pruning.logAlpha(compute.kernels(), layer)
                  : new float[0];
          return HistoryLayer.of(layer, logAlpha, config.threshold(), withTheta);
        })
        .toList();
  }

  /**
   * Writes how training ended; waits for it when what can't be written is held in memory.
   *
   * @return {@code outcome}, or that it failed when this could not be written
   */
  public Outcome finish(Outcome outcome) {
    run.setInfo(run.info().ended(state(outcome), Instant.now()));
    Optional<UncheckedIOException> problem = writer.writeEnd();
    if (problem.isEmpty() || outcome instanceof Outcome.Failed) {
      return outcome; // most likely of the same cause, and the first to tell
    }
    Outcome failed = new Outcome.Failed(outcome.epochs(), problem.get());
    run.setInfo(run.info().ended(state(failed), Instant.now()));
    return failed;
  }

  /** An epoch that was trained but could not be recorded is none of the run's. */
  private RunInfo.State state(Outcome outcome) {
    int epochs = run.latest().map(EpochMetrics::epoch).orElse(0);
    Optional<Diagnosis> diagnosis = doctor.diagnose(outcome);
    return switch (outcome) {
      case Outcome.Completed completed ->
          new RunInfo.State(RunInfo.Kind.COMPLETED, epochs, "", diagnosis);
      case Outcome.Cancelled cancelled ->
          new RunInfo.State(RunInfo.Kind.CANCELLED, epochs, "", diagnosis);
      case Outcome.Diverged diverged ->
          new RunInfo.State(RunInfo.Kind.DIVERGED, epochs, diverged.message(), diagnosis);
      case Outcome.Failed failed ->
          new RunInfo.State(RunInfo.Kind.FAILED, epochs, failed.message(), diagnosis);
    };
  }

  private static Map<String, String> software() {
    return Map.of(
        "sparsevd-studio",
        ProgramVersion.get(),
        "java",
        Runtime.version().toString(),
        "jvm",
        System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"),
        "ejml",
        EjmlVersion.VERSION);
  }

  private static Map<String, String> machine(Compute compute) {
    return Map.of(
        "kernels", compute.kernels().description(),
        "threads", Integer.toString(compute.threads()),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "architecture", System.getProperty("os.arch"));
  }
}
