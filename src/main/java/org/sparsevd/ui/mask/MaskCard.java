package org.sparsevd.ui.mask;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.FilterTiles;
import org.sparsevd.chart.LineStyle;
import org.sparsevd.chart.MaskOrder;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.chart.RunView;
import org.sparsevd.chart.WeightColors;
import org.sparsevd.chart.WeightMatrix;
import org.sparsevd.chart.WeightMode;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/**
 * The first layer: how many kept weights leave each pixel, or its filters when it is a convolution,
 * and how much of it is in use.
 */
public final class MaskCard extends Card {
  /** About the form of the room for the picture. */
  private static final double ASPECT = 1.6;

  private final HistoryLoader histories;
  private final PixelView pixels = new PixelView(this::readOut);
  private final CountKey key = new CountKey();
  private final Label use = new Label();
  private final Label empty = new Label();
  private Optional<RunView> shown = Optional.empty();
  private String useText = "";
  private ChartTheme theme = ChartTheme.LIGHT;

  public MaskCard(HistoryLoader histories) {
    super(Text.of("ui.mask.card"));
    this.histories = histories;
    setId("mask-card");
    use.getStyleClass().add("caption");
    use.setWrapText(true);
    use.setId("mask-use");
    use.setMinHeight(Region.USE_PREF_SIZE);
    empty.getStyleClass().add("caption");
    empty.setWrapText(true);
    empty.setTextAlignment(TextAlignment.CENTER);
    StackPane picture = new StackPane(pixels, empty);
    VBox content = new VBox(picture, key, use);
    content.getStyleClass().add("mask-content");
    VBox.setVgrow(picture, Priority.ALWAYS);
    setContent(content);
    show(Optional.empty());
  }

  /** Takes the colours of {@code newTheme} at the next drawing. */
  public void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    pixels.setTheme(newTheme);
  }

  /** Draws a run at an epoch; without one, what will stand here. */
  public void show(Optional<RunView> view) {
    shown = view;
    if (view.isEmpty()) {
      empty("ui.mask.before");
      return;
    }
    histories.request(
        view.get(),
        history -> {
          // While the cursor is dragged each answer is out of date, and still better than none.
          if (shown.map(RunView::run).equals(view.map(RunView::run))) {
            draw(view.get(), history);
          }
        });
  }

  private void draw(RunView view, Optional<EpochHistory> history) {
    if (history.isEmpty() || history.get().layers().isEmpty()) {
      empty(view.run().epochs().isEmpty() ? "ui.mask.before" : "ui.mask.noHistory");
      return;
    }
    EpochHistory.Layer first = history.get().layers().getFirst();
    EpochHistory.Layer cut = CutLayer.of(history.get(), first, view.cutOf(first.name()));
    LineStyle style = theme.layer(0, history.get().layers().size(), true);
    Optional<ImageShape> shape =
        view.run()
            .info()
            .data()
            .shape()
            .filter(image -> cut.filter().isEmpty() && image.features() == cut.inputs());
    WeightColors colors =
        WeightColors.of(WeightMode.KEPT, cut, view.cutOf(first.name()), theme, style);
    MaskPicture picture =
        cut.filter().isPresent()
            ? FilterTiles.of(cut, colors, MaskOrder.whole(cut), ASPECT)
            : shape
                .map(image -> MaskPicture.pixels(cut, image, theme))
                .orElseGet(() -> WeightMatrix.of(cut, colors, MaskOrder.whole(cut)));
    titleProperty().set(Text.of("ui.mask.title", cut.name()));
    boolean earlier = history.get().epoch() != view.epoch();
    subtitleProperty()
        .set(
            earlier
                ? Text.of("ui.mask.ofEpoch", Integer.toString(history.get().epoch()))
                : shape.isPresent()
                    ? Text.of("ui.mask.perPixel")
                    : cut.filter().isPresent() ? picture.caption() : "");
    pixels.show(Optional.of(picture));
    key.show(shape.isPresent() ? MaskPicture.use(cut).mostPerInput() : 0);
    useText = use(cut, shape.isPresent());
    use.setText(useText);
    empty.setText("");
  }

  private static String use(EpochHistory.Layer layer, boolean perPixel) {
    MaskPicture.Use used = MaskPicture.use(layer);
    if (layer.filter().isPresent()) {
      return Text.of(
          "ui.mask.useFilters",
          Numbers.count(used.outputs()),
          Numbers.count(layer.outputs()),
          Numbers.count(used.kept()),
          Numbers.count((long) layer.inputs() * layer.outputs()));
    }
    return Text.of(
        perPixel ? "ui.mask.usePixels" : "ui.mask.useInputs",
        Numbers.count(used.inputs()),
        Numbers.count(layer.inputs()),
        Numbers.count(used.outputs()),
        Numbers.count(layer.outputs()));
  }

  private void empty(String reason) {
    titleProperty().set(Text.of("ui.mask.card"));
    subtitleProperty().set("");
    pixels.show(Optional.empty());
    key.show(0);
    useText = "";
    empty.setText(Text.of(reason));
    use.setText(useText);
  }

  private void readOut(Optional<String> under) {
    use.setText(under.orElse(useText));
  }
}
