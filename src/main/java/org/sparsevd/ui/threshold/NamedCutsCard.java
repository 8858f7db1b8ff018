package org.sparsevd.ui.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.RunView;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.NamedCut;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** Cuts with a name: the run's own, those that suggest themselves, and those that were saved. */
final class NamedCutsCard extends Card {
  private final ThresholdModel model;
  private final VBox list = new VBox();
  private final Button save = new Button(Text.of("ui.threshold.cuts.save"), new Icon(Feather.PLUS));
  private final TextField name = new TextField();
  private final HBox naming;
  private final Label note = new Label();
  private List<Entry> entries = List.of();

  /** A row: what it says, and where it cuts. */
  private record Entry(
      String name,
      Cut cut,
      String thresholds,
      String compression,
      String error,
      boolean removable,
      boolean chosen) {}

  NamedCutsCard(ThresholdModel model) {
    super(Text.of("ui.threshold.cuts"));
    this.model = model;
    setId("named-cuts");
    save.setId("save-cut");
    save.getStyleClass().add("text-button");
    save.setTooltip(new Tooltip(Text.of("ui.threshold.cuts.save.help")));
    save.setOnAction(event -> startNaming());
    actions().setAll(save);
    name.setId("cut-name");
    name.setAccessibleText(Text.of("ui.threshold.cuts.name"));
    name.setPromptText(Text.of("ui.threshold.cuts.name"));
    name.setOnAction(event -> finishNaming());
    name.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            showNaming(false);
            event.consume();
          }
        });
    HBox.setHgrow(name, Priority.ALWAYS);
    Button confirm = new Button(Text.of("ui.threshold.cuts.confirm"));
    confirm.setId("confirm-cut");
    confirm.getStyleClass().add("accent");
    confirm.setMinWidth(Region.USE_PREF_SIZE);
    confirm.setOnAction(event -> finishNaming());
    naming = new HBox(name, confirm);
    naming.getStyleClass().add("cut-naming");
    note.getStyleClass().add("caption");
    note.setId("cuts-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    list.getStyleClass().add("named-cuts");
    VBox content = new VBox(naming, list, note);
    content.getStyleClass().add("threshold-content");
    setContent(content);
    showNaming(false);
  }

  void show() {
    boolean any = model.view().filter(view -> !view.histograms().isEmpty()).isPresent();
    List<Entry> now = any ? entries() : List.of();
    if (!now.equals(entries)) {
      entries = now;
      Optional<Object> focused = rows().filter(Node::isFocused).findFirst().map(Node::getUserData);
      list.getChildren().setAll(now.stream().map(this::row).toList());
      // A choice and a curve that is done change the rows: the keyboard stays where it was.
      focused.ifPresent(cut ->
          rows()
              .filter(row -> row.getUserData().equals(cut))
              .findFirst()
              .ifPresent(Node::requestFocus));
    }
    note.setText(model.saved().problem().filter(problem -> any).orElse(""));
    note.setManaged(!note.getText().isEmpty());
    Reading reading = model.reading(model.cuts());
    boolean told = reading.error().isPresent() || model.isOutOfReach(reading.cut());
    save.setDisable(!any || !model.saved().isWritable() || !told || reading.sparsity().isEmpty());
  }

  private Stream<ToggleButton> rows() {
    return list.getChildren().stream()
        .map(line -> (ToggleButton) ((HBox) line).getChildren().getFirst());
  }

  private List<Entry> entries() {
    List<Entry> rows = new ArrayList<>();
    rows.add(suggested("ui.threshold.cuts.default", model.standardCut()));
    model
        .valley()
        .ifPresent(at -> {
          model.ask(Cut.at(at));
          rows.add(suggested("ui.threshold.cuts.valley", Cut.at(at)));
        });
    model
        .knee()
        .ifPresent(
            point -> rows.add(suggested("ui.threshold.cuts.knee", Cut.at(point.threshold()))));
    for (NamedCut cut : model.saved().cuts()) {
      String on = Text.of("ui.threshold.split." + cut.split().key());
      rows.add(
          new Entry(
              cut.name(),
              cut.cut(),
              Text.of("ui.threshold.cuts.of", thresholds(cut.cut()), Integer.toString(cut.epoch())),
              Numbers.compression(cut.compression()),
              Text.of("ui.threshold.cuts.error", Numbers.error(cut.error().percent()), on),
              true,
              cut.cut().equals(model.cuts())));
    }
    return List.copyOf(rows);
  }

  private Entry suggested(String key, Cut cut) {
    Reading reading = model.reading(cut);
    return new Entry(
        Text.of(key),
        cut,
        thresholds(cut),
        Numbers.compression(reading.compression()),
        Text.of("ui.threshold.percent", Numbers.error(reading.errorPercent())),
        false,
        cut.equals(model.cuts()));
  }

  /** {@code 0.0, fc3 at 3.0}. */
  private static String thresholds(Cut cut) {
    String all = Numbers.threshold(cut.threshold());
    if (cut.layers().isEmpty()) {
      return Text.of("ui.threshold.cuts.allLayers", all);
    }
    Map<String, Double> layers = new TreeMap<>(cut.layers());
    return all
        + ", "
        + layers.entrySet().stream()
            .map(layer ->
                Text.of(
                    "ui.threshold.cuts.layer", layer.getKey(), Numbers.threshold(layer.getValue())))
            .collect(Collectors.joining(", "));
  }

  private Node row(Entry entry) {
    Label title = new Label(entry.name);
    title.getStyleClass().add("cut-title");
    Label thresholds = new Label(entry.thresholds);
    thresholds.getStyleClass().add("caption");
    VBox words = new VBox(title, thresholds);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    Label compression = new Label(entry.compression + Text.of("ui.unit.times"));
    compression.getStyleClass().add("strong");
    Label error = new Label(entry.error);
    error.getStyleClass().add("caption");
    VBox figures = new VBox(compression, error);
    figures.getStyleClass().add("cut-figures");
    figures.setMinWidth(Region.USE_PREF_SIZE);
    Region dot = new Region();
    dot.getStyleClass().add("cut-dot");
    HBox parts = new HBox(dot, words, figures);
    parts.getStyleClass().add("cut-entry");
    ToggleButton row = new ToggleButton(null, parts);
    row.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
    row.setAccessibleText(
        String.join(", ", entry.name, entry.thresholds, entry.compression, entry.error));
    row.setUserData(entry.name);
    row.getStyleClass().add("named-cut");
    row.setSelected(entry.chosen);
    row.setMaxWidth(Double.MAX_VALUE);
    row.setMinWidth(0);
    parts.prefWidthProperty().bind(row.widthProperty().subtract(24));
    row.setOnAction(event -> {
      row.setSelected(true);
      model.moves().apply(entry.cut);
    });
    HBox.setHgrow(row, Priority.ALWAYS);
    HBox line = new HBox(row);
    line.getStyleClass().add("cut-line-row");
    if (entry.removable) {
      IconButton remove =
          new IconButton(
              Feather.X,
              Text.of("ui.threshold.cuts.remove", entry.name),
              () -> model.saved().remove(entry.name));
      remove.getStyleClass().addAll("small", "remove-cut");
      line.getChildren().add(remove);
    }
    return line;
  }

  private void startNaming() {
    int number = model.saved().cuts().size() + 1;
    List<String> taken = model.saved().cuts().stream().map(NamedCut::name).toList();
    while (taken.contains(Text.of("ui.threshold.cuts.proposal", Integer.toString(number)))) {
      number++;
    }
    name.setText(Text.of("ui.threshold.cuts.proposal", Integer.toString(number)));
    showNaming(true);
    name.requestFocus();
    name.selectAll();
  }

  private void showNaming(boolean shown) {
    boolean focused = name.isFocused();
    naming.setVisible(shown);
    naming.setManaged(shown);
    if (!shown && focused) {
      save.requestFocus();
    }
  }

  private void finishNaming() {
    String chosen = name.getText().strip();
    Optional<RunView> view = model.view();
    if (chosen.isEmpty() || view.isEmpty() || model.split().isEmpty()) {
      return;
    }
    if (chosen.length() > NamedCut.MAX_NAME) {
      chosen = chosen.substring(0, NamedCut.MAX_NAME);
    }
    model
        .saved()
        .save(
            chosen,
            model.reading(model.cuts()),
            view.get().epoch(),
            model.isExact().orElse(false),
            model.split().get());
    showNaming(false);
  }
}
