package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with a halo, and straight lines that fall on whole device pixels, so that they are crisp.
 */
final class Ink {
  private static final FontRenderContext MEASURE =
      new FontRenderContext(new AffineTransform(), true, true);
  private static final float HALO = 3;

  private final Graphics2D g2;
  private final ChartTheme theme;
  private final double scale;

  /** Draws on {@code g2}, whose transform must be a scaling, at most shifted by whole pixels. */
  Ink(Graphics2D g2, ChartTheme theme) {
    this.g2 = g2;
    this.theme = theme;
    this.scale = g2.getTransform().getScaleX();
  }

  enum Align {
    LEFT(0),
    CENTER(0.5),
    RIGHT(1);

    final double share; // of the width of words that stands left of their place

    Align(double share) {
      this.share = share;
    }
  }

  /** Width of {@code text} in px. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, MEASURE).getWidth();
  }

  /** The device pixel edge nearest to {@code position}. */
  double snap(double position) {
    return Math.round(position * scale) / scale;
  }

  /** Draws one line of text; {@code x} is its left, middle or right. */
  void text(String text, double x, double baseline, Align align, Font font, ChartColor color) {
    text(text, x, baseline, align, font, theme.color(color));
  }

  /** Draws one line of text; {@code x} is its left, middle or right. */
  void text(String text, double x, double baseline, Align align, Font font, Color color) {
    g2.setPaint(color);
    g2.fill(outline(text, x - align.share * width(text, font), baseline, font));
  }

  /** Like {@link #text}, readable where it crosses lines: outlined in the surface's colour. */
  void textOverLines(String text, double x, double baseline, Align align, Font font, Color color) {
    Shape outline = outline(text, x - align.share * width(text, font), baseline, font);
    g2.setPaint(theme.color(ChartColor.SURFACE));
    g2.setStroke(new BasicStroke(HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g2.draw(outline);
    g2.setPaint(color);
    g2.fill(outline);
  }

  /** Glyphs as shapes: drawn as text they would be moved to whole pixels, unevenly spaced. */
  private Shape outline(String text, double left, double baseline, Font font) {
    return font.createGlyphVector(MEASURE, text).getOutline((float) left, (float) snap(baseline));
  }

  /** Draws text centred in {@code area}, broken between words where it is too wide. */
  void paragraph(String text, Rectangle2D area, Font font, ChartColor color) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font) > area.getWidth() - theme.px(16)) {
        lines.add(line.toString());
        line.setLength(0);
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
    }
    lines.add(line.toString());
    double height = theme.px(16);
    double baseline = area.getCenterY() - (lines.size() - 1) * height / 2 + theme.px(4);
    for (String each : lines) {
      textOverLines(each, area.getCenterX(), baseline, Align.CENTER, font, theme.color(color));
      baseline += height;
    }
  }

  /** A horizontal line, 1 px thick, with its top at the pixel nearest to {@code y}. */
  void horizontal(double left, double right, double y, ChartColor color) {
    g2.setPaint(theme.color(color));
    g2.fill(new Rectangle2D.Double(snap(left), snap(y), snap(right) - snap(left), 1));
  }

  /** A vertical line, {@code thickness} px thick, its middle at the pixel nearest to {@code x}. */
  void vertical(double x, double top, double bottom, double thickness, ChartColor color) {
    g2.setPaint(theme.color(color));
    double left = snap(x - thickness / 2);
    g2.fill(new Rectangle2D.Double(left, snap(top), thickness, snap(bottom) - snap(top)));
  }

  /** A vertical dotted line, 1 px thick. */
  void dotted(double x, double top, double bottom, ChartColor color) {
    g2.setPaint(theme.color(color));
    double left = snap(x - 0.5);
    for (double y = snap(top); y < bottom; y += 5) {
      g2.fill(new Rectangle2D.Double(left, y, 1, Math.min(2, bottom - y)));
    }
  }

  /** A dot with a ring that sets it off from what it lies on. */
  void dot(double x, double y, Color color) {
    double radius = theme.px(3.5);
    double ring = theme.px(1.5);
    g2.setPaint(theme.color(ChartColor.SURFACE));
    g2.fill(circle(x, y, radius + ring));
    g2.setPaint(color);
    g2.fill(circle(x, y, radius));
  }

  /** An open circle. */
  void circle(double x, double y, Color color) {
    g2.setPaint(theme.color(ChartColor.SURFACE));
    g2.fill(circle(x, y, theme.px(4)));
    g2.setPaint(color);
    g2.setStroke(new BasicStroke((float) theme.px(1.75)));
    g2.draw(circle(x, y, theme.px(4)));
  }

  private static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  Graphics2D graphics() {
    return g2;
  }

  ChartTheme theme() {
    return theme;
  }
}
