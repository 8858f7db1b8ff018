package org.sparsevd.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.sparsevd.chart.LayerCount;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Kept and pruned weights of every layer; a click or Space on one selects it everywhere. */
final class LayerTable extends GridPane {
  private static final int LAYER_COLOURS = 4;

  private final StringProperty selected;
  private List<LayerCount> shown = List.of();

  LayerTable(StringProperty selected) {
    this.selected = selected;
    getStyleClass().add("layer-table");
    setId("layer-table");
    getColumnConstraints()
        .setAll(
            column(HPos.LEFT, Priority.NEVER),
            column(HPos.RIGHT, Priority.ALWAYS),
            column(HPos.LEFT, Priority.SOMETIMES),
            column(HPos.RIGHT, Priority.NEVER));
    selected.addListener(observable -> fill());
    fill();
  }

  void show(List<LayerCount> counts) {
    if (!counts.equals(shown)) {
      shown = List.copyOf(counts);
      fill();
    }
  }

  private void fill() {
    Optional<Object> focused =
        getChildren().stream().filter(Node::isFocused).map(Node::getUserData).findFirst();
    refill();
    focused.ifPresent(layer ->
        getChildren().stream()
            .filter(node -> layer.equals(node.getUserData()))
            .forEach(Node::requestFocus));
  }

  private void refill() {
    getChildren().clear();
    if (shown.isEmpty()) {
      Label nothing = new Label(Text.of("ui.result.nothing"));
      nothing.getStyleClass().add("caption");
      nothing.setWrapText(true);
      add(nothing, 0, 0, 4, 1);
      return;
    }
    head(0, "ui.result.layer", 1);
    head(1, "ui.result.keptColumn", 1);
    head(2, "ui.result.pruned", 2);
    add(rule(), 0, 1, 4, 1);
    int row = 2;
    for (int i = 0; i < shown.size(); i++) {
      layer(row, i);
      add(rule(), 0, row + 1, 4, 1);
      row += 2;
    }
    long kept = shown.stream().mapToLong(LayerCount::kept).sum();
    long total = shown.stream().mapToLong(LayerCount::total).sum();
    add(text(Text.of("ui.result.all"), "strong"), 0, row);
    add(text(Numbers.count(kept), "strong"), 1, row);
    add(text(percent(100.0 * (total - kept) / total), "strong"), 3, row);
  }

  private void layer(int row, int index) {
    LayerCount count = shown.get(index);
    // Beyond the colours there are, only the selected layer keeps one.
    boolean grey = shown.size() > LAYER_COLOURS && !count.layer().equals(selected.get());
    String colour = grey ? "layer-grey" : "layer-" + (index % LAYER_COLOURS + 1);
    Line swatch = new Line(0, 0, 16, 0);
    swatch.getStyleClass().addAll("layer-line", colour);
    Label name = text(count.layer(), "layer-name");
    name.setGraphic(swatch);
    name.setTooltip(new Tooltip(Text.of("ui.result.select", count.layer())));
    name.setAccessibleRole(AccessibleRole.BUTTON);
    if (count.layer().equals(selected.get())) {
      name.getStyleClass().add("selected");
    }
    name.setUserData(count.layer());
    name.setFocusTraversable(true);
    name.setOnMouseClicked(event -> toggle(count.layer()));
    name.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
        toggle(count.layer());
        event.consume();
      }
    });
    ProgressBar bar = new ProgressBar(count.prunedPercent() / 100);
    bar.getStyleClass().addAll("mini-bar", colour);
    bar.setMaxWidth(Double.MAX_VALUE);
    add(name, 0, row);
    add(text(Numbers.count(count.kept()), "number"), 1, row);
    add(bar, 2, row);
    add(text(percent(count.prunedPercent()), "number"), 3, row);
  }

  private void toggle(String layer) {
    selected.set(layer.equals(selected.get()) ? "" : layer);
  }

  private static String percent(double value) {
    return Text.of("ui.unit.percentOf", Numbers.sparsity(value));
  }

  private void head(int column, String key, int span) {
    Label head = text(Text.of(key), "caption");
    GridPane.setHalignment(head, column == 0 ? HPos.LEFT : HPos.RIGHT);
    add(head, column, 0, span, 1);
  }

  private static Label text(String words, String styleClass) {
    Label label = new Label(words);
    label.getStyleClass().add(styleClass);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Node rule() {
    Region rule = new Region();
    rule.getStyleClass().add("rule");
    return rule;
  }

  private static ColumnConstraints column(HPos position, Priority grow) {
    ColumnConstraints column = new ColumnConstraints();
    column.setHalignment(position);
    column.setHgrow(grow);
    return column;
  }
}
