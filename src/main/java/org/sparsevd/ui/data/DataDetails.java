package org.sparsevd.ui.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.control.Prompt;

/** What is known of the data set looked at, and what can be done with it. */
final class DataDetails extends Card {
  /** Room for a caret before and after the words of a field. */
  private static final double CARET_PX = 8;

  private final DataModel model;
  private final Supplier<Overlay> overlay;
  private final DataTraining training;
  private final GridPane facts = new GridPane();
  private final VBox remarks = new VBox();
  private final FetchMenu fetch;
  private final Button verify = button("verify", Feather.CHECK_CIRCLE, this::verify);
  private final Button delete = button("delete", Feather.TRASH_2, this::askDelete);
  private final Button train = button("train", Feather.PLAY, this::train);
  private final Label validation = new Label();
  private Map<String, Fact> told = Map.of();

  DataDetails(
      DataModel model, FileDialogs files, Supplier<Overlay> overlay, DataTraining training) {
    super("");
    this.model = model;
    this.overlay = overlay;
    this.training = training;
    setId("data-details");
    fetch = new FetchMenu(model, files);
    train.getStyleClass().add("accent");
    facts.getStyleClass().add("data-facts");
    remarks.getStyleClass().add("data-remarks");
    validation.getStyleClass().add("caption");
    validation.setId("data-validation");
    validation.setWrapText(true);
    FlowPane buttons = new FlowPane(train, fetch, verify, delete);
    buttons.getStyleClass().add("data-buttons");
    VBox content = new VBox(facts, remarks, buttons, validation);
    content.getStyleClass().add("data-details-content");
    setContent(content);
    model.taskProperty().addListener(observable -> show());
    training.lockedProperty().addListener(observable -> show());
  }

  private static Button button(String name, Feather icon, Runnable action) {
    Button button = new Button(Text.of("ui.data." + name), new Icon(icon));
    button.setId("data-" + name);
    button.setTooltip(new Tooltip(Text.of("ui.data." + name + ".help")));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /**
   * What is said of a data set under one heading.
   *
   * @param copied whether it can be marked, and copied by a button
   */
  private record Fact(String words, boolean copied) {}

  /** Shows the one looked at as it is known now. */
  void show() {
    Optional<DataItem> shown = model.item();
    Optional<DataPreview> preview = model.preview();
    remarks.getChildren().clear();
    titleProperty().set(shown.map(item -> item.entry().title()).orElse(""));
    subtitleProperty().set(shown.map(DataItem::stateInWords).orElse(""));
    boolean here = shown.filter(DataItem::isHere).isPresent();
    boolean busy = model.taskProperty().get().isPresent();
    fetch.show(shown.filter(item -> !item.isHere()));
    fetch.setDisable(busy);
    show(verify, here);
    verify.setDisable(model.isReading());
    show(delete, shown.filter(DataItem::own).isPresent());
    show(train, here);
    train.setDisable(preview.isEmpty() || training.lockedProperty().get());
    SequencedMap<String, Fact> now =
        shown.map(item -> describe(item, preview)).orElse(new LinkedHashMap<>());
    if (!now.equals(told)) { // else whoever marks or copies one of them would lose it
      told = now;
      facts.getChildren().clear();
      now.forEach(
          (key, fact) -> fact(key, fact.copied ? copied(key, fact.words) : plain(fact.words)));
    }
    shown.ifPresent(item -> remark(item, preview));
    OptionalInt other =
        preview
            .map(known -> training.otherValidationSize(known.trainSize()))
            .orElse(OptionalInt.empty());
    String words =
        training.lockedProperty().get() && here
            ? Text.of("ui.data.locked")
            : other.isPresent() ? Text.of("ui.data.validation", other.getAsInt()) : "";
    validation.setText(words);
    show(validation, !words.isEmpty());
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static SequencedMap<String, Fact> describe(DataItem item, Optional<DataPreview> preview) {
    SequencedMap<String, Fact> facts = new LinkedHashMap<>();
    DatasetEntry entry = item.entry();
    int classes = preview.map(known -> known.classes().size()).orElse(entry.classes());
    item.images()
        .or(() -> preview.map(known -> Text.of("ui.data.images.none", known.features())))
        .ifPresent(kind ->
            facts.put(
                "kind",
                plainFact(classes == 0 ? kind : kind + Text.of("ui.data.inClasses", classes))));
    int train = preview.map(DataPreview::trainSize).orElse(entry.trainSize());
    int test = preview.map(DataPreview::testSize).orElse(entry.testSize());
    if (train > 0) {
      boolean drawn = entry.testSize() == 0 && item.isHere();
      facts.put(
          "sizes",
          plainFact(
              Text.of(
                  drawn ? "ui.data.sizes.drawn" : "ui.data.sizes",
                  Numbers.count(train),
                  Numbers.count(test))));
    }
    if (entry.bytes() > 0) {
      facts.put(
          "bytes",
          plainFact(
              Text.of(
                  item.isHere() ? "ui.data.bytes.here" : "ui.data.bytes.fetch",
                  Numbers.bytes(entry.bytes()))));
    }
    facts.put("name", plainFact(entry.name())); // what configs and the command line call it
    if (isFiles(item) || !entry.licence().isEmpty()) {
      facts.put(
          "licence",
          plainFact(entry.licence().isEmpty() ? Text.of("ui.data.unknown") : entry.licence()));
    }
    if (!entry.source().isEmpty()) {
      facts.put("source", new Fact(entry.source(), true));
    }
    String sha256 = preview.map(DataPreview::sha256).orElse(entry.sha256());
    if (!sha256.isEmpty()) {
      facts.put("sha256", new Fact(sha256, true));
    }
    return facts;
  }

  private static Fact plainFact(String words) {
    return new Fact(words, false);
  }

  private static boolean isFiles(DataItem item) {
    DatasetEntry.State state = item.entry().state();
    return state == DatasetEntry.State.BUNDLED || state == DatasetEntry.State.STORED;
  }

  private void fact(String key, Node value) {
    Label label = new Label(Text.of("ui.data.fact." + key));
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(value);
    GridPane.setHgrow(value, Priority.ALWAYS);
    value.setId(value.getId() == null ? "data-fact-" + key : value.getId());
    facts.addRow(facts.getRowCount(), label, value);
  }

  private static Label plain(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /** Text to be marked or copied whole. */
  private static Node copied(String key, String words) {
    TextField field = new TextField(words);
    field.setEditable(false);
    field.setId("data-text-" + key);
    field.getStyleClass().add("copied-text");
    field.setAccessibleText(Text.of("ui.data.fact." + key));
    field.setMinWidth(0);
    fitToWords(field);
    IconButton copy =
        new IconButton(
            Feather.COPY,
            Text.of("ui.data.copy", Text.of("ui.data.fact." + key)),
            () -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(words);
              Clipboard.getSystemClipboard().setContent(content);
            });
    copy.setId("data-copy-" + key);
    copy.getStyleClass().add("small");
    HBox both = new HBox(field, copy);
    both.getStyleClass().add("copied");
    return both;
  }

  /** What copies the words stands right behind them. */
  private static void fitToWords(TextField field) {
    javafx.scene.text.Text measured = new javafx.scene.text.Text(field.getText());
    measured.fontProperty().bind(field.fontProperty());
    field
        .prefWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.ceil(measured.getLayoutBounds().getWidth()) + CARET_PX,
                measured.layoutBoundsProperty()));
  }

  private void remark(DataItem item, Optional<DataPreview> preview) {
    if (item.isBroken()) {
      remark(Feather.ALERT_TRIANGLE, "danger-text", item.entry().problem());
    } else if (model.isReading()) {
      remark(Feather.CLOCK, "muted", Text.of("ui.data.reading"));
    } else if (item.arrived() > 0 && model.taskProperty().get().isEmpty()) {
      remark(Feather.ROTATE_CW, "muted", Text.of("ui.data.arrived", Numbers.bytes(item.arrived())));
    } else if (preview.isPresent()) {
      remark(
          Feather.CHECK,
          "ok-text",
          Text.of(isFiles(item) ? "ui.data.checked" : "ui.data.computed"));
    }
    preview
        .map(DataPreview::remarks)
        .orElse(List.of())
        .forEach(words -> remark(Feather.INFO, "muted", words));
  }

  private void remark(Feather icon, String style, String words) {
    Label remark = plain(words);
    remark.setGraphic(new Icon(icon));
    remark.getStyleClass().addAll(style, "data-remark");
    remarks.getChildren().add(remark);
  }

  private void verify() {
    model.verify();
  }

  private void askDelete() {
    model
        .item()
        .ifPresent(item ->
            Prompt.ask(
                overlay.get(),
                Text.of("ui.data.delete.title", item.entry().title()),
                Text.of("ui.data.delete.message", item.name()),
                Text.of("ui.data.delete"),
                () -> model.delete(item.name())));
  }

  private void train() {
    model
        .preview()
        .ifPresent(known -> training.trainOn(model.selectedProperty().get(), known.trainSize()));
  }
}
