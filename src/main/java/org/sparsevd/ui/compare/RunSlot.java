package org.sparsevd.ui.compare;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/** Which run has a letter: its name, and another one by a click. The letter lets it stand out. */
final class RunSlot extends HBox {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());

  private final CompareModel model;
  private final RunChoices choices;
  private final int index;
  private final Runnable openFolder;
  private final ToggleButton letter = new ToggleButton();
  private final Label title = new Label();
  private final Label about = new Label();
  private final StackPane line = new StackPane();
  private final HBox face = new HBox();
  private final Button button = new Button();
  private final Tooltip tooltip = new Tooltip();

  /**
   * @param index of the run
   * @param openFolder asks for a folder for this place
   */
  RunSlot(CompareModel model, RunChoices choices, int index, Runnable openFolder) {
    this.model = model;
    this.choices = choices;
    this.index = index;
    this.openFolder = openFolder;
    getStyleClass().add("run-slot");
    String name = model.viewProperty().get().runs().get(index).letter();
    letter.setText(name);
    letter.setId("run-letter-" + name);
    letter.setTooltip(new Tooltip(Text.of("ui.compare.highlight")));
    letter.setOnAction(event ->
        model.highlight(letter.isSelected() ? OptionalInt.of(index) : OptionalInt.empty()));
    title.getStyleClass().add("strong");
    about.getStyleClass().add("caption");
    VBox words = new VBox(title, about);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    face.getChildren().setAll(words, line, new Icon(Feather.CHEVRON_DOWN));
    face.getStyleClass().add("run-slot-face");
    button.setGraphic(face);
    button.setId("run-slot-" + name);
    button.getStyleClass().add("run-slot-button");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(event -> choose());
    HBox.setHgrow(button, Priority.ALWAYS);
    setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(letter, button);
    refresh();
  }

  /** Takes in what the run says of itself now, and which run stands out; keeps the focus. */
  void refresh() {
    ComparisonView view = model.viewProperty().get();
    ComparedRun run = view.runs().get(index);
    letter.getStyleClass().setAll("toggle-button", "run-badge", RunKey.styleOf(view, index));
    letter.setAccessibleText(Text.of("ui.compare.highlightSpoken", run.letter(), run.name()));
    letter.setSelected(view.highlighted().equals(OptionalInt.of(index)));
    line.getChildren().setAll(RunKey.line(view, index));
    title.setText(titleOf(run));
    about.setText(aboutOf(run));
    tooltip.setText(about.getText() + "\n" + Text.of("ui.compare.choose", run.run().folder()));
    button.setTooltip(tooltip);
    button.setAccessibleText(
        Text.of("ui.compare.slotSpoken", run.letter(), title.getText(), about.getText()));
  }

  private static String titleOf(ComparedRun run) {
    return run.method()
        .map(method -> Text.of("chart.compare.method." + method.name()))
        .orElse(run.name());
  }

  private static String aboutOf(ComparedRun run) {
    RunInfo info = run.run().info();
    int epochs = run.run().latest().map(latest -> latest.epoch()).orElse(0);
    return info.started()
        .map(started -> Text.of("ui.compare.about", run.name(), epochs, DATE.format(started)))
        .orElseGet(() -> Text.of("ui.compare.aboutUndated", run.name(), epochs));
  }

  private void choose() {
    choices.load(folders -> {
      ContextMenu menu = RunChoices.menu(folders, folder -> model.open(index, folder), openFolder);
      if (model.runs().size() > 1) {
        MenuItem remove = new MenuItem(Text.of("ui.compare.remove"), new Icon(Feather.X));
        remove.setId("compare-remove");
        remove.setOnAction(event -> model.remove(index));
        menu.getItems().addAll(List.of(new SeparatorMenuItem(), remove));
      }
      menu.show(button, Side.BOTTOM, 0, 0);
    });
  }
}
