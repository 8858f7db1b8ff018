package org.sparsevd.ui.live;

import java.util.List;
import org.sparsevd.chart.GradientNoiseChart;
import org.sparsevd.train.GradientNoise;
import org.sparsevd.ui.control.FileDialogs;

/** The gradient's variance under the three estimators. */
public final class GradientNoiseCard extends RunChartCard {
  private final GradientNoiseChart chart;

  public GradientNoiseCard(FileDialogs dialogs) {
    this(new GradientNoiseChart(), dialogs);
  }

  private GradientNoiseCard(GradientNoiseChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
  }

  /** Shows what was measured. */
  public void showNoise(List<GradientNoise> noise) {
    chart.show(noise);
    surface().redraw();
  }

  /** Says why nothing is shown. */
  public void showNone(String why) {
    chart.showNone(why);
    surface().redraw();
  }
}
