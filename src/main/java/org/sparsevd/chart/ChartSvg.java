package org.sparsevd.chart;

import java.io.IOException;
import java.nio.file.Path;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import org.sparsevd.run.AtomicFiles;

/** Charts as scalable pictures; their words are outlines, so they look the same everywhere. */
public final class ChartSvg {
  private ChartSvg() {}

  /**
   * The chart as an {@code <svg>} element, {@code width} × {@code height} px.
   *
   * @param idPrefix begins every id inside; must differ between elements of one page
   */
  public static String element(Chart chart, double width, double height, String idPrefix) {
    SVGGraphics2D g2 = canvas(width, height);
    g2.setDefsKeyPrefix(idPrefix);
    chart.draw(g2, width, height);
    return element(g2, width, height);
  }

  /**
   * Saves the chart with its title, as a card shows it; for who can't see it, in words too.
   *
   * @throws IOException when {@code file} cannot be written
   */
  public static void save(Chart chart, double width, double height, Path file) throws IOException {
    SVGGraphics2D g2 = canvas(width, height);
    ChartPicture.drawTitled(chart, g2, width, height);
    String element = element(g2, width, height);
    int start = element.indexOf('>') + 1; // of what is in it
    AtomicFiles.write(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + element.substring(0, start)
            + "<title>"
            + Markup.escape(chart.title())
            + "</title><desc>"
            + Markup.escape(chart.description())
            + "</desc>"
            + element.substring(start)
            + "\n");
  }

  private static SVGGraphics2D canvas(double width, double height) {
    SVGGraphics2D g2 = new SVGGraphics2D(width, height);
    g2.setGeomDoubleConverter(ChartSvg::number);
    g2.setTransformDoubleConverter(ChartSvg::number);
    return g2;
  }

  private static String element(SVGGraphics2D g2, double width, double height) {
    return g2.getSVGElement(null, true, new ViewBox(0, 0, width, height), null, null);
  }

  /** Two digits after the point: a hundredth of a px is seen by nobody. */
  private static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
