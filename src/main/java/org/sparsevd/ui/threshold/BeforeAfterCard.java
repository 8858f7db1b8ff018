package org.sparsevd.ui.threshold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.Split;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.SegmentedControl;

/** Error and size at the run's own threshold, at the present cut, and the change. */
final class BeforeAfterCard extends Card {
  private static final String NONE = "\u2013";
  private static final String MEASURING = "\u2026";

  private final ThresholdModel model;
  private final SegmentedControl<Split> split =
      new SegmentedControl<>(
          Text.of("ui.threshold.split"), each -> Text.of("ui.threshold.split." + each.key()));
  private final GridPane grid = new GridPane();
  private final Label[][] cells = new Label[4][4];
  private final Label verdict = new Label();
  private final Label measuredOn = new Label();

  BeforeAfterCard(ThresholdModel model) {
    super(Text.of("ui.threshold.compare"));
    this.model = model;
    setId("before-after");
    split.setId("split");
    split
        .valueProperty()
        .addListener((observable, before, now) -> {
          if (now != null) {
            model.setSplit(now);
          }
        });
    actions().setAll(split);
    grid.getStyleClass().add("before-after");
    for (int column = 0; column < 4; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
      constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(constraints);
      for (int row = 0; row < 4; row++) {
        Label cell = new Label();
        cell.setMinWidth(Region.USE_PREF_SIZE);
        cell.getStyleClass().add(row == 0 ? "caption" : row < 3 ? "strong" : "plain-cell");
        if (column == 2 && row > 0) {
          cell.getStyleClass().add("now-cell");
        }
        cells[row][column] = cell;
        grid.add(cell, column, 2 * row);
      }
    }
    for (int row = 1; row < 4; row++) {
      Region rule = new Region();
      rule.getStyleClass().add("rule");
      grid.add(rule, 0, 2 * row - 1, 4, 1);
    }
    cells[1][2].setId("error-now");
    cells[2][2].setId("compression-now");
    cells[3][2].setId("kept-now");
    cells[0][1].setText(Text.of("ui.threshold.compare.default"));
    cells[0][2].setText(Text.of("ui.threshold.compare.now"));
    cells[0][3].setText(Text.of("ui.threshold.compare.change"));
    cells[2][0].setText(Text.of("ui.threshold.compare.compression"));
    cells[3][0].setText(Text.of("ui.threshold.compare.kept"));
    for (Label note : new Label[] {verdict, measuredOn}) {
      note.getStyleClass().add("caption");
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
    }
    verdict.setId("verdict");
    verdict.setGraphic(new Icon(Feather.INFO));
    measuredOn.setId("measured-on");
    VBox content = new VBox(grid, verdict, measuredOn);
    content.getStyleClass().add("threshold-content");
    setContent(content);
  }

  void show() {
    List<Split> splits = model.splits();
    split.setItems(splits);
    split.setVisible(!splits.isEmpty());
    model.split().filter(splits::contains).ifPresent(split::setValue);
    Reading before = model.reading(model.standardCut());
    Reading now = model.reading(model.cuts());
    String name = model.errorName();
    cells[1][0].setText(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    cells[1][1].setText(error(before));
    cells[1][2].setText(error(now));
    cells[1][3].setText(
        before.error().isPresent() && now.error().isPresent()
            ? signed(now.errorPercent() - before.errorPercent(), 2, "")
            : NONE);
    cells[2][1].setText(compression(before.sparsity()));
    cells[2][2].setText(compression(now.sparsity()));
    cells[2][3].setText(
        before.sparsity().isPresent() && now.sparsity().isPresent()
            ? signed(now.compression() - before.compression(), 1, Text.of("ui.unit.times"))
            : NONE);
    cells[3][1].setText(kept(before.sparsity()));
    cells[3][2].setText(kept(now.sparsity()));
    cells[3][3].setText(
        before.sparsity().isPresent() && now.sparsity().isPresent()
            ? signed(now.sparsity().get().kept() - before.sparsity().get().kept(), 0, "")
            : NONE);
    String words = verdict(before, now);
    verdict.setText(words);
    verdict.setVisible(!words.isEmpty());
    measuredOn.setText(measuredOn(now.error().or(before::error)));
  }

  private String error(Reading reading) {
    return reading
        .error()
        .map(error -> Text.of("ui.threshold.percent", Numbers.error(error.percent())))
        .orElse(model.view().isEmpty() || model.isOutOfReach(reading.cut()) ? NONE : MEASURING);
  }

  private static String compression(Optional<Sparsity> sparsity) {
    return sparsity
        .map(Sparsity::compression)
        .map(ratio -> Numbers.compression(ratio) + Text.of("ui.unit.times"))
        .orElse(NONE);
  }

  private static String kept(Optional<Sparsity> sparsity) {
    return sparsity.map(each -> Numbers.count(each.kept())).orElse(NONE);
  }

  private static String signed(double change, int decimals, String unit) {
    if (Double.isNaN(change) || Double.isInfinite(change)) {
      return NONE;
    }
    String number = Numbers.decimals(Math.abs(change), decimals);
    boolean zero = number.equals(Numbers.decimals(0, decimals));
    return (zero ? "" : change < 0 ? "\u2212" : "+") + number + unit;
  }

  /** Whether the change of the error means anything, in one sentence. */
  private String verdict(Reading before, Reading now) {
    if (model.refused().isPresent()) {
      return model.refused().get();
    }
    if (model.isOutOfReach(now.cut())) {
      return Text.of("ui.threshold.outOfReach");
    }
    if (before.error().isEmpty() || now.error().isEmpty() || now.cut().equals(before.cut())) {
      return "";
    }
    MeasuredError base = before.error().get();
    return Text.of(
        now.error().get().isWithinNoiseOf(base)
            ? "ui.threshold.withinNoise"
            : "ui.threshold.beyondNoise",
        signed(now.errorPercent() - before.errorPercent(), 2, ""),
        Numbers.error(base.noisePercent()));
  }

  private String measuredOn(Optional<MeasuredError> error) {
    Optional<Split> on = model.split();
    if (on.isEmpty() || model.view().isEmpty()) {
      return "";
    }
    RunInfo.Data data = model.view().get().run().info().data();
    int samples =
        error
            .map(MeasuredError::samples)
            .orElse(on.get() == Split.TEST ? data.testSize() : data.validationSize());
    String words =
        samples > 0
            ? Text.of(
                "ui.threshold.on." + on.get().key(),
                Numbers.count(samples),
                Numbers.count(data.trainSize()))
            : "";
    boolean rounded = model.isExact().filter(exact -> !exact).isPresent();
    return rounded ? words + " " + Text.of("ui.threshold.quantised") : words;
  }
}
