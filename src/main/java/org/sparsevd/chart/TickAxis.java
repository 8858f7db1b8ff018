package org.sparsevd.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** An axis that has the ticks it is told and draws nothing but their labels. */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable; no chart here ever is.
final class TickAxis extends NumberAxis {
  private List<Double> values = List.of();
  private transient DoubleFunction<String> format = Double::toString;

  TickAxis() {
    setAutoRange(false);
    setAxisLineVisible(false);
    setTickMarksVisible(false);
  }

  /** Sets range and ticks. */
  void show(double lower, double upper, List<Double> ticks, DoubleFunction<String> labels) {
    values = List.copyOf(ticks);
    format = labels;
    setRange(lower, upper);
  }

  /** Sets colour, type and the space the labels take. */
  void style(ChartTheme theme, RectangleEdge edge) {
    setTickLabelFont(theme.captionFont());
    setTickLabelPaint(theme.color(ChartColor.TEXT_SUBTLE));
    double gap = theme.px(7);
    boolean bottom = edge == RectangleEdge.BOTTOM;
    setTickLabelInsets(
        bottom ? new RectangleInsets(gap, 0, 0, 0) : new RectangleInsets(0, gap, 0, gap));
    setFixedDimension(Math.ceil(bottom ? theme.px(22) : theme.px(8) + widestLabel()));
  }

  List<Double> ticks() {
    return values;
  }

  /** Width of the widest tick label in px. */
  private double widestLabel() {
    return values.stream()
        .mapToDouble(value -> Ink.width(format.apply(value), getTickLabelFont()))
        .max()
        .orElse(0);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    TextAnchor anchor =
        edge == RectangleEdge.BOTTOM ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<NumberTick> ticks = new ArrayList<>();
    for (double value : values) {
      ticks.add(new NumberTick(value, format.apply(value), anchor, TextAnchor.CENTER, 0));
    }
    return ticks;
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
