package org.sparsevd.ui.mask;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.prune.LiveUnits;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** One layer in the choice of layers: name, shape, a small picture, and what is left of it. */
final class LayerTile extends ToggleButton {
  private final int index;
  private final Line swatch = new Line(0, 0, 16, 0);
  private final PixelView thumbnail = new PixelView(under -> {});
  private final Label pruned = number();
  private final Label dead = number();
  private final Label unused = number();

  /**
   * @param index of the layer in its network
   * @param image whether the layer looks at an image, pixel by pixel
   */
  LayerTile(EpochHistory.Layer layer, int index, boolean image) {
    this.index = index;
    getStyleClass().add("layer-tile");
    setId("layer-" + layer.name());
    swatch.getStyleClass().add("layer-line");
    Label name = new Label(layer.name(), swatch);
    name.getStyleClass().addAll("strong", "layer-name");
    boolean isConvolution = layer.filter().isPresent();
    Label shape = number();
    shape.setText(shape(layer));
    thumbnail.setMouseTransparent(true);
    thumbnail.setPrefHeight(image ? 4 * 28 : MaskScene.THUMBNAIL_HEIGHT);
    VBox lines =
        new VBox(
            line(name, shape),
            thumbnail,
            line(caption("ui.mask.tile.pruned"), pruned),
            line(
                caption(isConvolution ? "ui.mask.tile.deadFilters" : "ui.mask.tile.deadNeurons"),
                dead),
            line(
                caption(
                    image
                        ? "ui.mask.tile.unusedPixels"
                        : isConvolution
                            ? "ui.mask.tile.filterInputs"
                            : "ui.mask.tile.unusedInputs"),
                unused));
    lines.getStyleClass().add("layer-tile-lines");
    setGraphic(lines);
    setMaxWidth(Double.MAX_VALUE);
    setTooltip(new Tooltip(Text.of("ui.mask.tile.help", layer.name())));
  }

  /** Tells what is left of the layer in {@code scene}. */
  void show(MaskScene scene, String colour) {
    EpochHistory.Layer layer = scene.layers().get(index);
    LiveUnits.Layer live = scene.live().layers().get(index);
    swatch.getStyleClass().setAll("layer-line", colour);
    thumbnail.show(Optional.of(scene.thumbnail(index)));
    int total = layer.inputs() * layer.outputs();
    int kept = scene.kept(index);
    pruned.setText(Text.of("ui.unit.percentOf", Numbers.sparsity(100.0 * (total - kept) / total)));
    dead.setText(of(live.deadOutputs(), live.outputCount()));
    unused.setText(of(live.inputCount() - live.inputs().cardinality(), live.inputCount()));
    setAccessibleText(
        Text.of(
            "ui.mask.tile.accessible",
            layer.name(),
            Numbers.count(kept),
            Numbers.count(total),
            dead.getText()));
  }

  private static String of(int count, int all) {
    return Text.of("ui.mask.tile.of", Numbers.count(count), Numbers.count(all));
  }

  private static String shape(EpochHistory.Layer layer) {
    return layer
        .filter()
        .map(filter -> Text.of("ui.mask.shapeConv", layer.outputs(), filter))
        .orElseGet(() -> Text.of("ui.mask.shape", layer.inputs(), layer.outputs()));
  }

  static Label caption(String key) {
    Label name = new Label(Text.of(key));
    name.getStyleClass().add("caption");
    return name;
  }

  static Label number() {
    Label number = new Label();
    number.getStyleClass().add("tile-number");
    number.setMinWidth(Region.USE_PREF_SIZE);
    return number;
  }

  static HBox line(Label name, Label number) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new HBox(name, gap, number);
  }
}
