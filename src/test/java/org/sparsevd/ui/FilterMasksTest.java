package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.LeNet5Fixture;
import org.sparsevd.run.Run;

/** A convolutional run in the window: what is under the mouse is what is said. */
@Timeout(120)
final class FilterMasksTest {
  @TempDir private Path folder;

  @Test
  void theMouseReadsFilterChannelRowAndColumn() throws Exception {
    UiDriver.startToolkit();
    Run run = LeNet5Fixture.record(Files.createDirectory(folder.resolve("lenet-5")), 4);
    try (Windows studio = new Windows(folder, Theme.LIGHT, 990, 800);
        UiDriver user = studio.show()) {
      UiDriver.run(() -> studio.model().look(run));
      user.open(ViewKind.MASKS);
      user.waitFor(
          "the masks are read", () -> studio.window().scene().lookup("#layer-conv2") != null);

      user.click("#layer-conv2");
      assertEquals("conv2", studio.model().cursor().layerProperty().get());
      // Middle of the tile of filter 26 and channel 11, in a table of 50 × 20 tiles 6 cells apart.
      user.hover("#mask-pixels .image-view", (25 * 6 + 2.5) / 299, (10 * 6 + 2.5) / 119);
      String said = user.textOf("#mask-read-out");
      assertTrue(said.startsWith("filter 26, channel 11, row 3, column 3: "), said);
      user.hover("#mask-pixels .image-view", (25 * 6 + 5.5) / 299, (10 * 6 + 2.5) / 119);
      assertTrue(user.textOf("#mask-read-out").endsWith("weights kept"), "between two tiles");

      user.click("#layer-conv1");
      // The last of three rows of seven tiles; its lower right corner.
      user.hover("#mask-pixels .image-view", (5 * 6 + 4.5) / 41, (2 * 7 + 4.5) / 19);
      said = user.textOf("#mask-read-out");
      assertTrue(said.startsWith("filter 20, channel 1, row 5, column 5: "), said);
    }
  }
}
