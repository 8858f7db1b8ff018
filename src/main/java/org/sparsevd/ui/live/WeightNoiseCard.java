package org.sparsevd.ui.live;

import java.util.Optional;
import org.sparsevd.chart.WeightNoiseChart;
import org.sparsevd.ui.control.FileDialogs;

/** Draws of one noisy weight. */
public final class WeightNoiseCard extends RunChartCard {
  private final WeightNoiseChart chart;

  public WeightNoiseCard(FileDialogs dialogs) {
    this(new WeightNoiseChart(), dialogs);
  }

  private WeightNoiseCard(WeightNoiseChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
  }

  /** Shows these draws. */
  public void showDraws(Optional<WeightNoiseChart.Draws> draws) {
    chart.show(draws);
    surface().redraw();
  }
}
