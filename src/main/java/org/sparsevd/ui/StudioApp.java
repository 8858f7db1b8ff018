package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.LibraryFolder;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.Twins;
import org.sparsevd.ui.control.NativeFileDialogs;
import org.sparsevd.ui.data.DataFolders;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainingEngine;
import org.sparsevd.ui.train.TrainingSession;
import org.sparsevd.ui.train.TrainingStart;

/** The studio on a screen: a stage around {@link MainWindow}, and the threads behind it. */
public final class StudioApp {
  /** What the folders of twins end in. */
  private static final Map<Method, String> TWIN_NAMES =
      Map.of(Method.BINARY_DROPOUT, "-dropout", Method.SPARSE_VD, "-sparse-vd");

  /** At most ten times a second; what a user drags is redrawn at once. */
  private static final Duration POLL = Duration.millis(100);

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double MIN_WIDTH = 960;
  private static final double MIN_HEIGHT = 600;

  private StudioApp() {}

  /**
   * Opens the window and returns when it is closed and what was going on in it has ended. Once a
   * program, for JavaFX starts only once.
   *
   * @param run to show at once
   */
  public static void launch(Optional<Run> run) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    // Closed in reverse: the training writes its end before its kernels' workers go.
    int threads = Runtime.getRuntime().availableProcessors();
    try (Compute compute = new Compute(threads);
        Compute labCompute = new Compute(labThreads(threads));
        ExecutorService background = Workers.newThread("files");
        ExecutorService labThread = Workers.newThread("lab");
        ExecutorService training = TrainingSession.newTrainingThread()) {
      // Nobody waits for a measurement or a fetch when the window is closed.
      ExecutorService fetches = Workers.newThread("fetches");
      Platform.startup(() -> {
        try {
          CutLab lab = new CutLab(labCompute, labThread, Platform::runLater);
          open(
              run,
              compute,
              new Workers(
                  background, Workers.newThread("measurements"), fetches, Platform::runLater),
              lab,
              training,
              closed);
        } catch (RuntimeException | Error e) {
          closed.countDown(); // no window: nobody would ever close it
          throw e;
        }
      });
      closed.await();
      fetches.shutdownNow(); // what has arrived stays for the next try
    }
    Platform.exit();
  }

  /** One processor fewer than there are: while a cut is dragged the window must follow it. */
  static int labThreads(int processors) {
    return Math.max(1, processors - 1);
  }

  /** Trains every new run into a folder of its own in the folder that {@code runs} gives. */
  static TrainingEngine engine(RecordedTraining training, Supplier<Path> runs) {
    return (start, listener, control, started) ->
        switch (start) {
          case TrainingStart.Fresh(ExperimentConfig config, Optional<String> preset) ->
              training
                  .train(
                      preset,
                      config,
                      () -> RunFolder.create(runs.get(), RunRecorder.folderName(preset, config)),
                      started,
                      listener,
                      control)
                  .outcome();
          case TrainingStart.Resumed(Path folder, OptionalInt epochs) ->
              training.resume(folder, epochs, started, listener, control).outcome();
          case TrainingStart.Twins(ExperimentConfig config, Optional<String> preset) -> {
            String name = RunRecorder.folderName(preset, config);
            yield worse(
                training.trainTwins(
                    preset,
                    Twins.of(config),
                    method -> RunFolder.create(runs.get(), name + TWIN_NAMES.get(method)),
                    started,
                    new TrainingListener() {},
                    listener,
                    control));
          }
        };
  }

  /** The user is told of what went wrong in either. */
  private static Outcome worse(RecordedTraining.TwinResult twins) {
    Outcome sparseVd = twins.sparseVd().outcome();
    return sparseVd instanceof Outcome.Completed ? twins.dropout().outcome() : sparseVd;
  }

  /** Where nothing was trained yet, there is a sample run to look at. */
  static void showSample(StudioModel model, SampleRuns samples, Path runs) {
    if (RunFolder.runsIn(runs).isEmpty()) {
      samples.folders().stream().findFirst().ifPresent(model::showBeside);
    }
  }

  private static void open(
      Optional<Run> run,
      Compute compute,
      Workers workers,
      CutLab lab,
      ExecutorService training,
      CountDownLatch closed) {
    RecordingControl recording = RecordingControl.holding();
    TrainingSession session =
        new TrainingSession(
            engine(
                new RecordedTraining(DatasetCatalog.current(), compute, recording),
                RunFolder::defaultParent),
            training,
            recording);
    StudioModel model = new StudioModel(session, RunFolder::open, workers.files(), workers.view());
    SampleRuns samples = SampleRuns.ofProgram();
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    MainWindow window =
        new MainWindow(
            model,
            new NativeFileDialogs(RunFolder.defaultParent()),
            samples,
            workers,
            DataFolders.ofUser(),
            lab,
            dark ? Theme.DARK : Theme.LIGHT,
            Math.min(WIDTH, screen.getWidth()),
            Math.min(HEIGHT, screen.getHeight()));
    run.ifPresentOrElse(
        model::look,
        () -> {
          showSample(model, samples, RunFolder.defaultParent());
          model.offerNewest(RunFolder.defaultParent());
        });
    window.setFolderChoice(LibraryFolder.ofUser()::choose);
    Stage stage = new Stage();
    stage.setTitle(Text.of("ui.name"));
    stage.setScene(window.scene());
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    stage.setOnCloseRequest(event -> {
      event.consume(); // it closes when the question is answered
      window.askClose(stage::close);
    });
    stage
        .focusedProperty()
        .addListener((observable, before, now) -> {
          if (now) { // other programs may have changed what is listed
            window.enter();
          }
        });
    stage.setOnHidden(event -> {
      lab.close();
      closed.countDown();
    });
    stage.show();
    window.startPolling(POLL);
    Rehearsal.startWhenAsked(window, stage::close);
    ControlSpots.writeWhenAsked(stage);
  }
}
