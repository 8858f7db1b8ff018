package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.sparsevd.text.Text;

/**
 * Names the curves of the KL term beside pieces of them: their ends lie on one another.
 *
 * @param kingma whether Kingma's cubic is among them
 */
record KlKey(ChartTheme theme, boolean kingma) {
  /** Draws the key where the curves of {@code quantity} leave room, if they do. */
  void draw(Ink ink, Rectangle2D area, KlQuantity quantity) {
    boolean value = quantity == KlQuantity.VALUE;
    double row = theme.px(18);
    double left = area.getMinX() + area.getWidth() * (value && !kingma ? 0.3 : 0.72);
    double first = area.getMinY() + (value ? area.getHeight() * 0.62 : theme.px(12));
    if (first + row * (kingma ? 2 : 1) > area.getMaxY() - theme.px(4)) {
      return;
    }
    LineStyle line = theme.layer(0, 1, true);
    Color muted = theme.color(ChartColor.TEXT_MUTED);
    sample(ink, left, first, line.line(), line.stroke());
    name(ink, "chart.kl.approximation", left, first, line.text());
    sample(ink, left, first + row, theme.color(ChartColor.TRUE_VALUE), stroke(7));
    name(ink, "chart.kl.exact", left, first + row, muted);
    if (kingma) {
      LineStyle cubic = theme.secondCurve();
      sample(ink, left, first + 2 * row, cubic.line(), stroke(4));
      name(ink, "chart.kl.kingma.key", left, first + 2 * row, cubic.text());
    }
  }

  private Stroke stroke(double width) {
    return new BasicStroke((float) theme.px(width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static void sample(Ink ink, double left, double y, Color color, Stroke stroke) {
    ink.graphics().setPaint(color);
    ink.graphics().setStroke(stroke);
    ink.graphics().draw(new Line2D.Double(left + 2, y, left + 14, y));
  }

  private void name(Ink ink, String key, double left, double y, Color color) {
    ink.textOverLines(
        Text.of(key),
        left + theme.px(24),
        y + theme.px(4),
        Ink.Align.LEFT,
        theme.labelFont(),
        color);
  }
}
