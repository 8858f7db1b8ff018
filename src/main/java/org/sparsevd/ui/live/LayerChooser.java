package org.sparsevd.ui.live;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.ItemWords;
import org.sparsevd.ui.control.SegmentedControl;

/** Chooses a layer or all: a row of buttons while they are few with short names, else a list. */
final class LayerChooser extends HBox {
  /** What fits beside a card's title in a window of 1280 pixels. */
  private static final int ROW_LETTERS = 12;

  private final StringProperty layer = new SimpleStringProperty(this, "layer", "");
  private final SegmentedControl<String> segments =
      new SegmentedControl<>(Text.of("chart.layer"), LayerChooser::nameOf);
  private final ComboBox<String> list = new ComboBox<>();
  private boolean offering;

  LayerChooser() {
    setAlignment(Pos.CENTER_LEFT);
    list.getStyleClass().add("layer-list");
    list.setAccessibleText(Text.of("chart.layer"));
    list.setConverter(new ItemWords<>(LayerChooser::nameOf));
    segments.setValue("");
    offer(List.of());
    segments.valueProperty().addListener((observable, before, now) -> choose(now));
    list.valueProperty().addListener((observable, before, now) -> choose(now));
    layer.addListener((observable, before, now) -> press());
  }

  /** Name of the chosen layer; "" for all. */
  StringProperty layerProperty() {
    return layer;
  }

  /** Offers {@code layers} and all of them; the choice stays. */
  void offer(List<String> layers) {
    List<String> items = new ArrayList<>(List.of(""));
    items.addAll(layers);
    if (items.equals(list.getItems())) {
      return;
    }
    offering = true;
    boolean few =
        layers.size() <= ChartTheme.LAYER_COLORS
            && layers.stream().mapToInt(String::length).sum() <= ROW_LETTERS;
    getChildren().setAll(few ? segments : list);
    segments.setItems(few ? items : List.of(""));
    list.getItems().setAll(items);
    press();
    offering = false;
  }

  private void press() {
    segments.setValue(layer.get());
    list.setValue(layer.get());
  }

  private void choose(String name) {
    if (!offering && name != null) {
      layer.set(name);
    }
  }

  private static String nameOf(String layer) {
    return layer.isEmpty() ? Text.of("chart.layer.all") : layer;
  }
}
