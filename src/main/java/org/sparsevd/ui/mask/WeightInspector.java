package org.sparsevd.ui.mask;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.HPos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.chart.RunView;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.run.PinnedWeights.Pin;
import org.sparsevd.run.PinnedWeights.Value;
import org.sparsevd.run.WeightPoint;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/**
 * The chosen weight: where it is, what it is now, and its life; and the weights that are pinned.
 */
final class WeightInspector extends Card {
  private final MaskModel model;
  private final LifeReader lives;
  private final PinModel pins;
  private final PixelView tile = new PixelView(under -> {});
  private final Label place = new Label();
  private final Label state = new Label();
  private final GridPane values = new GridPane();
  private final Label precision = new Label();
  private final BiographyPane biography;
  private final ToggleButton pin = new ToggleButton("", new Icon(Feather.BOOKMARK));
  private final IconButton previous;
  private final IconButton next;
  private final HBox top;
  private final FlowPane pinned = new FlowPane();
  private Optional<RunView> shown = Optional.empty();

  WeightInspector(MaskModel model, LifeReader lives, PinModel pins, BiographyPane biography) {
    super(Text.of("ui.weight.title"));
    this.biography = biography;
    this.model = model;
    this.lives = lives;
    this.pins = pins;
    getStyleClass().add("weight-inspector");
    setId("weight");
    previous =
        button("weight-previous", Feather.CHEVRON_LEFT, "ui.weight.previous", () -> model.step(-1));
    next = button("weight-next", Feather.CHEVRON_RIGHT, "ui.weight.next", () -> model.step(1));
    fillPin();
    ContextMenu menu = new ContextMenu();
    menu.getItems().setAll(biography.savingItems());
    IconButton more = button("weight-more", Feather.MORE_HORIZONTAL, "ui.weight.more", () -> {});
    more.setOnAction(event -> menu.show(more, Side.BOTTOM, 0, 0));
    actions().setAll(previous, next, pin, more);
    place.setId("weight-place");
    place.setWrapText(true);
    place.setMinHeight(Region.USE_PREF_SIZE);
    state.setId("weight-state");
    state.getStyleClass().add("state-pill");
    precision.getStyleClass().add("caption");
    precision.setId("weight-precision");
    precision.setWrapText(true);
    precision.setMinHeight(Region.USE_PREF_SIZE);
    values.getStyleClass().add("weight-values");
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setHalignment(HPos.RIGHT);
    numbers.setHgrow(Priority.ALWAYS);
    values.getColumnConstraints().setAll(new ColumnConstraints(), numbers);
    VBox beside = new VBox(state, values);
    beside.getStyleClass().add("weight-beside");
    HBox.setHgrow(beside, Priority.ALWAYS);
    tile.setMouseTransparent(true);
    tile.getStyleClass().add("weight-tile");
    top = new HBox(tile, beside);
    top.getStyleClass().add("weight-top");
    pinned.getStyleClass().add("pinned");
    pinned.setId("pinned");
    VBox.setVgrow(biography, Priority.ALWAYS);
    VBox content = new VBox(place, top, biography, precision, pinned);
    content.getStyleClass().add("mask-content");
    setContent(content);
    model.weightProperty().addListener(observable -> refresh());
    model.sceneProperty().addListener(observable -> refresh());
    pins.pinsProperty().addListener(observable -> showPins());
    lives.pointsProperty().addListener((observable, before, now) -> showLife(now));
    refresh();
  }

  private static IconButton button(String id, Feather icon, String key, Runnable action) {
    IconButton button = new IconButton(icon, Text.of(key), action);
    button.setId(id);
    button.getStyleClass().add("small");
    return button;
  }

  private void fillPin() {
    pin.setId("weight-pin");
    pin.getStyleClass().addAll("icon-button", "hold");
    pin.setTooltip(new Tooltip(Text.of("ui.weight.pin")));
    pin.setAccessibleText(Text.of("ui.weight.pin"));
    pin.setOnAction(event -> {
      pin.setSelected(!pin.isSelected()); // it shows what is written, not what is wished
      chosen().ifPresent(pins::toggle);
    });
  }

  void setTheme(ChartTheme theme) {
    tile.setTheme(theme);
    biography.setTheme(theme);
  }

  void drawNow() {
    biography.drawNow();
  }

  /** Follows a run; what of it is shown follows the model's scene. */
  void show(Optional<RunView> view) {
    shown = view;
    pins.show(view.map(RunView::run));
    refresh();
  }

  private Optional<Pin> chosen() {
    OptionalInt weight = model.weightProperty().get();
    return weight.isEmpty()
        ? Optional.empty()
        : model
            .sceneProperty()
            .get()
            .map(scene -> new Pin(scene.layer().name(), weight.getAsInt()));
  }

  private void refresh() {
    Optional<Pin> weight = shown.isPresent() ? chosen() : Optional.empty();
    for (Region each : new Region[] {previous, next, pin, top, biography, precision}) {
      each.setVisible(weight.isPresent());
      each.setManaged(weight.isPresent());
    }
    if (weight.isEmpty()) {
      lives.forget();
      place.setText(Text.of("ui.weight.none"));
      showPins();
      return;
    }
    lives.follow(shown.get().run(), weight.get());
    biography.show(shown.get());
    draw(model.sceneProperty().get().orElseThrow(), weight.get().weight());
    showPins();
  }

  private void draw(MaskScene scene, int weight) {
    place.setText(scene.place(weight));
    Optional<MaskPicture> picture = scene.tileOf(weight);
    tile.setVisible(picture.isPresent());
    tile.setManaged(picture.isPresent());
    tile.show(picture);
    tile.mark(OptionalInt.of(weight), scene.layer().outputs());
    boolean kept = scene.layer().kept(weight);
    state.setText(Text.of(kept ? "ui.weight.kept" : "ui.weight.pruned"));
    state.getStyleClass().setAll("state-pill", kept ? "is-kept" : "is-pruned");
    WeightPoint point = now(scene, weight);
    values.getChildren().clear();
    row(0, "ui.weight.theta", "weight-theta", fine(point.theta()));
    row(1, "ui.weight.sigma", "weight-sigma", fine(point.sigma()));
    row(
        2,
        "ui.weight.logAlpha",
        "weight-log-alpha",
        Numbers.decimals(point.logAlpha(), point.exact() ? 3 : 1));
    row(3, "ui.weight.p", "weight-p", Numbers.dropoutRate(LogAlpha.dropoutRate(point.logAlpha())));
    row(4, "ui.weight.snr", "weight-snr", Numbers.decimals(point.signalToNoise(), 2));
    precision.setText(
        Text.of(
            point.exact()
                ? "ui.weight.exact"
                : Double.isNaN(point.theta()) ? "ui.weight.noTheta" : "ui.weight.rounded"));
  }

  /** Four digits that say something, wherever they begin. */
  private static String fine(double value) {
    double size = Math.abs(value);
    if (size < 5e-9) {
      return Numbers.count(0);
    }
    int decimals = Double.isNaN(value) ? 0 : 3 - (int) Math.floor(Math.log10(size));
    return Numbers.decimals(value, Math.clamp(decimals, 2, 8));
  }

  private void row(int row, String key, String id, String text) {
    Label name = LayerTile.caption(key);
    Label number = LayerTile.number();
    number.setId(id);
    number.setText(text);
    values.addRow(row, name, number);
  }

  /** The trained values where they are known, else those of the history. */
  private WeightPoint now(MaskScene scene, int weight) {
    return shown
        .flatMap(view -> view.run().weightsOf(scene.epoch()))
        .map(
            layers -> WeightPoint.exact(scene.epoch(), Value.of(layers.get(scene.index()), weight)))
        .or(() ->
            lives.pointsProperty().get().stream()
                .filter(point -> point.epoch() == scene.epoch())
                .findFirst())
        .orElseGet(() -> WeightPoint.rounded(scene.epoch(), scene.layer(), weight));
  }

  private void showLife(List<WeightPoint> points) {
    Optional<MaskScene> scene = model.sceneProperty().get();
    biography.show(
        points,
        scene.map(each -> each.layer().name()).orElse(""),
        scene.map(MaskScene::index).orElse(0));
    if (scene.isPresent() && model.weightProperty().get().isPresent()) {
      draw(scene.get(), model.weightProperty().get().getAsInt());
    }
  }

  private void showPins() {
    pin.setSelected(chosen().map(pins::isPinned).orElse(false));
    pinned.getChildren().clear();
    List<Pin> all = pins.pinsProperty().get();
    if (!all.isEmpty()) {
      pinned.getChildren().add(LayerTile.caption("ui.weight.pins"));
    }
    for (Pin each : all) {
      ToggleButton chip = new ToggleButton(name(each));
      chip.getStyleClass().add("pin-chip");
      chip.setSelected(chosen().equals(Optional.of(each)));
      chip.setOnAction(event -> model.choose(each.layer(), each.weight()));
      pinned.getChildren().add(chip);
    }
  }

  private String name(Pin weight) {
    int outputs =
        shown.stream()
            .flatMap(view -> view.run().info().layers().stream())
            .filter(layer -> layer.name().equals(weight.layer()))
            .mapToInt(layer -> Math.max(1, layer.outputs()))
            .findFirst()
            .orElse(1);
    return Text.of(
        "ui.weight.chip",
        weight.layer(),
        Numbers.count(weight.weight() / outputs + 1L),
        Numbers.count(weight.weight() % outputs + 1L));
  }
}
