package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.WarmStart;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.ItemWords;

/** One setting in the form: label, explanation, field and, under it, what is wrong. */
final class SettingRow extends VBox {
  private final Setting setting;
  private final ExperimentModel model;
  private final Supplier<Optional<Path>> chooseRun;

  /**
   * @param chooseRun asks the user for a run folder
   */
  SettingRow(Setting setting, ExperimentModel model, Supplier<Optional<Path>> chooseRun) {
    this.setting = setting;
    this.model = model;
    this.chooseRun = chooseRun;
    getStyleClass().add("setting");
    Control field =
        switch (setting.kind()) {
          case CHOICE -> choice();
          case SWITCH -> toggle();
          case INTEGER, NUMBER, SHARE, TEXT, RUN -> textField();
        };
    field.setId(setting.key());
    field.setTooltip(new Tooltip(SettingText.help(setting)));
    field.setAccessibleText(SettingWords.label(setting));
    field.setAccessibleHelp(SettingText.help(setting));
    getChildren().setAll(row(field), error());
    if (setting.kind() == Setting.Kind.SHARE) {
      getChildren().add(1, new ShareSlider(setting, model));
    }
    BooleanBinding applies =
        Bindings.createBooleanBinding(
            () -> setting.appliesTo(model.methodProperty().get()), model.methodProperty());
    visibleProperty().bind(applies);
    managedProperty().bind(applies);
  }

  private Node row(Control field) {
    Label label = new Label(SettingWords.label(setting));
    label.getStyleClass().add("setting-label");
    label.setLabelFor(field);
    Label info = new Label();
    info.setGraphic(new Icon(Feather.INFO));
    info.getStyleClass().add("setting-info");
    Tooltip help = new Tooltip(SettingText.help(setting));
    label.setTooltip(help);
    info.setTooltip(help);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    StackPane stack = new StackPane(field);
    stack.getStyleClass().add("setting-field");
    suffix(stack);
    if (setting.kind() == Setting.Kind.RUN) {
      field.getStyleClass().add("with-button");
      IconButton button = runButton();
      StackPane.setAlignment(button, Pos.CENTER_RIGHT);
      stack.getChildren().add(button);
    }
    HBox row = new HBox(label, info, gap, stack);
    row.getStyleClass().add("setting-row");
    return row;
  }

  private Label error() {
    Label error = new Label();
    error.getStyleClass().add("setting-error");
    error.setWrapText(true);
    error.setGraphic(new Icon(Feather.ALERT_CIRCLE));
    error.textProperty().bind(model.error(setting));
    error.visibleProperty().bind(model.error(setting).isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    return error;
  }

  private Control textField() {
    TextField field = new TextField();
    field.textProperty().bindBidirectional(model.text(setting));
    if (setting.changeable()) {
      field.setOnAction(event -> model.commit());
      field
          .focusedProperty()
          .addListener((observable, before, now) -> {
            if (!now) {
              model.commit();
            }
          });
    } else {
      field.editableProperty().bind(model.lockedProperty().not());
    }
    field.setMaxWidth(Double.MAX_VALUE);
    model
        .error(setting)
        .addListener((observable, before, now) -> {
          field.getStyleClass().remove("bad");
          if (!now.isEmpty()) {
            field.getStyleClass().add("bad");
          }
        });
    return field;
  }

  private Control choice() {
    ComboBox<String> box = new ComboBox<>();
    box.setItems(model.choices(setting));
    if (setting.openChoice()) {
      box.setOnShowing(event -> model.askForDatasets());
    }
    box.setConverter(new ItemWords<>(word -> SettingWords.choice(setting, word)));
    box.valueProperty().bindBidirectional(model.text(setting));
    box.disableProperty().bind(model.lockedProperty());
    box.setMaxWidth(Double.MAX_VALUE);
    return box;
  }

  private Control toggle() {
    CheckBox box = new CheckBox();
    StringProperty text = model.text(setting);
    box.setSelected(Boolean.parseBoolean(text.get()));
    box.selectedProperty()
        .addListener((observable, before, now) -> text.set(Boolean.toString(now)));
    text.addListener((observable, before, now) -> box.setSelected(Boolean.parseBoolean(now)));
    box.disableProperty().bind(model.lockedProperty());
    return box;
  }

  /** Asks for a run while the field is empty, else empties it. */
  private IconButton runButton() {
    StringProperty text = model.text(setting);
    IconButton button =
        new IconButton(
            Feather.FOLDER,
            Text.of("ui.form.run.choose"),
            () -> {
              if (text.get().isEmpty()) {
                chooseRun
                    .get()
                    .map(folder -> WarmStart.reference(folder, RunFolder.defaultParent()))
                    .ifPresent(text::set);
              } else {
                text.set("");
              }
            });
    button.setId(setting.key() + "-button");
    button.getStyleClass().add("setting-button");
    button.disableProperty().bind(model.lockedProperty());
    Runnable update =
        () -> {
          if (text.get().isEmpty()) {
            button.show(Feather.FOLDER, Text.of("ui.form.run.choose"));
          } else {
            button.show(Feather.X, Text.of("ui.form.run.clear"));
          }
        };
    text.addListener(observable -> update.run());
    update.run();
    return button;
  }

  /** A cut on log α also reads as the dropout rate it stands for. */
  private void suffix(StackPane stack) {
    if (!setting.key().equals("threshold") && !setting.key().equals("trainCut")) {
      return;
    }
    StringProperty text = model.text(setting);
    Label suffix = new Label();
    suffix.getStyleClass().add("setting-suffix");
    suffix.setMouseTransparent(true);
    suffix
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.error(setting).get().isEmpty() && !text.get().isEmpty()
                        ? Text.of("ui.form.rate", Numbers.dropoutRate(rate(text.get())))
                        : "",
                text,
                model.error(setting)));
    stack.getChildren().add(suffix);
  }

  private double rate(String text) {
    try {
      return LogAlpha.dropoutRate(Double.parseDouble(SettingText.typed(setting, text)));
    } catch (NumberFormatException e) {
      return Double.NaN; // the error below the field says it
    }
  }
}
