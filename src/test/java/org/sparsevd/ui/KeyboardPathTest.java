package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever can be clicked is on the way of the Tab key: named, in reading order, scrolled into
 * sight, and back to the start.
 */
@Timeout(600)
final class KeyboardPathTest {
  /** What all places have together by far; fewer would mean that some were not walked. */
  private static final int STOPS_AT_LEAST = 400;

  @TempDir private Path folder;

  @Test
  void tabReachesEverythingInOrder() throws Exception {
    List<String> wrong = new ArrayList<>();
    int stops = 0;
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      for (Place place : Place.all()) {
        place.open(studio, user);
        KeyboardWalk walk = new KeyboardWalk(user);
        walk.go(stop -> {});
        UiDriver.call(walk::faults).forEach(fault -> wrong.add(place.name() + ": " + fault));
        assertFalse(walk.stops().isEmpty(), place::name);
        stops += walk.stops().size();
      }
      user.close();
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    int all = stops;
    assertTrue(all >= STOPS_AT_LEAST, () -> all + " stops");
  }

  /** A place whose view has a group of each make, the group's toggles, and the key that goes on. */
  private record Group(ViewKind view, String toggles, KeyCode key) {}

  @Test
  void arrowsReachTheRestOfAGroupAndSpaceChooses() throws Exception {
    UiDriver.startToolkit();
    List<Group> groups =
        List.of(
            new Group(ViewKind.KL, "#kl-quantity > .segment", KeyCode.RIGHT),
            new Group(ViewKind.KL, "#kl-quantity > .segment", KeyCode.DOWN),
            new Group(ViewKind.TRAIN, ".rail-item", KeyCode.DOWN));
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      for (Group group : groups) {
        place(group.view).open(studio, user);
        Scene scene = studio.window().scene();
        List<ToggleButton> toggles =
            UiDriver.call(() ->
                scene.getRoot().lookupAll(group.toggles).stream()
                    .map(ToggleButton.class::cast)
                    .toList());
        assertTrue(toggles.size() > 1, group::toString);
        UiDriver.run(toggles.getFirst()::requestFocus);
        for (ToggleButton next : toggles.subList(1, toggles.size())) {
          user.press(group.key);
          assertSame(next, UiDriver.call(scene::getFocusOwner), group::toString);
          user.press(KeyCode.SPACE);
          assertTrue(UiDriver.call(next::isSelected), group::toString);
        }
      }
      // What looks chosen is: the view of the last item of the rail is there.
      assertTrue(user.sees("#data-list"));
      user.press(KeyCode.UP);
      ToggleButton shown = user.find(ToggleButton.class, ".rail-item:selected");
      String view = UiDriver.call(shown::getId);
      assertEquals(view.equals("view-data"), user.sees("#data-list"), view);
      user.close();
    }
  }

  private static Place place(ViewKind view) {
    return Place.all().stream()
        .filter(place -> place.view() == view && place.withRun())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void altAndADigitSortsTheRunsByAColumn() throws Exception {
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      place(ViewKind.LIBRARY).open(studio, user);
      TableView<?> table = user.find(TableView.class, "#library-table");
      UiDriver.run(table::requestFocus);
      for (TableColumn.SortType type : TableColumn.SortType.values()) {
        user.press(KeyCode.DIGIT2, UiDriver.ALT);
        assertEquals(
            List.of(table.getColumns().get(1)),
            UiDriver.call(() -> List.copyOf(table.getSortOrder())));
        assertEquals(type, UiDriver.call(() -> table.getColumns().get(1).getSortType()));
      }
      user.press(KeyCode.DIGIT2, UiDriver.ALT);
      assertEquals(List.of(), UiDriver.call(() -> List.copyOf(table.getSortOrder())));
      user.close();
    }
  }
}
