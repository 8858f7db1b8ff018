package org.sparsevd.chart;

import java.util.Optional;
import java.util.OptionalInt;
import org.jfree.chart.plot.Plot;

/** A chart of several runs side by side. */
public abstract sealed class ComparisonChart extends Chart
    permits ComparisonCurvesChart, ComparisonSparsityChart, ComparisonHistogramChart {
  private Optional<ComparisonView> view = Optional.empty();

  ComparisonChart(Plot plot) {
    super(plot);
  }

  /** Shows other runs, another place of the cursor, or another run standing out. */
  public final void update(ComparisonView newView) {
    view = Optional.of(newView);
    refresh();
  }

  /** What is shown; empty before the first {@link #update}. */
  public final Optional<ComparisonView> view() {
    return view;
  }

  /** Style of a run, by its index. */
  final LineStyle styleOf(int run) {
    return theme().run(run, view.map(ComparisonView::highlighted).orElse(OptionalInt.empty()));
  }

  /** Index of the run that {@code key} of a line or bar belongs to; empty when it is of none. */
  public abstract Optional<Integer> runOf(String key);
}
