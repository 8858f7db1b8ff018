package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;

/**
 * Bars on whole device pixels, in the kept colour left of the cut and grey from it on; clip bars
 * are hatched.
 */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable; no chart here ever is.
final class BarRenderer extends AbstractXYItemRenderer {
  /** A slot narrower than this many px shows no gap: the gaps would take half of it. */
  private static final double NARROWEST_WITH_GAP = 3;

  private final boolean gaps;
  private transient ChartTheme theme = ChartTheme.LIGHT;
  private transient Color kept = Color.BLACK;
  private double cut;

  /** Whether bars stand 1 px apart, or form one silhouette. */
  BarRenderer(boolean gaps) {
    this.gaps = gaps;
  }

  void show(ChartTheme newTheme, Color keptColor, double newCut) {
    theme = newTheme;
    kept = keptColor;
    cut = newCut;
  }

  @Override
  public void drawItem(
      Graphics2D g2,
      XYItemRendererState state,
      Rectangle2D dataArea,
      PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis domainAxis,
      ValueAxis rangeAxis,
      XYDataset dataset,
      int series,
      int item,
      CrosshairState crosshairState,
      int pass) {
    double height = dataset.getYValue(series, item);
    if (!(dataset instanceof BarDataset bars) || Double.isNaN(height)) {
      return;
    }
    Ink ink = new Ink(g2, theme);
    Bar bar = bars.bar(item);
    double left = ink.snap(domainAxis.valueToJava2D(bar.from(), dataArea, RectangleEdge.BOTTOM));
    double right = ink.snap(domainAxis.valueToJava2D(bar.to(), dataArea, RectangleEdge.BOTTOM));
    double top = ink.snap(rangeAxis.valueToJava2D(height, dataArea, RectangleEdge.LEFT));
    double bottom = dataArea.getMaxY();
    if (gaps && right - left >= NARROWEST_WITH_GAP) {
      right -= 1;
    }
    double split = ink.snap(domainAxis.valueToJava2D(cut, dataArea, RectangleEdge.BOTTOM));
    split = Math.clamp(split, left, right);
    if (bar.clip()) {
      // A clip bar is kept or pruned as a whole, whatever its place beside the axis.
      split = cut > bar.from() ? right : left;
      Color color = cut > bar.from() ? kept : theme.color(ChartColor.PRUNED);
      hatch(g2, new Rectangle2D.Double(left, top, right - left, bottom - top), color);
      return;
    }
    fill(g2, kept, left, split, top, bottom);
    fill(g2, theme.color(ChartColor.PRUNED), split, right, top, bottom);
  }

  private static void fill(
      Graphics2D g2, Color color, double left, double right, double top, double bottom) {
    if (right > left && bottom > top) {
      g2.setPaint(color);
      g2.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
    }
  }

  /** Fills a bar with slanted lines and outlines it: its weights are not where they would be. */
  static void hatch(Graphics2D g2, Rectangle2D bar, Color color) {
    Shape clip = g2.getClip();
    g2.setPaint(color);
    g2.clip(bar);
    g2.setStroke(new BasicStroke(1.25f));
    double spacing = 4;
    for (double y = bar.getMinY() - bar.getWidth();
        y < bar.getMaxY() + bar.getWidth();
        y += spacing) {
      g2.draw(new Line2D.Double(bar.getMinX(), y + bar.getWidth(), bar.getMaxX(), y));
    }
    g2.setStroke(new BasicStroke(2)); // half of it lies outside the clip: 1 px remains
    g2.draw(bar);
    g2.setClip(clip);
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
