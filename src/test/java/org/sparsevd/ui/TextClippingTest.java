package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No words are cut off, and neither words nor controls lie over others, at 100, 150 and 200 % of
 * the text size, in a window of 1280 × 800.
 */
@Timeout(600)
final class TextClippingTest {
  private static final Path PICTURES = Path.of("target", "screenshots", "text-size");

  @TempDir private Path folder;

  @Test
  void nothingIsCutOffOrCoveredAtAnySize() throws Exception {
    List<String> wrong = new ArrayList<>();
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      double size = Theme.STANDARD_TEXT_SIZE;
      for (int percent : new int[] {100, 150, 200}) {
        for (; size < percent * Theme.STANDARD_TEXT_SIZE / 100; size++) {
          user.press(KeyCode.PLUS, UiDriver.CTRL);
        }
        double now = size;
        Labeled word = user.find(Labeled.class, "#view-train");
        // The rail's words are 0.917 em: the keys have done what they are for.
        assertEquals(0.917 * now, UiDriver.call(() -> word.getFont().getSize()), 0.2);
        for (Place place : Place.all()) {
          place.open(studio, user);
          UiDriver.call(() -> AccessCheck.clipped(studio.window().scene()))
              .forEach(fault -> wrong.add(place.name() + " at " + percent + " %: " + fault));
          UiDriver.call(() -> OverlapCheck.overlapping(studio.window().scene()))
              .forEach(fault -> wrong.add(place.name() + " at " + percent + " %: " + fault));
          if (percent > 100) { // the other pictures have those
            user.snapshot(PICTURES.resolve("%s-%d.png".formatted(place.name(), percent)));
          }
        }
      }
      user.close();
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }
}
