package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has the keyboard shows it, whatever kind of control it is. */
@Timeout(600)
final class FocusMarkTest {
  /** About as many kinds of controls as the window has. */
  private static final int KINDS_AT_LEAST = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyKindOfControlShowsTheFocus(Theme theme) throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, theme)) {
      UiDriver user = studio.show();
      for (Place place : Place.usual()) {
        place.open(studio, user);
        new KeyboardWalk(user)
            .go(stop -> {
              if (kinds.add(FocusMark.kind(stop))) {
                FocusMark.fault(stop)
                    .ifPresent(why ->
                        wrong.add(place.name() + ": " + AccessCheck.describe(stop) + ": " + why));
              }
            });
      }
      user.close();
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    assertTrue(kinds.size() >= KINDS_AT_LEAST, () -> kinds.size() + " kinds");
  }
}
