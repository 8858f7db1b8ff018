package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.run.WeightPoint;
import org.sparsevd.text.Numbers;

/** One curve of a {@link BiographyChart}, with a vertical axis of its own. */
final class BiographyCurve {
  private static final double[] STEPS = {1, 2, 2.5, 5};
  private static final int MOST_TICKS = 4;

  private final String name;
  private final int decimals;
  private final ToDoubleFunction<WeightPoint> value;
  private final TickAxis y = new TickAxis();
  private final OpenPlot plot = new OpenPlot(null, y);
  private final CurveDataset data = new CurveDataset();
  private final XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);

  /**
   * @param decimals of a value in words
   */
  BiographyCurve(String name, int decimals, ToDoubleFunction<WeightPoint> value) {
    this.name = name;
    this.decimals = decimals;
    this.value = value;
    line.setDrawSeriesLineAsPath(true);
    plot.setDataset(data);
    plot.setRenderer(line);
  }

  String name() {
    return name;
  }

  double value(WeightPoint point) {
    return value.applyAsDouble(point);
  }

  /** A value in words. */
  String number(double number) {
    return Numbers.decimals(number, decimals);
  }

  /** For whoever draws under it or puts it among others. */
  OpenPlot plot() {
    return plot;
  }

  TickAxis y() {
    return y;
  }

  /**
   * Takes points, and a range that holds them.
   *
   * @param spread of a value to both sides, drawn around it; NaN for none
   * @param atLeast values that the range holds too
   */
  void show(
      List<WeightPoint> points,
      ToDoubleFunction<WeightPoint> spread,
      List<Double> atLeast,
      ChartTheme theme,
      LineStyle style) {
    List<Double> epochs = points.stream().map(point -> (double) point.epoch()).toList();
    List<Double> values = points.stream().map(this::value).toList();
    Curve curve = new Curve(name, name, name, style, true, this::number, values);
    data.show(epochs, List.of(curve), 0, values.size());
    LineStyle solid = new LineStyle(style.line(), style.text(), List.of(), style.width());
    line.setSeriesPaint(0, solid.line(), false);
    line.setSeriesStroke(0, solid.stroke(), false);
    plot.setTheme(theme);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (WeightPoint point : points) {
      double middle = value(point);
      double around = spread.applyAsDouble(point);
      if (Double.isFinite(middle)) {
        low = Math.min(low, middle - (Double.isFinite(around) ? around : 0));
        high = Math.max(high, middle + (Double.isFinite(around) ? around : 0));
      }
    }
    for (double each : atLeast) {
      low = Math.min(low, each);
      high = Math.max(high, each);
    }
    if (low <= high) {
      showRange(low, high);
    } else {
      showRange(0, 1);
    }
    y.reserve(theme, RectangleEdge.LEFT);
  }

  private void showRange(double low, double high) {
    double span = Math.max(high - low, Math.max(1e-6, 1e-3 * Math.abs(high)));
    double step = step(span);
    double bottom = Math.floor(low / step + 1e-9) * step;
    double top = Math.ceil((low + span) / step - 1e-9) * step;
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; bottom + i * step <= top + step * 1e-6; i++) {
      ticks.add(bottom + i * step);
    }
    int digits = 0;
    for (double rest = step; digits < 6 && Math.abs(rest - Math.rint(rest)) > 1e-6; rest *= 10) {
      digits++;
    }
    int shown = digits;
    // Rounding leaves a zero that is a little less than that.
    y.show(
        bottom,
        top,
        ticks,
        tick -> Numbers.decimals(Math.abs(tick) < step * 1e-6 ? 0 : tick, shown));
  }

  private static double step(double span) {
    for (double power = Math.pow(10, Math.floor(Math.log10(span)) - 1); ; power *= 10) {
      for (double mantissa : STEPS) {
        if (span / (mantissa * power) <= MOST_TICKS - 1) {
          return mantissa * power;
        }
      }
    }
  }
}
