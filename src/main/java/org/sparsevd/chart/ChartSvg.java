package org.sparsevd.chart;

import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Charts as scalable pictures; their words are outlines, so they look the same everywhere. */
public final class ChartSvg {
  private ChartSvg() {}

  /**
   * The chart as an {@code <svg>} element, {@code width} × {@code height} px.
   *
   * @param idPrefix begins every id inside; must differ between elements of one page
   */
  public static String element(Chart chart, double width, double height, String idPrefix) {
    SVGGraphics2D g2 = new SVGGraphics2D(width, height);
    g2.setDefsKeyPrefix(idPrefix);
    g2.setGeomDoubleConverter(ChartSvg::number);
    g2.setTransformDoubleConverter(ChartSvg::number);
    chart.draw(g2, width, height);
    return g2.getSVGElement(null, true, new ViewBox(0, 0, width, height), null, null);
  }

  /** Two digits after the point: a hundredth of a px is seen by nobody. */
  private static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
