package org.sparsevd.ui.compare;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.ComparisonWords;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.text.Text;

/** The figures of every run, a row each, the best of a row marked; of two also how they differ. */
final class ResultGrid extends GridPane {
  private static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");
  private static final String BEST = "\u25b2 ";

  ResultGrid() {
    getStyleClass().add("compare-grid");
    setId("compare-result");
  }

  /** Shows the figures at the cursor. */
  void show(ComparisonView view) {
    getChildren().clear();
    getColumnConstraints().clear();
    int runs = view.runs().size();
    boolean withDifference = runs == 2;
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setMinWidth(0); // a long name takes a second line, and is cut before a value is
    getColumnConstraints().add(names);
    for (int i = 0; i < runs + (withDifference ? 1 : 0); i++) {
      ColumnConstraints values = new ColumnConstraints();
      values.setHalignment(HPos.RIGHT);
      values.setMinWidth(Region.USE_PREF_SIZE);
      getColumnConstraints().add(values);
    }
    int row = 0;
    for (int run = 0; run < runs; run++) {
      add(new RunKey(view, run), run + 1, row);
    }
    if (withDifference) {
      add(cell(Text.of("ui.compare.difference"), "caption"), runs + 1, row);
    }
    for (ComparisonTable.Row each : view.table().rows()) {
      row = rule(row + 1, row == 0);
      Label name = cell(ComparisonWords.label(each), "figure");
      name.setMinWidth(0);
      name.setWrapText(true);
      name.setTooltip(new Tooltip(name.getText()));
      add(name, 0, row);
      for (int run = 0; run < runs; run++) {
        add(value(view, each, run), run + 1, row);
      }
      if (withDifference) {
        List<Double> values = each.values();
        add(
            cell(
                ComparisonWords.difference(each.figure(), values.getFirst(), values.getLast()),
                "difference"),
            runs + 1,
            row);
      }
    }
  }

  private static Label value(ComparisonView view, ComparisonTable.Row row, int run) {
    String words = ComparisonWords.value(row.figure(), row.values().get(run));
    boolean best = row.best().get(run);
    Label label = cell(best ? BEST + words : words, best ? "best" : "value");
    label.setAccessibleText(best ? Text.of("ui.compare.bestSpoken", words) : words);
    boolean highlighted = view.highlighted().isPresent() && view.highlighted().getAsInt() == run;
    label.pseudoClassStateChanged(HIGHLIGHTED, highlighted);
    return label;
  }

  private int rule(int row, boolean first) {
    Region line = new Region();
    line.getStyleClass().add(first ? "network-rule" : "rule");
    add(line, 0, row, GridPane.REMAINING, 1);
    return row + 1;
  }

  private static Label cell(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().addAll("compare-cell", styleClass);
    return label;
  }
}
