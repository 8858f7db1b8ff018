package org.sparsevd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sparsevd.chart.DiagnosisWords;
import org.sparsevd.chart.ReproductionWords;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.store.DatasetReport;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.Twins;
import org.sparsevd.train.diagnosis.Diagnosis;

/** A training in the terminal: progress while it goes, a summary at the end, Ctrl-C in between. */
final class TerminalTraining {
  /** How long the process may live after Ctrl-C to finish its minibatch and files. */
  private static final long FAREWELL_SECONDS = 20;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  /**
   * @param json whether {@code out} gets JSON lines instead of a summary
   */
  TerminalTraining(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** What a training left, and the exit code it earns. */
  record Finished(Run run, int exitCode) {}

  /** Trains; errors as {@link RecordedTraining#train}. */
  Finished train(
      Optional<String> preset,
      ExperimentConfig config,
      RecordedTraining.FolderMaker folder,
      int threads)
      throws IOException, InvalidConfigException {
    return run(
        (training, started, listener, control) ->
            training.train(preset, config, folder, started, listener, control),
        run -> {},
        this::finish,
        threads);
  }

  /** Goes on with a run; errors as {@link RecordedTraining#resume}. */
  Finished resume(Path folder, OptionalInt epochs, int threads)
      throws IOException, InvalidConfigException {
    return run(
        (training, started, listener, control) ->
            training.resume(folder, epochs, started, listener, control),
        this::tellResumption,
        this::finish,
        threads);
  }

  /**
   * Trains twins, telling the progress of Sparse VD; errors as {@link RecordedTraining#trainTwins}.
   *
   * @return the exit code: that of an error when either ended in one
   */
  int trainTwins(
      Optional<String> preset, Twins twins, RecordedTraining.TwinFolders folders, int threads)
      throws IOException, InvalidConfigException {
    return run(
        (training, started, listener, control) ->
            training.trainTwins(preset, twins, folders, started, jsonLines(), listener, control),
        run -> {},
        result ->
            Math.max(finish(result.dropout()).exitCode(), finish(result.sparseVd()).exitCode()),
        threads);
  }

  /** What is to be trained. */
  @FunctionalInterface
  private interface Job<T> {
    T run(
        RecordedTraining training,
        Consumer<Run> started,
        TrainingListener listener,
        TrainingControl control)
        throws IOException, InvalidConfigException;
  }

  /**
   * Runs a job that Ctrl-C ends in order.
   *
   * @param started is told of each run
   * @param end tells the result while a process that is to end still waits
   */
  private <T, R> R run(Job<T> job, Consumer<Run> started, Function<T, R> end, int threads)
      throws IOException, InvalidConfigException {
    TrainingControl control = new TrainingControl();
    CountDownLatch done = new CountDownLatch(1);
    Thread farewell = new Thread(() -> stopAndWait(control, done), "sparsevd-farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try (Compute compute = new Compute(threads)) {
      ProgressLine progress = new ProgressLine(err, !json && OutputTerminal.isThere());
      RecordedTraining training = new RecordedTraining(DatasetCatalog.current(), compute);
      T result =
          job.run(
              training,
              run -> {
                started.accept(run);
                run.info().config().ifPresent(this::tellRemarks);
                run.info().config().ifPresent(progress::start);
              },
              listener(progress),
              control);
      progress.clear();
      return end.apply(result);
    } finally {
      done.countDown();
      removeHook(farewell);
    }
  }

  /** Tells how it ended. */
  private Finished finish(RecordedTraining.Result result) {
    tellEnd(result);
    boolean faulty =
        result.run().info().state().diagnosis().filter(it -> it.cause().isFault()).isPresent();
    boolean good =
        (result.outcome() instanceof Outcome.Completed && !faulty)
            || result.outcome() instanceof Outcome.Cancelled;
    return new Finished(result.run(), good ? ExitCode.DONE : ExitCode.FAILED);
  }

  /** Where it goes on, and what a new plan does to the next epoch. */
  private void tellResumption(Run run) {
    if (json) {
      return;
    }
    int completed = run.info().state().epochs();
    ExperimentConfig config = run.info().config().orElseThrow();
    err.println(Text.of("cli.resume", completed, config.epochs()));
    run.info().changes().stream()
        .filter(change -> change.epoch() == completed + 1)
        .forEach(change ->
            err.println(
                Text.of(
                    "cli.resume.change",
                    change.setting(),
                    change.from(),
                    change.to(),
                    change.epoch(),
                    Double.toString(config.learningRateAt(change.epoch())))));
    err.flush();
  }

  /** What is odd about data of one's own is better known before it is trained on. */
  private void tellRemarks(ExperimentConfig config) {
    try {
      DatasetReport.remarksOnOwn(DatasetCatalog.current(), config.dataset())
          .forEach(remark -> err.println(Text.of("cli.train.remark", remark)));
      err.flush();
    } catch (DatasetException e) {
      // It has just been read to be trained on: whoever changes it meanwhile need not hear of it.
    }
  }

  private TrainingListener listener(ProgressLine progress) {
    return new TrainingListener() {
      @Override
      public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
        progress.minibatchDone(epoch, minibatch, minibatches);
      }

      @Override
      public void epochDone(EpochReport report) {
        progress.epochDone(report.metrics());
        jsonLines().epochDone(report);
      }
    };
  }

  /** A line an epoch, where lines are wanted. */
  private TrainingListener jsonLines() {
    return new TrainingListener() {
      @Override
      public void epochDone(EpochReport report) {
        if (json) {
          out.println(JsonLines.epoch(report));
          out.flush();
        }
      }
    };
  }

  /** A line on how it ended, and where the run is. */
  private void tellEnd(RecordedTraining.Result result) {
    if (json) {
      out.println(JsonLines.end(result));
      out.flush();
      return;
    }
    switch (result.outcome()) {
      case Outcome.Completed completed -> {}
      case Outcome.Cancelled(int epochs) -> out.println(Text.of("cli.cancelled", epochs));
      case Outcome.Diverged diverged ->
          err.println("sparsevd: " + Text.of("cli.diverged", diverged.message()));
      case Outcome.Failed failed ->
          err.println("sparsevd: " + Text.of("cli.failed", failed.message()));
    }
    result.run().latest().ifPresent(this::tellResult);
    result
        .run()
        .latest()
        .flatMap(last -> Reproduction.of(result.run().info(), last))
        .ifPresent(reproduction -> out.println(ReproductionWords.line(reproduction)));
    out.println(Text.of("cli.run", result.run().folder()));
    result.run().info().state().diagnosis().ifPresent(found -> tell(result.run().info(), found));
    out.flush();
    err.flush();
  }

  /** What it suffered from, and the command that does better. */
  private void tell(RunInfo info, Diagnosis diagnosis) {
    out.println(Text.of("cli.diagnosis", DiagnosisWords.headline(diagnosis)));
    out.println(DiagnosisWords.cause(diagnosis));
    DiagnosisWords.command(info, diagnosis)
        .ifPresent(command ->
            out.println(Text.of("cli.remedy", DiagnosisWords.remedy(diagnosis), command)));
  }

  private void tellResult(EpochMetrics metrics) {
    out.println(
        Text.of(
            "cli.result",
            metrics.epoch(),
            ErrorWords.of(metrics.validationErrorPercent(), metrics.testErrorPercent()),
            Numbers.compression(metrics.compression())));
  }

  private static void stopAndWait(TrainingControl control, CountDownLatch done) {
    control.cancel();
    try {
      if (!done.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        return; // every committed epoch is safe all the same
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the hook is what we are being waited for by.
    }
  }
}
