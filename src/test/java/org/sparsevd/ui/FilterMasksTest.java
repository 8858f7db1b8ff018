package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.LeNet5Fixture;
import org.sparsevd.run.Run;

/** A convolutional run in the window: what is under the mouse is what is said. */
@Timeout(120)
final class FilterMasksTest {
  private static final Pattern WORDS =
      Pattern.compile(
          "filter (\\d+), channel (\\d+), row (\\d), column (\\d): (kept|pruned), log \u03b1 .*");

  @TempDir private Path folder;
  private int calm;

  @Test
  void theMouseReadsFilterChannelRowAndColumn() throws Exception {
    UiDriver.startToolkit();
    Run run = LeNet5Fixture.record(Files.createDirectory(folder.resolve("lenet-5")), 4);
    try (Windows studio = new Windows(folder, Theme.LIGHT, 990, 800);
        UiDriver user = studio.show()) {
      UiDriver.run(() -> studio.model().look(run));
      user.press(KeyCode.MINUS, UiDriver.CTRL); // at smaller text all of the picture is on screen
      user.press(KeyCode.MINUS, UiDriver.CTRL);
      user.open(ViewKind.MASKS);
      user.waitFor(
          "the masks are read", () -> studio.window().scene().lookup("#layer-conv2") != null);

      user.click("#layer-conv2");
      assertEquals("conv2", studio.model().cursor().layerProperty().get());
      user.waitFor("its picture", () -> subtitle(studio).startsWith("a row a channel"));
      assertWordsFitColours(user, run, "conv2", 0xFFD55E00);
      user.click("#layer-conv1");
      user.waitFor("its picture", () -> subtitle(studio).equals("a tile a filter"));
      assertWordsFitColours(user, run, "conv1", 0xFF0072B2);
    }
  }

  private static String subtitle(Windows studio) {
    return ((Label) studio.window().scene().lookup(".masks .card .card-subtitle")).getText();
  }

  /** Over the whole picture: the colour under the mouse is that of the weight that is told. */
  private void assertWordsFitColours(UiDriver user, Run run, String layer, int keptColour) {
    ImageView view = user.find(ImageView.class, "#mask-pixels .image-view");
    // Controls that break into two lines leave less room, and it is drawn once more.
    Image[] seen = new Image[1];
    user.waitFor(
        "it stays as it is",
        () -> {
          boolean same = view.getImage().equals(seen[0]);
          seen[0] = view.getImage();
          calm = same ? calm + 1 : 0;
          return calm > 20;
        });
    PixelReader pixels = UiDriver.call(() -> view.getImage().getPixelReader());
    EpochHistory.Layer last = run.history(4).orElseThrow().layer(layer).orElseThrow();
    int width = (int) view.getImage().getWidth();
    int height = (int) view.getImage().getHeight();
    Random random = new Random(5);
    Set<Boolean> told = new HashSet<>();
    int between = 0;
    for (int i = 0; i < 60; i++) {
      int x = random.nextInt(30, width);
      int y = random.nextInt(25, height);
      user.hover("#mask-pixels .image-view", (double) x / width, (double) y / height);
      Matcher words = WORDS.matcher(user.textOf("#mask-read-out"));
      if (!words.matches()) {
        assertNotEquals(keptColour, pixels.getArgb(x, y), user.textOf("#mask-read-out"));
        between++;
        continue;
      }
      int[] n =
          IntStream.rangeClosed(1, 4).map(g -> Integer.parseInt(words.group(g)) - 1).toArray();
      int weight = ((n[1] * 5 + n[2]) * 5 + n[3]) * last.outputs() + n[0];
      assertEquals(last.kept(weight), words.group(5).equals("kept"));
      assertEquals(last.kept(weight), pixels.getArgb(x, y) == keptColour, words.group());
      told.add(last.kept(weight));
    }
    assertEquals(2, told.size(), "kept and pruned ones");
    assertTrue(between > 0, "and between the tiles nothing");
  }
}
