package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.util.Duration;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.store.DatasetStore;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.data.DataFolders;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainingEngine;
import org.sparsevd.ui.train.TrainingSession;

/** A studio for a test: the real window and the real engine, runs in a folder of the test's. */
final class Windows implements AutoCloseable {
  private final ExecutorService training = TrainingSession.newTrainingThread();
  private final ExecutorService background = Workers.newThread("files");
  private final ExecutorService measuring = Workers.newThread("measurements");
  private final ExecutorService fetching = Workers.newThread("fetches");
  private final ExecutorService labThread = Workers.newThread("lab");
  private final Compute compute = new Compute(2);
  private final Compute labCompute = new Compute(StudioApp.labThreads(2));
  private final CutLab lab = new CutLab(labCompute, labThread, Platform::runLater);
  private final StudioModel model;
  private final MainWindow window;
  private final SampleRuns samples;
  private final DataFolders data;
  private final ScriptedFileDialogs files = new ScriptedFileDialogs();

  Windows(Path runs, Theme theme, double width, double height) {
    this(runs, new SampleRuns(runs.resolveSibling("samples")), theme, width, height);
  }

  /**
   * @param samples runs of the page of results
   */
  Windows(Path runs, SampleRuns samples, Theme theme, double width, double height) {
    this(runs, samples, UnaryOperator.identity(), theme, width, height);
  }

  /**
   * @param around makes what trains of the studio's own engine
   */
  Windows(
      Path runs,
      SampleRuns samples,
      UnaryOperator<TrainingEngine> around,
      Theme theme,
      double width,
      double height) {
    this.samples = samples;
    Path own = runs.resolveSibling("data sets");
    data =
        new DataFolders(
            new DatasetCatalog(DatasetCatalog.defaultFolder(), own), new DatasetStore(own));
    RecordingControl recording = RecordingControl.holding();
    TrainingEngine engine =
        StudioApp.engine(new RecordedTraining(data.catalog(), compute, recording), () -> runs);
    TrainingSession session = new TrainingSession(around.apply(engine), training, recording);
    model =
        UiDriver.call(
            () -> new StudioModel(session, RunFolder::open, background, Platform::runLater));
    UiDriver.run(() -> model.setRunsFolder(runs));
    window =
        UiDriver.call(() ->
            new MainWindow(
                model,
                files,
                samples,
                new Workers(background, measuring, fetching, Platform::runLater),
                data,
                lab,
                theme,
                width,
                height));
  }

  UiDriver show() {
    UiDriver driver = UiDriver.show(window::scene);
    UiDriver.run(() -> window.startPolling(Duration.millis(50)));
    return driver;
  }

  StudioModel model() {
    return model;
  }

  MainWindow window() {
    return window;
  }

  SampleRuns samples() {
    return samples;
  }

  /** Where data sets are: own ones beside the runs. */
  DataFolders data() {
    return data;
  }

  ScriptedFileDialogs files() {
    return files;
  }

  /** Waits until its threads have done what they were given, and what came of that. */
  void awaitRest() throws Exception {
    for (int round = 0; round < 3; round++) {
      for (ExecutorService thread : List.of(training, background, measuring, fetching, labThread)) {
        thread.submit(() -> {}).get(10, TimeUnit.MINUTES);
      }
      UiDriver.run(() -> {}); // answers come to the window, which may ask for more
    }
  }

  @Override
  public void close() {
    UiDriver.run(window::stopPolling);
    UiDriver.run(model::leave);
    lab.close();
    // The theme is JavaFX's for all windows; the next test shall not inherit a dark one.
    UiDriver.run(() -> Application.setUserAgentStylesheet(null));
    training.close();
    measuring.shutdownNow(); // a measurement under way has nobody left to tell
    fetching.close();
    background.close();
    labThread.close();
    compute.close();
    labCompute.close();
    UiDriver.run(() -> {}); // what the background still had to say is said to this window
  }

  /** Answers the questions for files in the order it was told. */
  static final class ScriptedFileDialogs implements FileDialogs {
    private final List<Path> answers = new ArrayList<>();

    void answer(Path path) {
      answers.add(path);
    }

    @Override
    public Optional<Path> openFolder(javafx.stage.Window owner, String title) {
      return next();
    }

    @Override
    public Optional<Path> openFile(javafx.stage.Window owner, String title, FileKind kind) {
      return next();
    }

    @Override
    public Optional<Path> saveFile(
        javafx.stage.Window owner, String title, String suggestedName, FileKind kind) {
      return next();
    }

    private Optional<Path> next() {
      return answers.isEmpty() ? Optional.empty() : Optional.of(answers.removeFirst());
    }
  }
}
