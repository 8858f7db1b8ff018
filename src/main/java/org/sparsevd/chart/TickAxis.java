package org.sparsevd.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** An axis that has the ticks it is told and draws nothing: {@link OpenPlot} draws them crisply. */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable; no chart here ever is.
final class TickAxis extends NumberAxis {
  private List<Double> values = List.of();
  private transient DoubleFunction<String> format = Double::toString;

  TickAxis() {
    setAutoRange(false);
    setAxisLineVisible(false);
    setTickMarksVisible(false);
    setTickLabelsVisible(false);
  }

  /** Sets range and ticks. */
  void show(double lower, double upper, List<Double> ticks, DoubleFunction<String> labels) {
    values = List.copyOf(ticks);
    format = labels;
    setRange(lower, upper);
  }

  /** Sets the space the labels take. */
  void reserve(ChartTheme theme, RectangleEdge edge) {
    double widest =
        values.stream()
            .mapToDouble(value -> Ink.width(format.apply(value), theme.captionFont()))
            .max()
            .orElse(0);
    setFixedDimension(
        Math.ceil(edge.equals(RectangleEdge.BOTTOM) ? theme.px(22) : theme.px(8) + widest));
  }

  List<Double> ticks() {
    return values;
  }

  String label(double tick) {
    return format.apply(tick);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    return List.of();
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
