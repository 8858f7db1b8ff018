package org.sparsevd.ui.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.run.results.MeasuredResult;
import org.sparsevd.run.results.PublishedResult;
import org.sparsevd.run.results.ResultsTable;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/**
 * The table. Published rows are plain text; a row of a run is a button, reached by Tab or the arrow
 * keys.
 */
final class ResultsGrid extends GridPane {
  private final Consumer<Path> open;
  private final List<Button> runs = new ArrayList<>();
  private int row;
  private boolean begun; // whether the network has a row by now

  /**
   * @param open opens the run folder of a row
   */
  ResultsGrid(Consumer<Path> open) {
    this.open = open;
    getStyleClass().add("results-grid");
    setId("results-grid");
    for (ResultColumn column : ResultColumn.values()) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setMinWidth(Region.USE_PREF_SIZE); // then the page scrolls
      constraints.setHgrow(column == ResultColumn.NETWORK ? Priority.NEVER : Priority.ALWAYS);
      constraints.setHalignment(column.isNumber() ? HPos.RIGHT : HPos.LEFT);
      getColumnConstraints().add(constraints);
    }
    addEventHandler(KeyEvent.KEY_PRESSED, this::step);
  }

  void show(List<ResultsTable.Network> networks) {
    getChildren().clear();
    runs.clear();
    row = 0;
    for (ResultColumn column : ResultColumn.values()) {
      Label head = put(column, column.label(), "caption");
      if (column == ResultColumn.NETWORK || column == ResultColumn.DATE) {
        head.getStyleClass().add(column == ResultColumn.NETWORK ? "first" : "last");
      }
    }
    row++;
    for (ResultsTable.Network network : networks) {
      rule(ResultColumn.NETWORK, "network-rule");
      String name = network.name().isEmpty() ? Text.of("ui.results.others") : network.name();
      put(ResultColumn.NETWORK, name, "strong");
      begun = false;
      network.published().forEach(this::published);
      for (ResultsTable.Group group : network.measured()) {
        group.median().ifPresent(median -> median(group, median));
        group.runs().forEach(this::measured);
      }
      row++;
    }
    rule(ResultColumn.NETWORK, "rule");
  }

  private void published(PublishedResult result) {
    beginRow();
    put(ResultColumn.METHOD, result.method(), "published");
    put(ResultColumn.ORIGIN, Text.of("ui.results.published"), "published");
    put(ResultColumn.TRAIN_ERROR, ResultText.trainError(result), "published");
    put(ResultColumn.ERROR, ResultText.error(result), "published");
    put(ResultColumn.SPARSITY, ResultText.sparsity(result), "published");
    put(ResultColumn.COMPRESSION, ResultText.compression(result), "published");
    Label source = put(ResultColumn.SEED, result.source(), "published");
    source.getStyleClass().add("source");
    source.setWrapText(true);
    source.setMinHeight(Region.USE_PREF_SIZE);
    GridPane.setHalignment(source, HPos.LEFT);
    GridPane.setColumnSpan(source, GridPane.REMAINING);
    source.setMinWidth(0);
    source.setPrefWidth(0); // takes what the columns have
    source.setMaxWidth(Double.MAX_VALUE);
  }

  private void median(ResultsTable.Group group, ResultsTable.Median median) {
    beginRow();
    put(ResultColumn.METHOD, ResultText.method(group.runs().getFirst()), "median");
    put(ResultColumn.ORIGIN, Text.of("ui.results.measured"), "median");
    put(ResultColumn.TRAIN_ERROR, ResultText.error(median.trainErrorPercent()), "median");
    put(ResultColumn.ERROR, ResultText.error(median.errorPercent()), "median");
    put(ResultColumn.SPARSITY, ResultText.sparsity(median.sparsityPercent()), "median");
    put(ResultColumn.COMPRESSION, ResultText.compression(median.compression()), "median");
    put(ResultColumn.SEED, Text.of("ui.results.median", median.seeds()), "median");
    put(ResultColumn.EPOCHS, Integer.toString(median.epochs()), "median");
    put(ResultColumn.TIME, ResultText.time(median.seconds()), "median");
  }

  private void measured(MeasuredResult result) {
    beginRow();
    Button button = new Button();
    button.getStyleClass().add("result-row");
    button.setId("result-" + result.folder().getFileName());
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    button.setAccessibleText(ResultText.spoken(result));
    button.setTooltip(new Tooltip(ResultText.about(result)));
    button.setOnAction(event -> open.accept(result.folder()));
    runs.add(button);
    // Behind the words of its row, from the method on: the network's name is no part of it.
    add(button, ResultColumn.METHOD.place(), row, GridPane.REMAINING, 1);
    put(ResultColumn.METHOD, ResultText.method(result), "measured");
    put(ResultColumn.ORIGIN, Text.of("ui.results.measured"), "measured");
    put(ResultColumn.TRAIN_ERROR, ResultText.error(result.trainErrorPercent()), "measured");
    put(ResultColumn.ERROR, ResultText.error(result.errorPercent()), "measured");
    put(ResultColumn.SPARSITY, ResultText.sparsity(result.sparsityPercent()), "measured");
    put(ResultColumn.COMPRESSION, ResultText.compression(result.compression()), "measured");
    put(ResultColumn.SEED, ResultText.seed(result), "measured");
    put(ResultColumn.EPOCHS, ResultText.epochs(result), "measured");
    put(ResultColumn.TIME, ResultText.time(result.seconds()), "measured");
    Label date = put(ResultColumn.DATE, ResultText.date(result), "measured");
    date.setGraphic(new Icon(Feather.CHEVRON_RIGHT));
  }

  private Label put(ResultColumn column, String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().addAll("result-cell", styleClass);
    label.setMouseTransparent(true); // the row's button hears the clicks
    add(label, column.place(), row);
    return label;
  }

  /** A line parts the rows of a network, but for its name. */
  private void beginRow() {
    if (begun) {
      row++;
      rule(ResultColumn.METHOD, "rule");
    }
    begun = true;
  }

  private void rule(ResultColumn from, String styleClass) {
    Region rule = new Region();
    rule.getStyleClass().add(styleClass);
    add(rule, from.place(), row, GridPane.REMAINING, 1);
    row++;
  }

  private void step(KeyEvent event) {
    int at = runs.indexOf(event.getTarget());
    int direction = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (at >= 0 && direction != 0) {
      runs.get(Math.clamp(at + direction, 0, runs.size() - 1)).requestFocus();
      event.consume();
    }
  }
}
