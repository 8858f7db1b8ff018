package org.sparsevd.chart;

import java.util.Optional;
import org.jfree.chart.plot.Plot;

/** A chart of a run at an epoch. */
public abstract sealed class RunChart extends Chart
    permits EpochChart,
        LogAlphaHistogramChart,
        KlChart,
        GradientNoiseChart,
        EstimatorRaceChart,
        WeightNoiseChart,
        CutHistogramChart,
        CutCurveChart,
        BiographyChart {
  private Optional<RunView> view = Optional.empty();

  RunChart(Plot plot) {
    super(plot);
  }

  /** Shows another run, epoch, cut or layer. */
  public final void update(RunView newView) {
    view = Optional.of(newView);
    refresh();
  }

  /** Shows that there is no run. */
  public final void clear() {
    view = Optional.empty();
    refresh();
  }

  /** What is shown; empty before the first {@link #update}. */
  public final Optional<RunView> view() {
    return view;
  }
}
