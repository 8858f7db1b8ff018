package org.sparsevd.ui.classes;

import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ClassWords;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.Split;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.control.ReadingPane;
import org.sparsevd.ui.control.SegmentedControl;

/** Confusion matrix and figures of each class, of the network at the time cursor and its cuts. */
public final class ClassesPage extends VBox {
  private final ClassMeter meter;
  private final RunView view;
  private final SegmentedControl<Split> split =
      new SegmentedControl<>(
          Text.of("ui.threshold.split"), each -> Text.of("ui.threshold.split." + each.key()));
  private final Label summary = new Label();
  private final HBox tables = new HBox();

  private ClassesPage(ClassMeter meter, RunView view, Runnable close) {
    this.meter = meter;
    this.view = view;
    getStyleClass().addAll("prompt", "classes");
    getStylesheets().add(ClassesPage.class.getResource("classes.css").toExternalForm());
    setId("classes-page");
    Label title = new Label(Text.of("ui.classes.title"));
    title.getStyleClass().add("prompt-title");
    Label at =
        new Label(
            Text.of(
                "ui.classes.at",
                view.run().info().name(),
                view.epoch(),
                Numbers.threshold(view.cut())));
    at.getStyleClass().add("caption");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    IconButton closeButton = new IconButton(Feather.X, Text.of("ui.prompt.close"), close);
    closeButton.setId("classes-close");
    HBox head = new HBox(title, at, gap, split, closeButton);
    head.getStyleClass().add("classes-head");
    summary.setId("classes-summary");
    summary.setWrapText(true);
    tables.getStyleClass().add("classes-tables");
    ReadingPane scroll = new ReadingPane(tables, title.getText());
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head, summary, scroll);
    Optional<ExperimentConfig> config = view.config();
    split.setId("classes-split");
    split.setItems(config.map(Split::of).orElse(List.of(Split.TEST)));
    split.setValue(Split.TEST);
    split.valueProperty().addListener((observable, before, now) -> measure());
    measure();
  }

  /** Shows the page until the user goes away. */
  public static void show(Overlay overlay, ClassMeter meter, RunView view) {
    ClassesPage page = new ClassesPage(meter, view, overlay::hide);
    overlay.show(page, page.lookup("#classes-close"), () -> {});
  }

  private void measure() {
    Split asked = split.valueProperty().get();
    summary.setText(Text.of("ui.classes.measuring"));
    meter.measure(
        view.run(),
        view.epoch(),
        view.cuts(),
        asked,
        report -> {
          if (asked == split.valueProperty().get()) {
            show(report);
          }
        });
  }

  private void show(Optional<ClassReport> report) {
    tables.getChildren().clear();
    if (report.isEmpty()) {
      summary.setText(Text.of("ui.classes.none"));
      return;
    }
    ClassReport known = report.get();
    String words =
        Text.of(
            "ui.classes.summary",
            Numbers.error(known.errorPercent()),
            Numbers.count(ClassWords.errors(known)),
            Numbers.count(known.samples()));
    summary.setText((words + " " + ClassWords.worst(known)).strip());
    tables.getChildren().setAll(confusion(known), figures(known));
  }

  private static Node confusion(ClassReport report) {
    GridPane grid = new GridPane();
    grid.setId("confusion");
    grid.getStyleClass().add("confusion");
    int count = report.classes().size();
    int most = 1;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < count; k++) {
        most = i == k ? most : Math.max(most, report.confusion().get(i).get(k));
      }
    }
    Label given = caption(Text.of("ui.classes.given"));
    grid.add(given, 1, 0, count, 1);
    GridPane.setHalignment(given, HPos.CENTER);
    for (int i = 0; i < count; i++) {
      String name = report.classes().get(i).name();
      Label column = caption(name);
      GridPane.setHalignment(column, HPos.CENTER);
      grid.add(column, i + 1, 1);
      grid.add(caption(i == 0 ? Text.of("ui.classes.true", name) : name), 0, i + 2);
      GridPane.setHalignment(grid.getChildren().getLast(), HPos.RIGHT);
      int support = Math.max(1, report.classes().get(i).support());
      for (int k = 0; k < count; k++) {
        int samples = report.confusion().get(i).get(k);
        double share = i == k ? (double) samples / support : (double) samples / most;
        grid.add(cell(report, i, k, share), k + 1, i + 2);
      }
    }
    return grid;
  }

  private static Node cell(ClassReport report, int truth, int given, double share) {
    int samples = report.confusion().get(truth).get(given);
    Region tint = new Region();
    tint.getStyleClass().add(truth == given ? "confusion-right" : "confusion-wrong");
    tint.setOpacity(share * (truth == given ? 0.35 : 0.5));
    Label number = new Label(samples == 0 ? "\u00b7" : Numbers.count(samples));
    number.getStyleClass().add(samples == 0 ? "muted" : "confusion-count");
    StackPane cell = new StackPane(tint, number);
    cell.getStyleClass().add("confusion-cell");
    String words =
        Text.of(
            "ui.classes.cell",
            samples,
            report.classes().get(truth).name(),
            report.classes().get(given).name());
    Tooltip.install(cell, new Tooltip(words));
    cell.setAccessibleText(words);
    return cell;
  }

  private static Node figures(ClassReport report) {
    GridPane grid = new GridPane();
    grid.setId("class-figures");
    grid.getStyleClass().add("class-figures");
    List<String> head = ClassWords.head();
    for (int column = 0; column < head.size(); column++) {
      add(grid, caption(head.get(column)), column, 0);
    }
    for (int i = 0; i < report.classes().size(); i++) {
      List<String> row = ClassWords.row(report.classes().get(i));
      for (int column = 0; column < row.size(); column++) {
        Label cell = new Label(row.get(column));
        cell.getStyleClass().add(column == 0 ? "strong" : "plain-cell");
        add(grid, cell, column, i + 1);
      }
    }
    return grid;
  }

  private static void add(GridPane grid, Label cell, int column, int row) {
    cell.setMinWidth(USE_PREF_SIZE);
    grid.add(cell, column, row);
    GridPane.setHalignment(cell, column == 0 ? HPos.LEFT : HPos.RIGHT);
  }

  private static Label caption(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("caption");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
