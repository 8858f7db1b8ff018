package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** A plot without frame: horizontal grid lines under the data, and an x axis line when asked. */
@SuppressWarnings("serial") // JFreeChart's plots are serialisable; no chart here ever is.
final class OpenPlot extends XYPlot {
  /** Draws under grid and data. */
  interface Underlay {
    void draw(Ink ink, Rectangle2D dataArea);
  }

  private final TickAxis y;
  private transient Underlay underlay = (ink, dataArea) -> {};
  private transient ChartTheme theme = ChartTheme.LIGHT;
  private boolean baseline;

  /**
   * @param x its horizontal axis; null for a part of a combined plot, which has its parent's
   * @param y its vertical axis
   */
  OpenPlot(TickAxis x, TickAxis y) {
    super(null, x, y, null);
    this.y = y;
    this.baseline = x != null;
    setBackgroundPaint(null);
    setOutlineVisible(false);
    setDomainGridlinesVisible(false);
    setRangeGridlinesVisible(false);
    setRangeZeroBaselineVisible(false);
    setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  void setTheme(ChartTheme newTheme) {
    theme = newTheme;
  }

  void setUnderlay(Underlay newUnderlay) {
    underlay = newUnderlay;
  }

  /** Whether the x axis line and its ticks are drawn under this plot. */
  void setBaseline(boolean shown) {
    baseline = shown;
  }

  @Override
  public void drawBackground(Graphics2D g2, Rectangle2D dataArea) {
    Color before = g2.getColor();
    Ink ink = new Ink(g2, theme);
    underlay.draw(ink, dataArea);
    for (double tick : readableTicks(dataArea)) {
      double at = y.valueToJava2D(tick, dataArea, RectangleEdge.LEFT);
      ink.horizontal(dataArea.getMinX(), dataArea.getMaxX(), at, ChartColor.GRID);
      label(
          ink, y.label(tick), dataArea.getMinX() - theme.px(7), at + theme.px(4), Ink.Align.RIGHT);
    }
    if (baseline && getDomainAxis() instanceof TickAxis x) {
      double bottom = dataArea.getMaxY();
      ink.horizontal(dataArea.getMinX(), dataArea.getMaxX() + 1, bottom, ChartColor.AXIS);
      for (double tick : x.ticks()) {
        double at = x.valueToJava2D(tick, dataArea, RectangleEdge.BOTTOM);
        ink.vertical(at, bottom, bottom + theme.px(4), 1, ChartColor.AXIS);
        label(ink, x.label(tick), at, bottom + theme.px(18), Ink.Align.CENTER);
      }
    }
    g2.setColor(before);
  }

  /** The ticks, or every second, third, … of them where their labels would touch. */
  private List<Double> readableTicks(Rectangle2D dataArea) {
    List<Double> ticks = y.ticks();
    if (ticks.size() < 2) {
      return ticks;
    }
    double share = (ticks.get(1) - ticks.get(0)) / (y.getUpperBound() - y.getLowerBound());
    double apart = Math.max(1, share * dataArea.getHeight());
    int step = (int) Math.ceil(theme.px(14) / apart);
    return IntStream.range(0, ticks.size())
        .filter(i -> i % step == 0)
        .mapToObj(ticks::get)
        .toList();
  }

  private void label(Ink ink, String text, double x, double baseline, Ink.Align align) {
    ink.text(text, x, baseline, align, theme.captionFont(), ChartColor.TEXT_SUBTLE);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
