package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.LeNet5Fixture;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.train.SessionState;

/**
 * Pictures of every view for people to look at, in {@code target/screenshots}. Drawn from scenes
 * without a stage: the headless screen is smaller than the larger of the two sizes.
 */
@Timeout(300)
final class ScreenshotTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int COLOURS_AT_LEAST = 50;

  @TempDir private Path folder;

  /** Of all windows, so that a curve is measured once. */
  private final Compute compute = new Compute(2);

  private final CutLab lab = new CutLab(compute, Runnable::run, Runnable::run);

  private record Size(int width, int height) {}

  @AfterEach
  void close() {
    compute.close();
  }

  @Test
  void drawsTheThresholdLabInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    try (Windows studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "threshold-empty", ViewKind.THRESHOLD);
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.window().poll(0);
        studio.model().cursor().setCuts(new Cut(1.5, Map.of("fc3", 3.0)));
      });
      drawAll(studio, "threshold", ViewKind.THRESHOLD);
      UiDriver.run(() -> {
        studio.model().cursor().moveTo(100);
        studio.model().cursor().setCuts(Cut.at(3));
      });
      drawAll(studio, "threshold-past", ViewKind.THRESHOLD);
    }
  }

  @Test
  void drawsNoiseLabAndLessonsInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    try (Windows studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "learn", ViewKind.LEARN);
      drawAll(studio, "data", ViewKind.DATA);
      drawAll(studio, "noise-empty", ViewKind.KL, ScreenshotTest::seeNoise);
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.window().poll(0);
      });
      drawAll(studio, "noise", ViewKind.KL, ScreenshotTest::seeNoise);
    }
  }

  @Test
  void drawsEveryViewInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    Setting epochs = Setting.named("epochs");
    Path runs = folder.resolve("runs");
    try (Windows studio = new Windows(runs, Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "train-empty", ViewKind.TRAIN);
      drawAll(studio, "results-empty", ViewKind.RESULTS);
      UiDriver.run(() -> {
        studio.model().presetProperty().set(Optional.of(Presets.all().getFirst()));
        studio.model().experiment().text(epochs).set("4");
        studio.model().trainOrPause();
      });
      await(studio, 2);
      UiDriver.run(studio.model()::trainOrPause);
      drawAll(studio, "train-middle", ViewKind.TRAIN);
      UiDriver.run(studio.model()::trainOrPause);
      await(studio, 4);
      drawAll(studio, "train-finished", ViewKind.TRAIN);
      drawAll(studio, "masks-finished", ViewKind.MASKS);
    }
  }

  @Test
  void drawsAConvolutionalNetworkInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    Run run = LeNet5Fixture.record(Files.createDirectory(folder.resolve("lenet-5")), 12);
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900)) {
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.window().poll(0);
      });
      drawAll(studio, "train-lenet-5", ViewKind.TRAIN);
      for (String layer : List.of("conv1", "conv2", "fc1")) {
        UiDriver.run(() -> studio.model().cursor().layerProperty().set(layer));
        drawAll(studio, "masks-lenet-5-" + layer, ViewKind.MASKS);
      }
    }
  }

  @Test
  void drawsTheResultsAndAReproductionInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    SampleRuns samples = new SampleRuns(folder.resolve("samples"));
    List<Integer> lenet = List.of(784, 300, 100, 10);
    Path first = null;
    for (int seed = 1; seed <= 3; seed++) {
      Path run = samples.folder().resolve("fixture-s" + seed);
      RunFixtures.write(run, "lenet-300-100", lenet, 0.02 * seed, "seed=" + seed);
      first = first == null ? run : first;
    }
    RunFixtures.write(samples.folder().resolve("fixture-demo"), "demo", lenet, 0.1);
    RunFixtures.write(
        samples.folder().resolve("fixture-changed"), "lenet-300-100", lenet, 1, "epochs=60");
    RunFixtures.write(samples.folder().resolve("fixture-toy"), "toy", List.of(100, 20, 4), -1.5);
    try (Windows studio = new Windows(folder.resolve("runs"), samples, Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "results", ViewKind.RESULTS);
      Run opened = RunFolder.open(first);
      UiDriver.run(() -> studio.model().look(opened));
      drawAll(studio, "train-reproduced", ViewKind.TRAIN);
      UiDriver.run(() -> studio.model().cursor().moveTo(60));
      drawAll(studio, "train-unfinished", ViewKind.TRAIN);
      Run changed = RunFolder.open(samples.folder().resolve("fixture-changed"));
      UiDriver.run(() -> studio.model().look(changed));
      drawAll(studio, "train-changed", ViewKind.TRAIN);
    }
  }

  @Test
  void drawsTheKlLabInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "kl-empty", ViewKind.KL);
      Run run = RunFolder.open(SampleRuns.ofProgram().folder().resolve("lenet-300-100-s1"));
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.window().poll(0);
      });
      drawAll(studio, "kl-trained", ViewKind.KL);
      UiDriver.run(() -> studio.model().cursor().moveTo(40));
      drawAll(
          studio,
          "kl-slope",
          ViewKind.KL,
          scene -> {
            ((ToggleButton) scene.lookup("#kl-quantity").lookupAll(".segment").toArray()[1]).fire();
            TextField field = (TextField) scene.lookup("#kl-log-alpha");
            field.setText("3");
            field.fireEvent(new ActionEvent());
          });
    }
  }

  private static void await(Windows studio, int epoch) throws InterruptedException {
    while (UiDriver.call(
        () -> {
          studio.window().poll(0.05);
          boolean there = studio.model().cursor().trainedProperty().get() >= epoch;
          boolean last = epoch == 4;
          return last ? studio.model().state() != SessionState.ENDED : !there;
        })) {
      Thread.sleep(50);
    }
  }

  private void drawAll(Windows studio, String name, ViewKind view) {
    drawAll(studio, name, view, scene -> {});
  }

  /** Goes to the noise lab, the second page of its view. */
  private static void seeNoise(Scene scene) {
    ((ToggleButton) scene.lookup("#kl-pages").lookupAll(".segment").toArray()[1]).fire();
  }

  /** Draws a view in both themes and sizes, after {@code prepare} has worked its controls. */
  private void drawAll(Windows studio, String name, ViewKind view, Consumer<Scene> prepare) {
    drawAll(studio, lab, name, view, prepare);
  }

  static void drawAll(
      Windows studio, CutLab lab, String name, ViewKind view, Consumer<Scene> prepare) {
    drawWindows(studio, lab, name, view, window -> prepare.accept(window.scene()));
  }

  /** As above, with the window itself to be prepared. */
  static void drawWindows(
      Windows studio, CutLab lab, String name, ViewKind view, Consumer<MainWindow> prepare) {
    for (Theme theme : Theme.values()) {
      for (Size size : new Size[] {new Size(1280, 800), new Size(1920, 1080)}) {
        WritableImage picture =
            UiDriver.call(() -> {
              MainWindow window =
                  new MainWindow(
                      studio.model(),
                      studio.files(),
                      studio.samples(),
                      new Workers(Runnable::run, Runnable::run, Runnable::run, Runnable::run),
                      studio.data(),
                      lab,
                      theme,
                      size.width,
                      size.height);
              window.drawNow();
              ((ToggleButton) window.scene().lookup("#view-" + view.key())).fire();
              window.poll(0);
              window.drawNow(); // a view gets its controls when it is first shown
              prepare.accept(window);
              window.drawNow();
              return window.scene().snapshot(null);
            });
        String file =
            "%s-%s-%d.png".formatted(name, theme.name().toLowerCase(Locale.ROOT), size.width);
        UiDriver.save(picture, PICTURES.resolve(file));
        assertTrue(colours(picture) >= COLOURS_AT_LEAST, () -> file + " is nearly empty");
      }
    }
  }

  private static long colours(WritableImage picture) {
    Set<Integer> seen = new HashSet<>();
    for (int y = 0; y < (int) picture.getHeight(); y += 3) {
      for (int x = 0; x < (int) picture.getWidth(); x++) {
        seen.add(picture.getPixelReader().getArgb(x, y));
      }
    }
    return seen.size();
  }
}
