package org.sparsevd.ui.live;

import java.util.Optional;
import org.sparsevd.chart.RunChart;
import org.sparsevd.chart.RunView;
import org.sparsevd.ui.control.FileDialogs;

/** A card with a chart of a run at an epoch. */
public abstract sealed class RunChartCard extends ChartCard
    permits LearningCurvesCard,
        SparsityCard,
        LogAlphaCard,
        KlCard,
        KlLabCard,
        GradientNoiseCard,
        EstimatorRaceCard,
        WeightNoiseCard,
        CutHistogramCard,
        CutCurveCard {
  private final RunChart chart;

  RunChartCard(RunChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
  }

  /** Shows a run at an epoch. */
  public void show(RunView view) {
    chart.update(view);
    redraw();
  }

  /** Shows a run at an epoch, or that there is none. */
  public final void show(Optional<RunView> view) {
    view.ifPresentOrElse(
        this::show,
        () -> {
          chart.clear();
          redraw();
        });
  }

  @Override
  final RunChart chart() {
    return chart;
  }
}
