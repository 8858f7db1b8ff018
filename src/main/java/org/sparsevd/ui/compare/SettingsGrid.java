package org.sparsevd.ui.compare;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.ComparisonWords;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.run.compare.SettingDifferences;
import org.sparsevd.text.Text;

/** Settings of the runs: those that differ, or all. */
final class SettingsGrid extends GridPane {
  private static final double NAME_PERCENT = 30;

  SettingsGrid() {
    getStyleClass().add("compare-grid");
    setId("compare-settings");
  }

  /**
   * Shows settings.
   *
   * @param all whether those that are the same in all runs too
   */
  void show(ComparisonView view, boolean all) {
    getChildren().clear();
    getColumnConstraints().clear();
    int runs = view.runs().size();
    ColumnConstraints names = new ColumnConstraints();
    names.setPercentWidth(NAME_PERCENT);
    getColumnConstraints().add(names);
    for (int run = 0; run < runs; run++) {
      ColumnConstraints values = new ColumnConstraints();
      values.setPercentWidth((100 - NAME_PERCENT) / runs);
      values.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(values);
    }
    if (runs == 0) {
      return;
    }
    SettingDifferences differences = SettingDifferences.of(view.comparison());
    Label head = new Label(Text.of("ui.compare.setting"));
    head.getStyleClass().addAll("compare-cell", "caption");
    add(head, 0, 0);
    for (int run = 0; run < runs; run++) {
      RunKey key = new RunKey(view, run);
      key.setAlignment(Pos.CENTER_LEFT);
      add(key, run + 1, 0);
    }
    int row = 1;
    row = rows(differences.differing(), row, "figure");
    if (all) {
      row = rows(differences.equal(), row, "difference");
    }
    Label count = new Label(ComparisonWords.summary(differences, all));
    count.setId("compare-equal-settings");
    count.getStyleClass().addAll("compare-cell", "caption");
    count.setWrapText(true);
    count.setMinHeight(Region.USE_PREF_SIZE);
    add(count, 0, row + 1, GridPane.REMAINING, 1);
  }

  private int rows(List<SettingDifferences.Row> rows, int from, String nameStyle) {
    int row = from;
    for (SettingDifferences.Row each : rows) {
      Region line = new Region();
      line.getStyleClass().add("rule");
      add(line, 0, row, GridPane.REMAINING, 1);
      row++;
      Label name = new Label(SettingWords.label(each.setting()));
      name.getStyleClass().addAll("compare-cell", nameStyle);
      name.setTooltip(new Tooltip(each.setting().key()));
      add(name, 0, row);
      for (int run = 0; run < each.values().size(); run++) {
        SettingDifferences.Value value = each.values().get(run);
        Label words = new Label(ComparisonWords.value(each.setting(), value));
        boolean told = value instanceof SettingDifferences.Value.Told;
        words.getStyleClass().addAll("compare-cell", told ? "value" : "difference");
        words.setWrapText(true); // the layers of a convolutional network
        words.setTooltip(new Tooltip(words.getText()));
        add(words, run + 1, row);
      }
      row++;
    }
    return row;
  }
}
