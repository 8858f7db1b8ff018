package org.sparsevd.ui.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.RunView;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** The threshold of all linked layers, that of each layer, and thresholds to snap to. */
final class ThresholdsCard extends Card {
  private static final int LAYER_COLOURS = 4;

  private final ThresholdModel model;
  private final GridPane grid = new GridPane();
  private final ThresholdRow linked;
  private final List<LayerRow> rows = new ArrayList<>();
  private final IconButton undo;
  private final IconButton redo;
  private final Button linkAll;
  private final FlowPane snaps = new FlowPane();
  private final Button valley = chip("snap-valley");
  private final Button knee = chip("snap-knee");
  private final Button standard = chip("snap-default");
  private final Label reasons = new Label();

  private record LayerRow(String layer, ToggleButton link, ThresholdRow row) {}

  ThresholdsCard(ThresholdModel model) {
    super(Text.of("ui.threshold.title"));
    this.model = model;
    setId("thresholds");
    undo = small("undo-cut", Feather.CORNER_UP_LEFT, "ui.threshold.undo", model.moves()::undo);
    redo = small("redo-cut", Feather.CORNER_UP_RIGHT, "ui.threshold.redo", model.moves()::redo);
    linkAll = new Button(Text.of("ui.threshold.linkAll"));
    linkAll.setId("link-all");
    linkAll.getStyleClass().add("text-button");
    linkAll.setTooltip(new Tooltip(Text.of("ui.threshold.linkAll.help")));
    linkAll.setOnAction(event -> model.moves().linkAll());
    actions().setAll(undo, redo, linkAll);
    linked =
        new ThresholdRow(
            "threshold-linked",
            Text.of("ui.threshold.linked"),
            model.moves()::moveLinked,
            model.moves()::commit);
    grid.getStyleClass().add("thresholds");
    for (int i = 0; i < 5; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(i == 2 ? Priority.ALWAYS : Priority.NEVER);
      column.setHalignment(i == 4 ? HPos.RIGHT : HPos.LEFT);
      grid.getColumnConstraints().add(column);
    }
    Label snapName = new Label(Text.of("ui.threshold.snap"));
    snapName.getStyleClass().add("muted");
    snaps.getStyleClass().add("snaps");
    snaps.getChildren().setAll(snapName, valley, knee, standard);
    standard.setOnAction(event -> model.moves().reset());
    standard.setTooltip(new Tooltip(Text.of("ui.threshold.default.help")));
    reasons.getStyleClass().add("caption");
    reasons.setId("snap-reasons");
    reasons.setWrapText(true);
    reasons.setMinHeight(Region.USE_PREF_SIZE);
    VBox content = new VBox(grid, snaps, reasons);
    content.getStyleClass().add("threshold-content");
    setContent(content);
    fill(List.of());
  }

  private static IconButton small(String id, Feather icon, String key, Runnable action) {
    IconButton button = new IconButton(icon, Text.of(key), action);
    button.setId(id);
    button.getStyleClass().add("small");
    return button;
  }

  private static Button chip(String id) {
    Button chip = new Button();
    chip.setId(id);
    chip.getStyleClass().add("chip");
    return chip;
  }

  void show() {
    List<String> layers =
        model
            .view()
            .filter(view -> !view.histograms().isEmpty())
            .map(RunView::layerNames)
            .orElse(List.of());
    if (!layers.equals(rows.stream().map(LayerRow::layer).toList())) {
      fill(layers);
    }
    linked.show(model.cuts().threshold());
    for (LayerRow row : rows) {
      row.row.show(model.cuts().of(row.layer));
      row.link.setSelected(!model.cuts().layers().containsKey(row.layer));
    }
    undo.setDisable(!model.moves().canUndo());
    redo.setDisable(!model.moves().canRedo());
    linkAll.setDisable(model.cuts().layers().isEmpty());
    showSnaps(!layers.isEmpty());
  }

  private void showSnaps(boolean any) {
    OptionalDouble valleyAt = any ? model.valley() : OptionalDouble.empty();
    Optional<CutCurve.Point> kneeAt = model.knee();
    snaps.setVisible(any);
    name(valley, "ui.threshold.snap.valley", valleyAt);
    name(
        knee,
        "ui.threshold.snap.knee",
        kneeAt.map(point -> OptionalDouble.of(point.threshold())).orElse(OptionalDouble.empty()));
    name(standard, "ui.threshold.snap.default", OptionalDouble.of(model.standardCut().threshold()));
    valley.setOnAction(event -> valleyAt.ifPresent(this::snap));
    knee.setOnAction(event -> kneeAt.ifPresent(point -> snap(point.threshold())));
    reasons.setText(any ? reasons(valleyAt, kneeAt) : "");
  }

  private String reasons(OptionalDouble valleyAt, Optional<CutCurve.Point> kneeAt) {
    String first =
        valleyAt.isPresent()
            ? Text.of("ui.threshold.reason.valley", Numbers.threshold(valleyAt.getAsDouble()))
            : Text.of("ui.threshold.reason.noValley");
    String second =
        kneeAt
            .map(point ->
                Text.of(
                    "ui.threshold.reason.knee",
                    Numbers.threshold(point.threshold()),
                    model.errorName(),
                    Numbers.error(model.grown().orElseThrow().curve().noisePercent())))
            .orElse(Text.of("ui.threshold.reason.noKnee"));
    return first + "\n" + second;
  }

  private void snap(double logAlpha) {
    model.moves().moveLinked(logAlpha);
    model.moves().commit();
  }

  private static void name(Button chip, String key, OptionalDouble at) {
    chip.setVisible(at.isPresent());
    chip.setManaged(at.isPresent());
    at.ifPresent(value -> chip.setText(Text.of(key, Numbers.threshold(value))));
  }

  private void fill(List<String> layers) {
    grid.getChildren().clear();
    rows.clear();
    head(0, "ui.threshold.column.layer");
    head(1, "ui.threshold.column.link");
    head(2, "ui.threshold.column.cut");
    head(4, "ui.threshold.column.rate");
    Label all = new Label(Text.of("ui.threshold.linked"));
    all.getStyleClass().add("strong");
    all.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(1, all, new Region(), linked.slider(), linked.field(), linked.rate());
    for (int i = 0; i < layers.size(); i++) {
      String layer = layers.get(i);
      Line swatch = new Line(0, 0, 16, 0);
      swatch
          .getStyleClass()
          .addAll(
              "layer-line",
              layers.size() > LAYER_COLOURS ? "layer-grey" : "layer-" + (i % LAYER_COLOURS + 1));
      Label name = new Label(layer, swatch);
      name.getStyleClass().add("threshold-layer");
      name.setMinWidth(Region.USE_PREF_SIZE);
      ToggleButton link = new ToggleButton(null, new Icon(Feather.LINK_2));
      link.setId("link-" + layer);
      link.getStyleClass().addAll("link-toggle");
      link.setTooltip(new Tooltip(Text.of("ui.threshold.link.help", layer)));
      link.setAccessibleText(Text.of("ui.threshold.link.help", layer));
      link.setOnAction(event -> model.moves().setLinked(layer, link.isSelected()));
      ThresholdRow row =
          new ThresholdRow(
              "threshold-" + layer,
              layer,
              logAlpha -> model.moves().moveLayer(layer, logAlpha),
              model.moves()::commit);
      rows.add(new LayerRow(layer, link, row));
      grid.addRow(i + 2, name, link, row.slider(), row.field(), row.rate());
    }
  }

  private void head(int column, String key) {
    Label head = new Label(Text.of(key));
    head.getStyleClass().add("caption");
    head.setMinWidth(Region.USE_PREF_SIZE);
    grid.add(head, column, 0);
  }
}
