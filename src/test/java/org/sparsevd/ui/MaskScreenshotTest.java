package org.sparsevd.ui;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.ui.threshold.CutLab;

/** Pictures of the masks of trained networks, for people to look at. */
@Timeout(300)
final class MaskScreenshotTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "lenet-300-100-s1, 200, fc1, θ, 12",
    "lenet-300-100-s1, 200, fc2, log α, 5",
    "lenet-5-s1, 200, conv2, SNR, 3",
    "lenet-5-s1, 30, conv1, θ, 7",
    "lenet-5-s1, 200, fc1, Kept, 0",
  })
  void drawsLayersInBothThemesAndSizes(String name, int epoch, String layer, String mode, int next)
      throws Exception {
    UiDriver.startToolkit();
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900);
        Compute compute = new Compute(1)) {
      CutLab lab = new CutLab(compute, Runnable::run, Runnable::run);
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.model().cursor().moveTo(epoch);
        studio.model().cursor().layerProperty().set(layer);
      });
      ScreenshotTest.drawAll(
          studio,
          lab,
          "masks-" + name + "-" + layer,
          ViewKind.MASKS,
          scene -> {
            scene.getRoot().lookupAll("#mask-mode .segment").stream()
                .filter(each -> ((ToggleButton) each).getText().equals(mode))
                .forEach(each -> ((ToggleButton) each).fire());
            Node pixels = scene.lookup("#mask-pixels");
            pixels.fireEvent(
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
            for (int press = 0; press < next; press++) {
              ((Button) scene.lookup("#weight-next")).fire();
            }
          });
    }
  }
}
