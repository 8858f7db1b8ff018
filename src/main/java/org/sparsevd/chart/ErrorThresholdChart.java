package org.sparsevd.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.prune.CutSweep;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The error against the threshold, one threshold for all layers. */
public final class ErrorThresholdChart extends CutCurveChart {
  private static final List<Double> TICKS = List.of(-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0);

  public ErrorThresholdChart() {
    refresh();
  }

  @Override
  boolean hasPlace(CutCurve.Point point) {
    return true;
  }

  @Override
  double across(double threshold, double compression) {
    return threshold;
  }

  @Override
  double valueAcross(CutCurve.Point point) {
    return point.threshold();
  }

  @Override
  double up(double errorPercent) {
    return logarithm(errorPercent);
  }

  @Override
  boolean isLogarithmic() {
    return true;
  }

  @Override
  void showAxes(Optional<ShownCurve> curve, TickAxis acrossAxis, TickAxis upAxis) {
    acrossAxis.show(CutSweep.LOWEST, CutSweep.HIGHEST, TICKS, value -> Numbers.decimals(value, 0));
    showLogarithmic(upAxis);
  }

  @Override
  void drawUnder(Ink ink, Rectangle2D area, ShownCurve curve) {
    if (curve.trainedBelow() >= CutSweep.HIGHEST) {
      return;
    }
    double left = Math.max(area.getMinX(), pixelOf(Math.max(curve.trainedBelow(), -4), area));
    ink.graphics().setPaint(theme().color(ChartColor.BAND));
    ink.graphics()
        .fill(
            new Rectangle2D.Double(left, area.getMinY(), area.getMaxX() - left, area.getHeight()));
    String words = Text.of("chart.cut.notTrained");
    double room = area.getMaxX() - left - theme().px(8);
    if (Ink.width(words, theme().captionFont()) <= room) {
      ink.text(
          words,
          area.getMaxX() - theme().px(4),
          area.getMinY() + theme().px(14),
          Ink.Align.RIGHT,
          theme().captionFont(),
          ChartColor.TEXT_SUBTLE);
    }
  }

  /** While it is drawn the place of the axis is {@code area}. */
  private static double pixelOf(double threshold, Rectangle2D area) {
    double share = (threshold - CutSweep.LOWEST) / (CutSweep.HIGHEST - CutSweep.LOWEST);
    return area.getMinX() + share * area.getWidth();
  }

  @Override
  String words(CutMark mark) {
    return CutMarkLabels.words(mark);
  }

  @Override
  String xName() {
    return Text.of("chart.cut.threshold");
  }

  @Override
  ChartData.Axis axis() {
    return new ChartData.Axis(xName(), Numbers::threshold, false);
  }

  @Override
  public String title() {
    return Text.of("chart.title.errorThreshold");
  }
}
