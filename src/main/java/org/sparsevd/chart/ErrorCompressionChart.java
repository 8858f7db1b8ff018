package org.sparsevd.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The error against what pruning saves: around the knee, or from the whole network to nothing. */
public final class ErrorCompressionChart extends CutCurveChart {
  /** Errors shown around the knee, in noise over the least. */
  private static final double NOISE_SHOWN = 9;

  private static final List<Double> DECADES = List.of(1.0, 10.0, 100.0, 1000.0, 10_000.0, 1e5);

  /** Which part of the curve is shown. */
  public enum Range {
    KNEE,
    FULL
  }

  private Range range = Range.KNEE;

  public ErrorCompressionChart() {
    refresh();
  }

  /** Shows the neighbourhood of the knee (as at first), or all on logarithmic axes. */
  public void setRange(Range newRange) {
    range = newRange;
    refresh();
  }

  public Range range() {
    return range;
  }

  private boolean isFull() {
    return range == Range.FULL;
  }

  @Override
  boolean hasPlace(CutCurve.Point point) {
    return point.sparsity().kept() > 0;
  }

  @Override
  double across(double threshold, double compression) {
    return isFull() ? Math.log10(compression) : compression;
  }

  @Override
  double valueAcross(CutCurve.Point point) {
    return point.sparsity().compression();
  }

  @Override
  double up(double errorPercent) {
    return isFull() ? logarithm(errorPercent) : errorPercent;
  }

  @Override
  boolean isLogarithmic() {
    return isFull();
  }

  @Override
  void showAxes(Optional<ShownCurve> curve, TickAxis acrossAxis, TickAxis upAxis) {
    if (isFull() || curve.isEmpty() || points().isEmpty()) {
      showFull(acrossAxis);
      showLogarithmic(upAxis);
      return;
    }
    CutCurve measured = curve.get().curve();
    double least = measured.best().orElseThrow().errorPercent();
    double noise = measured.noisePercent();
    List<CutMark> near =
        curve.get().marks().stream()
            .filter(mark -> Double.isFinite(mark.compression()))
            .filter(mark -> !(mark.errorPercent() > least + 2 * NOISE_SHOWN * noise))
            .toList();
    double knee = curve.get().mark(CutMark.Kind.KNEE).map(CutMark::compression).orElse(10.0);
    double largest =
        points().stream().mapToDouble(point -> point.sparsity().compression()).max().orElse(10);
    double from = near.stream().mapToDouble(CutMark::compression).min().orElse(knee) * 0.7;
    double to =
        DoubleStream.concat(
                near.stream().mapToDouble(mark -> 1.15 * mark.compression()),
                DoubleStream.of(1.5 * knee))
            .max()
            .orElse(10);
    Ticks across = Ticks.between(from, Math.max(from + 1, Math.min(to, largest)));
    acrossAxis.show(
        across.lower(),
        across.upper(),
        across.values(),
        value -> Text.of("chart.cut.times", Numbers.decimals(value, across.decimals())));
    double highest =
        near.stream().mapToDouble(CutMark::errorPercent).filter(e -> e > 0).max().orElse(least);
    Ticks up =
        Ticks.between(
            Math.max(0, least - 2 * noise),
            Math.max(least + NOISE_SHOWN * noise, highest + 2 * noise));
    upAxis.show(
        up.lower(), up.upper(), up.values(), value -> Numbers.decimals(value, up.decimals()));
  }

  private void showFull(TickAxis axis) {
    double largest =
        points().stream().mapToDouble(point -> point.sparsity().compression()).max().orElse(1000);
    double upper = Math.log10(Math.max(10, largest)) * 1.02;
    List<Double> ticks = new ArrayList<>();
    for (double decade : DECADES) {
      ticks.add(Math.log10(decade));
    }
    ticks.removeIf(tick -> tick > upper);
    axis.show(
        0,
        upper,
        ticks,
        tick -> Text.of("chart.cut.times", Numbers.shortCount(Math.rint(Math.pow(10, tick)))));
  }

  @Override
  void drawUnder(Ink ink, Rectangle2D area, ShownCurve curve) {
    if (isFull() || points().isEmpty()) {
      return;
    }
    double least = curve.curve().best().orElseThrow().errorPercent();
    double noise = curve.curve().noisePercent();
    double top = yOf(least + noise, area);
    double bottom = Math.min(area.getMaxY(), yOf(Math.max(0, least - noise), area));
    ink.graphics().setPaint(theme().color(ChartColor.BAND));
    ink.graphics().fill(new Rectangle2D.Double(area.getMinX(), top, area.getWidth(), bottom - top));
    ink.text(
        Text.of("chart.cut.noise", Numbers.error(noise)),
        area.getMaxX() - theme().px(4),
        top + theme().px(13),
        Ink.Align.RIGHT,
        theme().captionFont(),
        ChartColor.TEXT_SUBTLE);
  }

  @Override
  String words(CutMark mark) {
    return Text.of(
        "chart.cut.compressionMark",
        Text.of("chart.cut." + mark.kind().key()),
        Numbers.compression(mark.compression()));
  }

  @Override
  String xName() {
    return Text.of(isFull() ? "chart.cut.compressionLog" : "chart.cut.compression");
  }

  @Override
  ChartData.Axis axis() {
    return new ChartData.Axis(
        Text.of("chart.cut.compression"),
        value -> Text.of("chart.cut.times", Numbers.compression(value)),
        false);
  }

  @Override
  public String title() {
    return Text.of("chart.title.errorCompression");
  }
}
