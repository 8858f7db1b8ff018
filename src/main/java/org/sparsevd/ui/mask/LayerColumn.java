package org.sparsevd.ui.mask;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.RunInfo;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** All layers to choose from, and what is left of the whole network. */
final class LayerColumn extends ScrollPane {
  private final MaskModel model;
  private final VBox content = new VBox();
  private final Label kept = LayerTile.number();
  private final Label compression = LayerTile.number();
  private final Label live = LayerTile.number();
  private final Label saved = new Label();
  private final VBox network;
  private final List<LayerTile> tiles = new ArrayList<>();
  private List<RunInfo.Layer> shapes = List.of();

  LayerColumn(MaskModel model) {
    this.model = model;
    content.getStyleClass().add("layer-tiles");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    getStyleClass().add("tiles-scroll");
    Label title = new Label(Text.of("ui.mask.network"));
    title.getStyleClass().add("strong");
    saved.getStyleClass().add("caption");
    saved.setId("mask-saved");
    saved.setWrapText(true);
    live.setId("mask-live");
    network =
        new VBox(
            title,
            LayerTile.line(LayerTile.caption("ui.mask.network.kept"), kept),
            LayerTile.line(LayerTile.caption("ui.mask.network.compression"), compression),
            LayerTile.line(LayerTile.caption("ui.mask.network.live"), live),
            saved);
    network.getStyleClass().add("network-tile");
  }

  void clear() {
    tiles.clear();
    shapes = List.of();
    content.getChildren().clear();
  }

  void show(MaskScene scene) {
    List<RunInfo.Layer> now =
        scene.layers().stream()
            .map(each ->
                new RunInfo.Layer(each.name(), each.inputs(), each.outputs(), each.filter()))
            .toList();
    if (!now.equals(shapes)) {
      shapes = now;
      make(scene);
    }
    int count = tiles.size();
    for (int i = 0; i < count; i++) {
      boolean selected = i == scene.index();
      boolean grey = count > ChartTheme.LAYER_COLORS && !selected;
      tiles.get(i).setSelected(selected);
      tiles.get(i).show(scene, grey ? "layer-grey" : "layer-" + (i % ChartTheme.LAYER_COLORS + 1));
    }
    showNetwork(scene);
  }

  private void make(MaskScene scene) {
    tiles.clear();
    for (int i = 0; i < scene.layers().size(); i++) {
      EpochHistory.Layer layer = scene.layers().get(i);
      boolean image = i == 0 && scene.looksAtImage();
      LayerTile tile = new LayerTile(layer, i, image);
      tile.setOnAction(event -> {
        tile.setSelected(true);
        model.layerProperty().set(layer.name());
      });
      tiles.add(tile);
    }
    content.getChildren().setAll(tiles);
    content.getChildren().add(network);
  }

  private void showNetwork(MaskScene scene) {
    long total = 0;
    long left = 0;
    for (int i = 0; i < scene.layers().size(); i++) {
      EpochHistory.Layer layer = scene.layers().get(i);
      total += (long) layer.inputs() * layer.outputs();
      left += scene.kept(i);
    }
    kept.setText(Numbers.count(left));
    compression.setText(Numbers.compression((double) total / left) + Text.of("ui.unit.times"));
    int units = scene.live().hiddenUnits();
    live.setText(
        Text.of(
            "ui.mask.tile.of",
            Numbers.count(units - scene.live().deadUnits()),
            Numbers.count(units)));
    saved.setText(
        scene.live().deadUnits() == 0
            ? Text.of("ui.mask.network.noneDead")
            : Text.of(
                "ui.mask.network.saved",
                Numbers.count(scene.live().weightsSaved()),
                Numbers.count(scene.live().biasesSaved()),
                Numbers.count(scene.live().weightsLeft())));
  }
}
