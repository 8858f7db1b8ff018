package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.NativeFileDialogs;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainingEngine;
import org.sparsevd.ui.train.TrainingSession;

/** The studio on a screen: a stage around {@link MainWindow}, and the threads behind it. */
public final class StudioApp extends Application {
  /** At most ten times a second; what a user drags is redrawn at once. */
  private static final Duration POLL = Duration.millis(100);

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double MIN_WIDTH = 960;
  private static final double MIN_HEIGHT = 600;

  private final ExecutorService training = TrainingSession.newTrainingThread();
  private final ExecutorService background = newBackgroundThread();
  private final Compute compute = new Compute(Runtime.getRuntime().availableProcessors());

  /** Opens the window and returns when it is closed; shows {@code run} first when there is one. */
  public static void launch(Optional<Path> run) {
    Application.launch(
        StudioApp.class, run.map(path -> new String[] {path.toString()}).orElse(new String[0]));
  }

  /** The one thread that reads and writes files for the window. */
  static ExecutorService newBackgroundThread() {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task, "files");
      thread.setDaemon(true);
      return thread;
    });
  }

  @Override
  public void start(Stage stage) {
    TrainingSession session =
        new TrainingSession(
            engine(
                new RecordedTraining(new DatasetCatalog(DatasetCatalog.defaultFolder()), compute),
                RunFolder.defaultParent()),
            training);
    StudioModel model = new StudioModel(session, RunFolder::open, background, Platform::runLater);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    MainWindow window =
        new MainWindow(
            model,
            new NativeFileDialogs(RunFolder.defaultParent()),
            background,
            Platform::runLater,
            dark ? Theme.DARK : Theme.LIGHT,
            Math.min(WIDTH, screen.getWidth()),
            Math.min(HEIGHT, screen.getHeight()));
    stage.setTitle(Text.of("ui.name"));
    stage.setScene(window.scene());
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    stage.setOnCloseRequest(event -> {
      event.consume(); // it closes when the question is answered
      window.askClose(stage::close);
    });
    stage.show();
    window.startPolling(POLL);
    getParameters().getRaw().stream().findFirst().map(Path::of).ifPresent(model::openRun);
  }

  /** Trains every run into a folder of its own in {@code runs}. */
  static TrainingEngine engine(RecordedTraining training, Path runs) {
    return (config, preset, listener, control, started) ->
        training
            .train(
                preset,
                config,
                () -> RunFolder.create(runs, RunRecorder.folderName(preset, config)),
                started,
                listener,
                control)
            .outcome();
  }

  @Override
  public void stop() throws InterruptedException {
    // The training thread writes how the run ended before it goes.
    training.shutdown();
    training.awaitTermination(10, TimeUnit.SECONDS);
    background.shutdown();
    background.awaitTermination(10, TimeUnit.SECONDS);
    compute.close();
  }
}
