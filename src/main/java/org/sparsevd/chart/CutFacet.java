package org.sparsevd.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;

/** One row of a {@link CutHistogramChart}: a plot of its own under the common axis. */
final class CutFacet {
  private static final double LOWEST_COUNT = 0.7;
  private static final double MARGIN = 62;

  private final String layer;
  private final TickAxis axis = new TickAxis();
  private final OpenPlot plot = new OpenPlot(null, axis);
  private final BarDataset bars = new BarDataset();
  private final BarRenderer renderer = new BarRenderer(true);

  /**
   * @param layer its name; "" for the row of all layers
   */
  CutFacet(String layer) {
    this.layer = layer;
    plot.setDataset(bars);
    plot.setRenderer(renderer);
  }

  String layer() {
    return layer;
  }

  OpenPlot plot() {
    return plot;
  }

  List<Bar> bars() {
    return bars.bars();
  }

  /** Where the top of a bar of {@code count} weights lies, in px. */
  double top(long count, Rectangle2D area) {
    return axis.valueToJava2D(height(count), area, RectangleEdge.LEFT);
  }

  /**
   * Takes the counts of the row's layers, summed.
   *
   * @param cut log α from which bars are drawn as pruned
   * @param ticks whether the counts stand at the left
   */
  void show(
      List<LogAlphaHistogram> histograms,
      ChartTheme theme,
      LineStyle style,
      double cut,
      boolean ticks) {
    List<Bar> shown = histograms.isEmpty() ? List.of() : Bar.of(histograms);
    bars.show(shown, CutFacet::height);
    renderer.show(theme, style.line(), cut);
    double highest = shown.stream().mapToDouble(Bar::count).max().orElse(10_000);
    double top = Math.max(1, Math.log10(highest));
    List<Double> decades = new ArrayList<>();
    for (double decade = 0; ticks && decade <= top; decade++) {
      decades.add(decade);
    }
    // Room over the bars of a layer for the count of those kept.
    axis.show(
        height(0),
        top * (ticks ? 1.03 : 1.25),
        decades,
        decade -> Numbers.shortCount(Math.pow(10, decade)));
    axis.setFixedDimension(Math.ceil(theme.px(MARGIN)));
    plot.setTheme(theme);
  }

  private static double height(long count) {
    return Math.log10(Math.max((double) count, LOWEST_COUNT));
  }
}
