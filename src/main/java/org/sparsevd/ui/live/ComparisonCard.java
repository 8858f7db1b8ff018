package org.sparsevd.ui.live;

import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.MouseEvent;
import org.sparsevd.chart.ComparisonChart;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.ui.control.FileDialogs;

/** A card with a chart of several runs. The run whose label is under the mouse stands out. */
public abstract sealed class ComparisonCard extends ChartCard
    permits ComparisonCurvesCard, ComparisonSparsityCard, ComparisonHistogramCard {
  private final ComparisonChart chart;
  private final ObjectProperty<OptionalInt> pointed =
      new SimpleObjectProperty<>(this, "pointed", OptionalInt.empty());

  ComparisonCard(ComparisonChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    surface()
        .addEventHandler(
            MouseEvent.MOUSE_MOVED,
            event ->
                pointed.set(
                    chart
                        .seriesAt(event.getX(), event.getY())
                        .flatMap(chart::runOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty())));
    surface().addEventHandler(MouseEvent.MOUSE_EXITED, event -> pointed.set(OptionalInt.empty()));
  }

  /** Index of the run whose label is under the mouse. */
  public final ObjectProperty<OptionalInt> pointedProperty() {
    return pointed;
  }

  /** Shows runs side by side. */
  public final void show(ComparisonView view) {
    chart.update(view);
    redraw();
  }
}
