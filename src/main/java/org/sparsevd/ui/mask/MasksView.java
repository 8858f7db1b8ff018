package org.sparsevd.ui.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.FilterTiles;
import org.sparsevd.chart.LineStyle;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.chart.RunView;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.SegmentedControl;

/** Any layer's weights, kept or pruned, cell by cell; for the first also pixel by pixel. */
public final class MasksView extends HBox {
  private static final int LAYER_COLOURS = 4;
  private static final List<Integer> ZOOMS = List.of(PixelView.FIT, 1, 2, 3, 4, 8);

  /** About the form of the room for the picture. */
  private static final double ASPECT = 1.8;

  private final HistoryLoader histories;
  private final StringProperty selected;
  private final VBox tiles = new VBox();
  private final Card card = new Card(Text.of("ui.view.masks"));
  private final SegmentedControl<Integer> zoom =
      new SegmentedControl<>(
          Text.of("ui.mask.zoom"),
          each -> each == PixelView.FIT ? Text.of("ui.mask.fit") : Text.of("ui.time.speed", each));
  private final PixelView pixels = new PixelView(this::readOut);
  private final PixelView imagePixels = new PixelView(this::readOut);
  private final VBox imagePart = new VBox();
  private final CountKey counts = new CountKey();
  private final HBox keptKey = new HBox();
  private final Label readOut = new Label();
  private ChartTheme theme = ChartTheme.LIGHT;
  private Optional<RunView> shown = Optional.empty();
  private Optional<EpochHistory> history = Optional.empty();

  /**
   * @param selected name of the selected layer, empty for none
   */
  public MasksView(HistoryLoader histories, StringProperty selected) {
    this.histories = histories;
    this.selected = selected;
    getStyleClass().addAll("view", "masks");
    tiles.getStyleClass().add("layer-tiles");
    ScrollPane column = new ScrollPane(tiles);
    column.setFitToWidth(true);
    column.setFocusTraversable(false);
    column.getStyleClass().add("tiles-scroll");
    zoom.setItems(ZOOMS);
    zoom.setId("zoom");
    zoom.valueProperty()
        .addListener((observable, before, now) -> pixels.setZoom(now == null ? 0 : now));
    card.actions().setAll(zoom);
    pixels.setId("mask-pixels");
    ScrollPane scroll = new ScrollPane(pixels);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setPannable(true);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.SOMETIMES);
    scroll.setMinHeight(0);
    readOut.setId("mask-read-out");
    readOut.getStyleClass().add("muted");
    VBox content = new VBox(scroll, foot(), perPixel());
    content.getStyleClass().add("mask-content");
    card.setContent(content);
    HBox.setHgrow(card, Priority.ALWAYS);
    getChildren().setAll(column, card);
    show(Optional.empty());
  }

  private HBox foot() {
    keptKey.getStyleClass().add("count-key");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(readOut, gap, keptKey);
    foot.getStyleClass().add("mask-foot");
    return foot;
  }

  private VBox perPixel() {
    Label name = new Label(Text.of("ui.mask.perPixel.title"));
    name.getStyleClass().add("strong");
    counts.setMaxWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(name, gap, counts);
    head.getStyleClass().add("per-pixel-head");
    VBox.setVgrow(imagePixels, Priority.ALWAYS);
    imagePart.getStyleClass().add("per-pixel");
    imagePart.getChildren().setAll(head, imagePixels);
    VBox.setVgrow(imagePart, Priority.ALWAYS);
    return imagePart;
  }

  /** Takes the colours of {@code newTheme} at the next drawing. */
  public void setTheme(ChartTheme newTheme) {
    theme = newTheme;
  }

  /** Draws a run at an epoch; without one, what will stand here. */
  public void show(Optional<RunView> view) {
    shown = view;
    if (view.isEmpty()) {
      history = Optional.empty();
      drawAll();
      return;
    }
    histories.request(
        view.get(),
        read -> {
          if (shown.equals(view)) { // else something newer is on its way
            history = read;
            drawAll();
          }
        });
  }

  private void drawAll() {
    tiles.getChildren().setAll(tiles());
    drawPicture();
  }

  private List<LayerTile> tiles() {
    List<LayerTile> made = new ArrayList<>();
    List<EpochHistory.Layer> layers = layers();
    for (int i = 0; i < layers.size(); i++) {
      EpochHistory.Layer layer = layers.get(i);
      boolean isSelected = selected().filter(layer::equals).isPresent();
      boolean grey = layers.size() > LAYER_COLOURS && !isSelected;
      LayerTile tile =
          new LayerTile(
              layer, grey ? "layer-grey" : "layer-" + (i % LAYER_COLOURS + 1), kept(layer));
      tile.setSelected(isSelected);
      tile.setOnAction(event -> {
        tile.setSelected(true);
        selected.set(layer.name());
      });
      made.add(tile);
    }
    return made;
  }

  private void drawPicture() {
    Optional<EpochHistory.Layer> layer = selected();
    if (layer.isEmpty()) {
      boolean waiting = shown.map(view -> view.run().epochs().isEmpty()).orElse(true);
      card.titleProperty().set(Text.of("ui.view.masks"));
      card.subtitleProperty().set("");
      pixels.show(Optional.empty());
      zoom.setVisible(false);
      showPixels(Optional.empty(), 0);
      keptKey.setVisible(false);
      readOut.setText(Text.of(waiting ? "ui.mask.before" : "ui.mask.noHistory"));
      return;
    }
    draw(layer.get());
  }

  private void draw(EpochHistory.Layer layer) {
    List<EpochHistory.Layer> layers = layers();
    int index = layers.indexOf(layer);
    Optional<ImageShape> shape =
        shown
            .flatMap(view -> view.run().info().data().shape())
            .filter(image ->
                index == 0 && layer.filter().isEmpty() && image.features() == layer.inputs());
    zoom.setVisible(true);
    LineStyle style = theme.layer(index, layers.size(), true);
    MaskPicture picture =
        layer.filter().isPresent()
            ? FilterTiles.of(layer, MaskPicture.CellMode.KEPT, theme, style, ASPECT)
            : MaskPicture.matrix(layer, MaskPicture.CellMode.KEPT, theme, style);
    card.titleProperty().set(Text.of("ui.mask.title", layer.name()));
    card.subtitleProperty().set(caption(picture));
    pixels.show(Optional.of(picture));
    showPixels(
        shape.map(image -> MaskPicture.pixels(layer, image, theme)),
        MaskPicture.use(layer).mostPerInput());
    showKeptKey(index);
    readOut(Optional.empty());
  }

  /** The picture's own words, and which epoch it is of when that is not the one looked at. */
  private String caption(MaskPicture picture) {
    int epoch = history.orElseThrow().epoch();
    return epoch == shown.orElseThrow().epoch()
        ? picture.caption()
        : Text.of("ui.mask.captionOfEpoch", picture.caption(), Integer.toString(epoch));
  }

  private void showPixels(Optional<MaskPicture> picture, int most) {
    imagePixels.show(picture);
    counts.show(most);
    imagePart.setVisible(picture.isPresent());
    imagePart.setManaged(picture.isPresent());
  }

  private void showKeptKey(int index) {
    Region kept = new Region();
    kept.getStyleClass().addAll("cell-kept", "layer-" + (index % LAYER_COLOURS + 1));
    Region pruned = new Region();
    pruned.getStyleClass().add("cell-empty");
    Label keptName = new Label(Text.of("ui.mask.kept"));
    Label prunedName = new Label(Text.of("ui.mask.pruned"));
    keptName.getStyleClass().add("caption");
    prunedName.getStyleClass().add("caption");
    keptKey.getChildren().setAll(kept, keptName, pruned, prunedName);
    keptKey.setVisible(true);
  }

  private List<EpochHistory.Layer> layers() {
    return history.stream()
        .flatMap(read ->
            read.layers().stream()
                .map(layer -> CutLayer.of(read, layer, shown.orElseThrow().cutOf(layer.name()))))
        .toList();
  }

  private Optional<EpochHistory.Layer> selected() {
    List<EpochHistory.Layer> layers = layers();
    return layers.stream()
        .filter(layer -> layer.name().equals(selected.get()))
        .findFirst()
        .or(() -> layers.stream().findFirst());
  }

  private static int kept(EpochHistory.Layer layer) {
    int kept = 0;
    for (int weight = 0; weight < layer.inputs() * layer.outputs(); weight++) {
      kept += layer.kept(weight) ? 1 : 0;
    }
    return kept;
  }

  private void readOut(Optional<String> under) {
    readOut.setText(
        under.orElseGet(() ->
            selected()
                .map(layer ->
                    Text.of(
                        "ui.mask.summary",
                        Numbers.count(kept(layer)),
                        Numbers.count((long) layer.inputs() * layer.outputs())))
                .orElse("")));
  }
}
