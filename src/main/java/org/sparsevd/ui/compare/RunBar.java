package org.sparsevd.ui.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.SegmentedControl;

/** The head of the view: which runs, aligned how, looked at where. */
final class RunBar extends HBox {
  /** More than there is room for: the bar shrinks to fit, and so knows how high it becomes. */
  private static final double WIDE = 2000;

  private final CompareModel model;
  private final RunChoices choices;
  private final FileDialogs files;
  private final FlowPane slots = new FlowPane();
  private final Button add = new Button(Text.of("ui.compare.add"), new Icon(Feather.PLUS));
  private final SegmentedControl<Alignment> alignment =
      new SegmentedControl<>(
          Text.of("ui.compare.alignment"), each -> Text.of("ui.compare.alignment." + each.name()));
  private final Button cursor = new Button("", new Icon(Feather.X));

  /**
   * @param actions what stands at the right end
   */
  RunBar(CompareModel model, RunChoices choices, FileDialogs files, List<Node> actions) {
    this.model = model;
    this.choices = choices;
    this.files = files;
    getStyleClass().add("run-bar");
    slots.getStyleClass().add("run-slots");
    slots.setMinWidth(0);
    slots.setPrefWrapLength(WIDE);
    HBox.setHgrow(slots, Priority.ALWAYS);
    add.setId("compare-add");
    add.getStyleClass().add("flat");
    add.setOnAction(event -> choose());
    alignment.setId("compare-alignment");
    alignment.setValue(Alignment.EPOCH);
    alignment.setItems(List.of(Alignment.values()));
    alignment.valueProperty().addListener((observable, before, now) -> model.align(now));
    cursor.setId("compare-cursor");
    cursor.setTooltip(new Tooltip(Text.of("ui.compare.cursor.end")));
    cursor.setOnAction(event -> model.moveTo(OptionalDouble.empty()));
    HBox right = new HBox(cursor, alignment);
    right.getStyleClass().add("run-bar-actions");
    right.getChildren().addAll(actions);
    right.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(slots, right);
    model
        .viewProperty()
        .addListener((observable, before, now) -> {
          if (before.runs().size() != now.runs().size()) {
            fill(now);
          } else if (!before.comparison().equals(now.comparison())
              || !before.highlighted().equals(now.highlighted())) {
            refresh();
          }
          showCursor(now);
        });
    fill(model.viewProperty().get());
    showCursor(model.viewProperty().get());
  }

  /** Takes in what growing runs say of themselves. */
  void refresh() {
    slots.getChildren().stream()
        .filter(RunSlot.class::isInstance)
        .map(RunSlot.class::cast)
        .forEach(RunSlot::refresh);
  }

  private void fill(ComparisonView view) {
    slots.getChildren().clear();
    for (int run = 0; run < view.runs().size(); run++) {
      int index = run;
      slots
          .getChildren()
          .add(
              new RunSlot(
                  model, choices, run, () -> openFolder(folder -> model.open(index, folder))));
      if (run == 0 && view.runs().size() >= 2) {
        IconButton swap = new IconButton(Feather.REPEAT, Text.of("ui.compare.swap"), model::swap);
        swap.setId("compare-swap");
        slots.getChildren().add(swap);
      }
    }
    slots.getChildren().add(add);
  }

  private void showCursor(ComparisonView view) {
    boolean moved = view.position().isPresent();
    cursor.setVisible(moved);
    cursor.setManaged(moved);
    if (moved) {
      double place = view.position().getAsDouble();
      cursor.setText(
          view.alignment() == Alignment.EPOCH
              ? Text.of("ui.compare.cursor.epoch", Numbers.decimals(place, 0))
              : Text.of("ui.compare.cursor.time", Numbers.duration(place)));
    }
  }

  private void choose() {
    choices.load(folders ->
        RunChoices.menu(folders, model::open, () -> openFolder(model::open))
            .show(add, Side.BOTTOM, 0, 0));
  }

  private void openFolder(Consumer<Path> chosen) {
    files.openFolder(getScene().getWindow(), Text.of("ui.compare.open")).ifPresent(chosen);
  }
}
