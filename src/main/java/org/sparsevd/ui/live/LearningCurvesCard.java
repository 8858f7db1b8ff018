package org.sparsevd.ui.live;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import org.sparsevd.chart.LearningCurvesChart;
import org.sparsevd.chart.LearningCurvesChart.Mode;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** The learning curves: errors, or the loss and its terms. */
public final class LearningCurvesCard extends RunChartCard {
  private final SegmentedControl<Mode> mode =
      new SegmentedControl<>(
          Text.of("chart.mode"),
          each -> Text.of(each == Mode.ERROR ? "chart.mode.error" : "chart.mode.loss"));

  public LearningCurvesCard(FileDialogs dialogs) {
    this(new LearningCurvesChart(), dialogs);
  }

  private LearningCurvesCard(LearningCurvesChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    mode.setValue(Mode.ERROR);
    mode.setItems(List.of(Mode.values()));
    mode.valueProperty()
        .addListener((observable, before, now) -> {
          chart.setMode(now);
          surface().redraw();
        });
    actions().addFirst(mode);
  }

  /** Epoch of the cross-hair; bind it to the other cards' to move them together. */
  public ObjectProperty<OptionalDouble> hoverEpochProperty() {
    return hoverValueProperty();
  }
}
