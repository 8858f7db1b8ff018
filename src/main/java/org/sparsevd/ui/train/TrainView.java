package org.sparsevd.ui.train;

import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.EnlargePane;

/** Four charts, and beside them the result and the mask of the first layer. */
public final class TrainView extends StackPane {
  private final HBox parts = new HBox();
  private final ScrollPane column;
  private final EnlargePane enlarging;

  /**
   * @param charts four, row by row
   * @param beside what stands in the right column, the last taking the room left
   * @param enlargeable the cards that can be shown large
   */
  public TrainView(
      List<? extends Card> charts, List<? extends Card> beside, List<? extends Card> enlargeable) {
    getStyleClass().add("view");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("chart-grid");
    for (int i = 0; i < 2; i++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(50);
      row.setVgrow(Priority.ALWAYS);
      grid.getRowConstraints().add(row);
    }
    for (int i = 0; i < charts.size(); i++) {
      Card chart = charts.get(i);
      chart.setMinSize(0, 0);
      chart.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      grid.add(chart, i % 2, i / 2);
    }
    VBox stacked = new VBox();
    stacked.getStyleClass().add("right-column");
    stacked.getChildren().setAll(beside);
    VBox.setVgrow(beside.getLast(), Priority.ALWAYS);
    beside.getFirst().setMinHeight(Region.USE_PREF_SIZE);
    column = new ScrollPane(stacked);
    column.getStyleClass().add("right-scroll");
    column.setFitToWidth(true);
    column.setFitToHeight(true);
    column.setFocusTraversable(false);
    column.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    parts.getStyleClass().add("train-parts");
    HBox.setHgrow(grid, Priority.ALWAYS);
    parts.getChildren().setAll(grid, column);
    enlarging = new EnlargePane(parts, enlargeable);
    getChildren().setAll(enlarging);
  }

  /** The right column, for a window too narrow to show it beside the charts. */
  public Region column() {
    return column;
  }

  /** Shows the right column beside the charts, or leaves it to somebody else. */
  public void setColumnBeside(boolean isBeside) {
    if (!isBeside) {
      parts.getChildren().remove(column);
    } else if (!parts.getChildren().contains(column)) {
      parts.getChildren().add(column);
    }
  }

  /** Puts an enlarged card back; false when there was none. */
  public boolean shrink() {
    return enlarging.shrink();
  }
}
