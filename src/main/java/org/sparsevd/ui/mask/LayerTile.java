package org.sparsevd.ui.mask;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** One layer in the choice of layers: name, shape, and what is left of it. */
final class LayerTile extends ToggleButton {
  private final VBox lines = new VBox();

  LayerTile(EpochHistory.Layer layer, String colour, int kept) {
    getStyleClass().add("layer-tile");
    setId("layer-" + layer.name());
    Line swatch = new Line(0, 0, 16, 0);
    swatch.getStyleClass().addAll("layer-line", colour);
    Label name = new Label(layer.name(), swatch);
    name.getStyleClass().addAll("strong", "layer-name");
    lines.getStyleClass().add("layer-tile-lines");
    boolean isConvolution = layer.filter().isPresent();
    line(name, shape(layer));
    int total = layer.inputs() * layer.outputs();
    MaskPicture.Use use = MaskPicture.use(layer);
    line("ui.mask.tile.kept", Numbers.count(kept));
    line(
        "ui.mask.tile.pruned",
        Text.of("ui.unit.percentOf", Numbers.sparsity(100.0 * (total - kept) / total)));
    line(
        isConvolution ? "ui.mask.tile.filterInputs" : "ui.mask.tile.inputs",
        Text.of("ui.mask.tile.of", use.inputs(), layer.inputs()));
    line(
        isConvolution ? "ui.mask.tile.filters" : "ui.mask.tile.neurons",
        Text.of("ui.mask.tile.of", use.outputs(), layer.outputs()));
    setGraphic(lines);
    setMaxWidth(Double.MAX_VALUE);
    setTooltip(new Tooltip(Text.of("ui.mask.tile.help", layer.name())));
    setAccessibleText(layer.name());
  }

  private static String shape(EpochHistory.Layer layer) {
    return layer
        .filter()
        .map(filter -> Text.of("ui.mask.shapeConv", layer.outputs(), filter))
        .orElseGet(() -> Text.of("ui.mask.shape", layer.inputs(), layer.outputs()));
  }

  private void line(String key, String value) {
    Label name = new Label(Text.of(key));
    name.getStyleClass().add("caption");
    line(name, value);
  }

  private void line(Label name, String value) {
    Label number = new Label(value);
    number.getStyleClass().add("tile-number");
    number.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    lines.getChildren().add(new HBox(name, gap, number));
  }
}
