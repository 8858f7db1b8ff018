package org.sparsevd.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** A row of buttons of which exactly one is pressed; left and right keys move between them. */
public final class SegmentedControl<T> extends HBox {
  private final ObjectProperty<T> value = new SimpleObjectProperty<>(this, "value");
  private final ToggleGroup group = new ToggleGroup();
  private final Function<T, String> label;
  private List<T> items = List.of();

  /**
   * @param name what is chosen, for screen readers and as a tooltip
   * @param label how an item reads
   */
  public SegmentedControl(String name, Function<T, String> label) {
    this.label = label;
    getStyleClass().add("segmented");
    setAccessibleText(name);
    value.addListener((observable, before, now) -> press(now));
    group // up and down keys choose without an action
        .selectedToggleProperty()
        .addListener((observable, before, now) -> {
          int place = group.getToggles().indexOf(now);
          if (place >= 0 && !items.get(place).equals(value.get())) {
            value.set(items.get(place));
          }
        });
    addEventFilter(KeyEvent.KEY_PRESSED, this::step);
  }

  /** The chosen item; null as long as there are no items. */
  public ObjectProperty<T> valueProperty() {
    return value;
  }

  public T getValue() {
    return value.get();
  }

  public void setValue(T item) {
    value.set(item);
  }

  /** Offers {@code items}; keeps the chosen one when it is among them, else takes the first. */
  public void setItems(List<T> newItems) {
    if (newItems.equals(items)) {
      return;
    }
    items = List.copyOf(newItems);
    getChildren().clear();
    group.getToggles().clear();
    for (T item : items) {
      ToggleButton button = new ToggleButton(label.apply(item));
      button.getStyleClass().add("segment");
      button.setUserData(item);
      button.setTooltip(new Tooltip(getAccessibleText() + ": " + button.getText()));
      button.setToggleGroup(group);
      button.setOnAction(event -> {
        button.setSelected(true); // a second click must not leave nothing chosen
        value.set(item);
      });
      getChildren().add(button);
    }
    if (value.get() == null || !items.contains(value.get())) {
      value.set(items.isEmpty() ? null : items.getFirst());
    }
    press(value.get());
  }

  private void press(T item) {
    group.getToggles().stream()
        .filter(toggle -> toggle.getUserData().equals(item))
        .forEach(toggle -> toggle.setSelected(true));
  }

  private void step(KeyEvent event) {
    int direction = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
    if (direction == 0 || event.isShortcutDown() || items.isEmpty()) {
      return;
    }
    int index = Math.clamp(items.indexOf(value.get()) + direction, 0, items.size() - 1);
    value.set(items.get(index));
    getChildren().get(index).requestFocus();
    event.consume();
  }
}
