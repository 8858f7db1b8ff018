package org.sparsevd.ui;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/** The strip of icons that chooses a view. */
final class NavigationRail extends VBox {
  private final ObjectProperty<ViewKind> chosen =
      new SimpleObjectProperty<>(this, "chosen", ViewKind.TRAIN);

  NavigationRail() {
    getStyleClass().add("rail");
    ToggleGroup group = new ToggleGroup();
    // Arrow keys choose without an action.
    group
        .selectedToggleProperty()
        .addListener((observable, before, now) -> {
          if (now != null && now.getUserData() instanceof ViewKind kind) {
            chosen.set(kind);
          }
        });
    for (ViewKind kind : ViewKind.values()) {
      ToggleButton button = new ToggleButton(kind.label(), new Icon(kind.icon()));
      button.setId("view-" + kind.key());
      button.setUserData(kind);
      button.setContentDisplay(ContentDisplay.TOP);
      button.getStyleClass().add("rail-item");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setTooltip(new Tooltip(Text.of("ui.rail.help", kind.label(), kind.digit())));
      button.setToggleGroup(group);
      button.setSelected(kind == chosen.get());
      button.setOnAction(event -> {
        button.setSelected(true);
        chosen.set(kind);
      });
      chosen.addListener((observable, before, now) -> button.setSelected(now == kind));
      getChildren().add(button);
    }
  }

  ObjectProperty<ViewKind> chosenProperty() {
    return chosen;
  }

  /** Goes to a view and hands it the focus that what it hides had. */
  void enter(ViewKind kind) {
    chosen.set(kind);
    lookup("#view-" + kind.key()).requestFocus();
  }

  /** Goes to the view with that place in the rail, from 1; does nothing when there is none. */
  void choose(int place) {
    List<ViewKind> kinds = List.of(ViewKind.values());
    if (place >= 1 && place <= kinds.size()) {
      chosen.set(kinds.get(place - 1));
    }
  }
}
