package org.sparsevd.ui.compare;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import org.sparsevd.chart.ComparisonView;

/** What stands for a run at the head of a column: a piece of its line, and its letter. */
final class RunKey extends HBox {
  RunKey(ComparisonView view, int run) {
    getStyleClass().add("run-key");
    setAlignment(Pos.CENTER_RIGHT);
    Label letter = new Label(view.runs().get(run).letter());
    letter.getStyleClass().addAll("run-letter", styleOf(view, run));
    getChildren().setAll(line(view, run), letter);
    setMaxHeight(Region.USE_PREF_SIZE);
  }

  /** A short piece of the run's line. */
  static StackPane line(ComparisonView view, int run) {
    Line line = new Line(0, 0, 20, 0);
    line.getStyleClass().addAll("run-line", styleOf(view, run));
    StackPane pane = new StackPane(line);
    pane.setMinWidth(Region.USE_PREF_SIZE);
    return pane;
  }

  /** Style class of the run's colours; see {@link org.sparsevd.chart.ChartTheme#run}. */
  static String styleOf(ComparisonView view, int run) {
    if (view.highlighted().isPresent()) {
      return view.highlighted().getAsInt() != run ? "run-behind" : run == 0 ? "run-a" : "run-b";
    }
    return run == 0 ? "run-a" : run == 1 ? "run-b" : "run-other";
  }
}
