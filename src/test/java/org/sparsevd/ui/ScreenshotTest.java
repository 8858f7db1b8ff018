package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.LeNet5Fixture;
import org.sparsevd.run.Run;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
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

  private record Size(int width, int height) {}

  @Test
  void drawsEveryViewInBothThemesAndSizes() throws Exception {
    UiDriver.startToolkit();
    Setting epochs = Setting.named("epochs");
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900)) {
      drawAll(studio, "train-empty", ViewKind.TRAIN);
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

  private static void drawAll(Windows studio, String name, ViewKind view) {
    for (Theme theme : Theme.values()) {
      for (Size size : new Size[] {new Size(1280, 800), new Size(1920, 1080)}) {
        WritableImage picture =
            UiDriver.call(() -> {
              MainWindow window =
                  new MainWindow(
                      studio.model(),
                      studio.files(),
                      Runnable::run,
                      Runnable::run,
                      theme,
                      size.width,
                      size.height);
              window.drawNow();
              ((ToggleButton) window.scene().lookup("#view-" + view.key())).fire();
              window.poll(0);
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
