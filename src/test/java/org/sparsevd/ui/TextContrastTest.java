package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Words stand out 4.5 : 1 from what is behind them, wherever the window shows any. */
@Timeout(300)
final class TextContrastTest {
  /** About as many texts as all places have; far fewer would mean that nothing was looked at. */
  private static final int TEXTS_AT_LEAST = 600;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyTextHasContrast(Theme theme) throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<Text> checked = new HashSet<>();
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, theme)) {
      UiDriver user = studio.show();
      for (Place place : Place.all()) {
        place.open(studio, user);
        UiDriver.call(() -> Contrast.faults(studio.window().scene(), checked))
            .forEach(fault -> wrong.add(place.name() + ": " + fault));
      }
      user.close();
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    assertTrue(checked.size() >= TEXTS_AT_LEAST, () -> checked.size() + " texts");
  }

  @Test
  void theRatioIsThatOfWcag() {
    assertEquals(21, Contrast.ratio(0xff000000, 0xffffffff), 1e-9);
    assertEquals(4.54, Contrast.ratio(0xff767676, 0xffffffff), 0.005);
    assertEquals(1, Contrast.ratio(0xff123456, 0xff123456), 1e-9);
  }
}
