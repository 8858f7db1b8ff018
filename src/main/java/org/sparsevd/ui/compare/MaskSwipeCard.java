package org.sparsevd.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ComparedMask;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.LineStyle;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.SegmentedControl;

/**
 * The masks of one layer of the runs, over each other with a handle between, or side by side. Over
 * each other lie A and the run that stands out, else A and B.
 */
final class MaskSwipeCard extends Card {
  private final StringProperty layer = new SimpleStringProperty(this, "layer", "");
  private final SegmentedControl<ComparedMask.Mode> mode =
      new SegmentedControl<>(
          Text.of("ui.compare.maskMode"), each -> Text.of("ui.compare.maskMode." + each.name()));
  private final SegmentedControl<Form> form =
      new SegmentedControl<>(
          Text.of("ui.compare.maskForm"), each -> Text.of("ui.compare.maskForm." + each.name()));
  private final SwipePane swipe = new SwipePane();
  private final HBox beside = new HBox();
  private final Label empty = new Label();
  private final Label caption = new Label();
  private Optional<ComparisonView> view = Optional.empty();
  private List<RunWeights> weights = List.of();
  private ChartTheme theme = ChartTheme.LIGHT;
  private List<Object> drawn = List.of(); // what the pictures are of

  /** How pictures lie. */
  enum Form {
    SWIPE,
    BESIDE
  }

  MaskSwipeCard() {
    super(Text.of("ui.compare.masks"));
    setId("compare-masks");
    mode.setValue(ComparedMask.Mode.THETA);
    mode.setItems(List.of(ComparedMask.Mode.values()));
    form.setValue(Form.SWIPE);
    form.setItems(List.of(Form.values()));
    form.setId("compare-mask-form");
    actions().add(mode);
    mode.valueProperty().addListener(observable -> draw());
    form.valueProperty().addListener(observable -> draw());
    layer.addListener(observable -> draw());
    beside.getStyleClass().add("masks-beside");
    empty.getStyleClass().add("caption");
    empty.setWrapText(true);
    empty.setMouseTransparent(true); // it lies over the pictures, with or without words
    empty.setTextAlignment(TextAlignment.CENTER);
    caption.getStyleClass().add("caption");
    caption.setMinHeight(Region.USE_PREF_SIZE);
    StackPane pictures = new StackPane(swipe, beside, empty);
    pictures.setMinSize(0, 0);
    VBox.setVgrow(pictures, Priority.ALWAYS);
    caption.setWrapText(true);
    HBox.setHgrow(caption, Priority.ALWAYS);
    caption.setMaxWidth(Double.MAX_VALUE);
    form.setMinWidth(Region.USE_PREF_SIZE);
    HBox foot = new HBox(caption, form);
    foot.getStyleClass().add("compare-masks-foot");
    VBox content = new VBox(pictures, foot);
    content.getStyleClass().add("compare-masks-content");
    setContent(content);
    draw();
  }

  /** Name of the layer shown; "" for the first. */
  StringProperty layerProperty() {
    return layer;
  }

  void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    swipe.setTheme(newTheme);
    draw();
  }

  /**
   * Shows the masks of the runs.
   *
   * @param newWeights one a run; none while they are being read
   */
  void show(ComparisonView newView, List<RunWeights> newWeights) {
    List<Object> now = List.of(newView.comparison(), newWeights, pair(newView), form.getValue());
    view = Optional.of(newView);
    weights = newWeights;
    if (!now.equals(drawn)) { // a run that stands out changes nothing but the pair
      drawn = now;
      draw();
    }
  }

  private void draw() {
    swipe.setVisible(false);
    beside.setVisible(false);
    beside.getChildren().clear();
    caption.setText("");
    empty.setText("");
    int runs = view.map(each -> each.runs().size()).orElse(0);
    if (runs == 0) {
      empty.setText(Text.of("chart.compare.empty"));
      return;
    }
    if (weights.size() != runs) {
      empty.setText(Text.of("chart.compare.reading"));
      return;
    }
    List<Integer> chosen = form.getValue() == Form.SWIPE ? pair(view.orElseThrow()) : all(runs);
    List<Integer> shown = new ArrayList<>();
    List<EpochHistory.Layer> layers = new ArrayList<>();
    for (int run : chosen) {
      Optional<EpochHistory.Layer> found = layerOf(run);
      boolean fits =
          found.isPresent()
              && (layers.isEmpty() || ComparedMask.alike(layers.getFirst(), found.get()));
      if (fits) {
        shown.add(run);
        layers.add(found.get());
      }
    }
    if (layers.isEmpty()) {
      empty.setText(Text.of("chart.compare.noWeights"));
      return;
    }
    List<LineStyle> styles = shown.stream().map(run -> theme.run(run, shownAs(run))).toList();
    List<MaskPicture> pictures =
        ComparedMask.of(layers, shape(shown.getFirst()), mode.getValue(), theme, styles);
    subtitleProperty().set(layers.getFirst().name());
    if (form.getValue() == Form.SWIPE && pictures.size() == 2) {
      swipe.show(
          pictures.getFirst(),
          letter(shown.getFirst()),
          pictures.getLast(),
          letter(shown.getLast()));
      swipe.setVisible(true);
    } else {
      for (int i = 0; i < pictures.size(); i++) {
        beside.getChildren().add(picture(pictures.get(i), letter(shown.get(i))));
      }
      beside.setVisible(true);
    }
    boolean left = shown.size() < chosen.size();
    caption.setText(left ? Text.of("ui.compare.otherShape") : pictures.getFirst().caption());
  }

  /** A highlighted run keeps its colour here, and the other one too: both are looked at. */
  private OptionalInt shownAs(int run) {
    return run < 2 ? OptionalInt.empty() : OptionalInt.of(run);
  }

  private VBox picture(MaskPicture picture, String letter) {
    FittedPicture fitted = new FittedPicture(picture, theme);
    VBox.setVgrow(fitted, Priority.ALWAYS);
    Label name = new Label(letter);
    name.getStyleClass().add("strong");
    VBox box = new VBox(name, fitted);
    box.getStyleClass().add("mask-beside");
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setMinSize(0, 0);
    return box;
  }

  private static List<Integer> pair(ComparisonView view) {
    int runs = view.runs().size();
    int highlighted = view.highlighted().orElse(1);
    int second = highlighted > 0 && highlighted < runs ? highlighted : 1;
    return second < runs ? List.of(0, second) : List.of(0);
  }

  private static List<Integer> all(int runs) {
    return IntStream.range(0, runs).boxed().toList();
  }

  private Optional<EpochHistory.Layer> layerOf(int run) {
    return weights
        .get(run)
        .history()
        .flatMap(history ->
            layer.get().isEmpty()
                ? history.layers().stream().findFirst()
                : history.layer(layer.get()));
  }

  /** The image that the first layer of a run sees. */
  private Optional<ImageShape> shape(int run) {
    return view.orElseThrow().runs().get(run).run().info().data().shape();
  }

  private String letter(int run) {
    return view.orElseThrow().runs().get(run).letter();
  }
}
