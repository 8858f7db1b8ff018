package org.sparsevd.ui.data;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.sparsevd.data.ColumnFigures;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/** What the columns of a table hold. */
final class ColumnsCard extends Card {
  /** More are not drawn: nobody reads them. */
  private static final int MOST = 200;

  private final GridPane grid = new GridPane();

  ColumnsCard() {
    super(Text.of("ui.data.columns"));
    setId("data-columns");
    setMinWidth(0);
    grid.setId("data-column-grid");
    grid.getStyleClass().add("column-grid");
    for (int column = 0; column < 4; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
      constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(constraints);
    }
    setContent(grid);
  }

  void show(List<ColumnFigures> columns) {
    grid.getChildren().clear();
    add(
        0,
        "caption",
        List.of(
            Text.of("ui.data.column.name"),
            Text.of("ui.data.column.min"),
            Text.of("ui.data.column.mean"),
            Text.of("ui.data.column.max")));
    int shown = Math.min(MOST, columns.size());
    for (int j = 0; j < shown; j++) {
      ColumnFigures column = columns.get(j);
      add(
          j + 1,
          "plain-cell",
          List.of(
              column.name(),
              Numbers.plain(column.min()),
              Numbers.plain(column.mean()),
              Numbers.plain(column.max())));
    }
    subtitleProperty()
        .set(
            shown == columns.size()
                ? Text.of("ui.data.columnCount", columns.size())
                : Text.of("ui.data.columnsOf", shown, columns.size()));
  }

  private void add(int row, String style, List<String> words) {
    for (int column = 0; column < words.size(); column++) {
      Label cell = new Label(words.get(column));
      cell.getStyleClass().add(column == 0 && row > 0 ? "class-name" : style);
      if (column > 0) {
        cell.setMinWidth(USE_PREF_SIZE);
      }
      grid.add(cell, column, row);
    }
  }
}
