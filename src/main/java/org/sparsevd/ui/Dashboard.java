package org.sparsevd.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.data.DataFolders;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainingSession;

/** The window as a picture, for where there is no screen: the same scene, drawn without one. */
public final class Dashboard {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private Dashboard() {}

  /**
   * Draws the window as it shows {@code run} at its newest epoch. Starts JavaFX on its headless
   * platform unless it runs already; not for the JavaFX thread.
   *
   * @throws IOException when {@code file} can't be written
   */
  public static void writePng(Run run, Path file) throws IOException, InterruptedException {
    startToolkit();
    FutureTask<WritableImage> drawing = new FutureTask<>(() -> draw(run));
    Platform.runLater(drawing);
    try {
      PngFile.write(drawing.get(), file);
    } catch (ExecutionException e) {
      throw new IOException("The window could not be drawn: " + e.getCause(), e.getCause());
    }
  }

  private static WritableImage draw(Run run) {
    // Files are read at once: nobody waits for this thread.
    StudioModel model =
        new StudioModel(
            new TrainingSession(
                (start, listener, control, started) -> {
                  throw new IllegalStateException("a picture trains nothing");
                },
                Runnable::run),
            RunFolder::open,
            Runnable::run,
            Runnable::run);
    MainWindow window =
        new MainWindow(
            model,
            new NoFileDialogs(),
            SampleRuns.ofProgram(),
            new Workers(Runnable::run, Runnable::run, Runnable::run, Runnable::run),
            DataFolders.ofUser(),
            Theme.LIGHT,
            WIDTH,
            HEIGHT);
    model.look(run);
    model.dismissOffer(); // nobody can press a button in a picture
    window.poll(0);
    window.drawNow();
    return window.scene().snapshot(null);
  }

  private static void startToolkit() throws InterruptedException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
      started.await();
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }

  /** Nobody is there to answer. */
  private static final class NoFileDialogs implements FileDialogs {
    @Override
    public Optional<Path> openFolder(Window owner, String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> openFile(Window owner, String title, FileKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> saveFile(
        Window owner, String title, String suggestedName, FileKind kind) {
      return Optional.empty();
    }
  }
}
