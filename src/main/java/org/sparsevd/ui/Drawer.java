package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.SegmentedControl;

/** What a narrow window has no room for: slides over the view, one tab a part. */
final class Drawer extends VBox {
  /** The parts that may be in the drawer. */
  enum Tab {
    FORM,
    RESULT
  }

  private final SegmentedControl<Tab> tabs =
      new SegmentedControl<>(
          Text.of("ui.drawer.tabs"),
          tab -> Text.of(tab == Tab.FORM ? "ui.drawer.form" : "ui.drawer.result"));
  private final StackPane content = new StackPane();
  private final Region form;
  private final Region result;
  private final HBox head;
  private List<Tab> taken = List.of();
  private Runnable onLeft = () -> {};

  Drawer(Region form, Region result) {
    this.form = form;
    this.result = result;
    getStyleClass().add("drawer");
    setId("drawer");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    head =
        new HBox(
            tabs, gap, new IconButton(Feather.X, Text.of("ui.drawer.close"), () -> open(false)));
    head.getStyleClass().add("drawer-head");
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().setAll(head, content);
    tabs.valueProperty().addListener(observable -> fill());
    open(false);
  }

  /** Takes the form, the result column, or gives them back when there is room. */
  void take(boolean takesForm, boolean takesResult) {
    List<Tab> offered = new ArrayList<>();
    if (takesForm) {
      offered.add(Tab.FORM);
    }
    if (takesResult) {
      offered.add(Tab.RESULT);
    }
    if (offered.equals(taken)) {
      return;
    }
    taken = offered;
    content.getChildren().clear();
    tabs.setItems(offered);
    // One part alone needs no choice of parts.
    head.setVisible(offered.size() > 1);
    head.setManaged(offered.size() > 1);
    if (offered.isEmpty()) {
      open(false);
    }
    fill();
  }

  /** Calls {@code action} when it was closed while it held the keyboard. */
  void setOnLeft(Runnable action) {
    onLeft = action;
  }

  /** Opens it and gives it the keyboard, or closes it. */
  void toggle() {
    open(!isVisible());
    if (isVisible()) {
      lookupAll("*").stream()
          .filter(Node::isFocusTraversable)
          .filter(node -> node.isVisible() && !node.isDisabled())
          .findFirst()
          .ifPresent(Node::requestFocus);
    }
  }

  void open(boolean open) {
    boolean left = !open && isFocusWithin();
    setVisible(open);
    setManaged(open);
    if (left) {
      onLeft.run();
    }
  }

  /** Opens it when one of its parts has a node with that id, else closes it. */
  void uncover(String id) {
    Optional<Tab> place =
        taken.stream().filter(tab -> part(tab).lookup("#" + id) != null).findFirst();
    place.ifPresent(tabs::setValue);
    open(place.isPresent());
  }

  private void fill() {
    content
        .getChildren()
        .setAll(Optional.ofNullable(tabs.getValue()).map(this::part).stream().toList());
  }

  private Region part(Tab tab) {
    return tab == Tab.FORM ? form : result;
  }
}
