package org.sparsevd.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.run.WeightPoint;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The life of one weight: θ in a band of ± σ, log α with the cut, p, and signal to noise. */
public final class BiographyChart extends RunChart {
  private static final double GAP = 38;

  private final CombinedDomainXYPlot plot;
  private final TickAxis x;
  private final BiographyCurve theta =
      new BiographyCurve(Text.of("chart.life.theta"), 3, WeightPoint::theta);
  private final BiographyCurve logAlpha =
      new BiographyCurve(Text.of("chart.life.logAlpha"), 2, WeightPoint::logAlpha);
  private final BiographyCurve rate =
      new BiographyCurve(
          Text.of("chart.life.rate"), 2, point -> LogAlpha.dropoutRate(point.logAlpha()));
  private final BiographyCurve snr =
      new BiographyCurve(Text.of("chart.life.snr"), 2, WeightPoint::signalToNoise);
  private final List<BiographyCurve> parts = List.of(theta, logAlpha, rate, snr);
  private List<WeightPoint> points = List.of();
  private String layer = "";
  private int layerIndex;

  public BiographyChart() {
    this(new CombinedDomainXYPlot(new TickAxis()));
  }

  private BiographyChart(CombinedDomainXYPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    parts.forEach(part -> plot.add(part.plot(), 1));
    theta.plot().setUnderlay(this::fillBand);
    snr.plot().setBaseline(true);
    refresh();
  }

  /**
   * Shows a weight's life, at the epoch of the latest {@link #update}.
   *
   * @param newPoints by epoch
   * @param newLayer name of its layer
   * @param newLayerIndex place of its layer, for the colour
   */
  public void show(List<WeightPoint> newPoints, String newLayer, int newLayerIndex) {
    points = List.copyOf(newPoints);
    layer = newLayer;
    layerIndex = newLayerIndex;
    refresh();
  }

  @Override
  void refresh() {
    LineStyle style = theme().layer(layerIndex, 1, true);
    List<Double> cut = view().stream().map(view -> view.cutOf(layer)).toList();
    theta.show(points, WeightPoint::sigma, List.of(), theme(), style);
    logAlpha.show(points, point -> 0, cut, theme(), style);
    rate.show(points, point -> 0, List.of(0.0, 1.0), theme(), style);
    snr.show(points, point -> 0, List.of(0.0), theme(), style);
    int last = points.isEmpty() ? 10 : points.getLast().epoch();
    int newest =
        view()
            .map(view -> view.run().epochs())
            .filter(all -> !all.isEmpty())
            .map(all -> all.getLast().epoch())
            .orElse(last);
    Ticks times = Ticks.ofEpochs(Math.max(1, Math.max(last, newest)), Math.max(last, newest));
    x.show(times.lower(), times.upper(), times.values(), value -> Numbers.decimals(value, 0));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    plot.setGap(theme().px(GAP));
  }

  @Override
  void arrange(double width, double height) {
    plot.setInsets(insets(26, 12, theme().px(16)), false);
  }

  /** ± σ around θ, wherever both are known. */
  private void fillBand(Ink ink, Rectangle2D area) {
    Path2D band = new Path2D.Double();
    int from = 0;
    while (from < points.size()) {
      int to = from;
      while (to < points.size() && Double.isFinite(points.get(to).sigma())) {
        to++;
      }
      for (int i = from; i < to; i++) {
        add(band, i == from, points.get(i), 1, area);
      }
      for (int i = to - 1; i >= from; i--) {
        add(band, false, points.get(i), -1, area);
      }
      if (to > from) {
        band.closePath();
      }
      from = to + 1;
    }
    ink.graphics()
        .setPaint(
            ChartTheme.mix(
                theme().color(ChartColor.SURFACE),
                theme().layer(layerIndex, 1, true).line(),
                theme().isDark() ? 0.35 : 0.18));
    ink.graphics().fill(band);
  }

  private void add(Path2D path, boolean first, WeightPoint point, int sign, Rectangle2D area) {
    double px = x.valueToJava2D(point.epoch(), area, RectangleEdge.BOTTOM);
    double py =
        theta.y().valueToJava2D(point.theta() + sign * point.sigma(), area, RectangleEdge.LEFT);
    if (first) {
      path.moveTo(px, py);
    } else {
      path.lineTo(px, py);
    }
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Optional<WeightPoint> now = now();
    for (int i = 0; i < parts.size(); i++) {
      BiographyCurve part = parts.get(i);
      Rectangle2D area = plots.getSubplotInfo(i).getDataArea();
      double words = area.getMinY() - theme().px(13);
      ink.text(part.name(), 0, words, Ink.Align.LEFT, theme().captionFont(), ChartColor.TEXT_MUTED);
      ink.text(
          now.map(point -> value(part, point)).orElse(""),
          whole.getMaxX() - theme().px(16),
          words,
          Ink.Align.RIGHT,
          theme().mainLabelFont(),
          ChartColor.TEXT);
      if (part == logAlpha && view().isPresent()) {
        drawCut(ink, area);
      }
      if (now.isPresent()) {
        double at = x.valueToJava2D(now.get().epoch(), area, RectangleEdge.BOTTOM);
        ink.dotted(at, area.getMinY(), area.getMaxY(), ChartColor.ACCENT);
        double value = part.value(now.get());
        if (Double.isFinite(value)) {
          double py = part.y().valueToJava2D(value, area, RectangleEdge.LEFT);
          ink.dot(at, py, theme().layer(layerIndex, 1, true).line());
        }
      }
    }
    Rectangle2D last = plots.getSubplotInfo(parts.size() - 1).getDataArea();
    if (points.isEmpty()) {
      Rectangle2D first = plots.getSubplotInfo(0).getDataArea();
      ink.paragraph(
          Text.of("chart.life.empty"), first, theme().captionFont(), ChartColor.TEXT_SUBTLE);
    }
    ink.text(
        Text.of("chart.epochs"),
        last.getMaxX(),
        last.getMaxY() + theme().px(31),
        Ink.Align.RIGHT,
        theme().captionFont(),
        ChartColor.TEXT_MUTED);
  }

  private void drawCut(Ink ink, Rectangle2D area) {
    double cut = view().orElseThrow().cutOf(layer);
    double y = logAlpha.y().valueToJava2D(cut, area, RectangleEdge.LEFT);
    for (double left = area.getMinX(); left < area.getMaxX(); left += theme().px(7)) {
      ink.horizontal(left, Math.min(left + theme().px(4), area.getMaxX()), y, ChartColor.ACCENT);
    }
    boolean above = y - theme().px(16) > area.getMinY();
    ink.textOverLines(
        Text.of("chart.life.cut", Numbers.logAlpha(cut)),
        area.getMaxX(),
        above ? y - theme().px(4) : y + theme().px(13),
        Ink.Align.RIGHT,
        theme().captionFont(),
        theme().color(ChartColor.TEXT_SUBTLE));
  }

  /** The latest point up to the time cursor. */
  private Optional<WeightPoint> now() {
    int epoch = view().map(RunView::epoch).orElse(Integer.MAX_VALUE);
    return points.stream().filter(p -> p.epoch() <= epoch).reduce((a, b) -> b);
  }

  private String value(BiographyCurve part, WeightPoint point) {
    String text = part.number(part.value(point));
    return part == theta && Double.isFinite(point.sigma())
        ? Text.of("chart.life.plusMinus", text, part.number(point.sigma()))
        : text;
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public String title() {
    return Text.of("chart.title.life");
  }

  @Override
  public String description() {
    return now()
        .map(point ->
            Text.of(
                "chart.life.description",
                Numbers.decimals(points.getFirst().epoch(), 0),
                Numbers.decimals(points.getLast().epoch(), 0),
                Numbers.decimals(point.epoch(), 0),
                value(theta, point),
                Numbers.decimals(point.logAlpha(), 2),
                Numbers.decimals(point.signalToNoise(), 2)))
        .orElseGet(() -> Text.of("chart.life.empty"));
  }

  @Override
  public ChartData data() {
    List<Double> epochs = points.stream().map(point -> (double) point.epoch()).toList();
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(Text.of("chart.epochs"), each -> Numbers.decimals(each, 0), true),
        Text.of("chart.life.values"),
        Stream.concat(
                parts.stream().map(part -> series(part.name(), part::number, epochs, part::value)),
                Stream.of(series("σ", theta::number, epochs, WeightPoint::sigma)))
            .toList());
  }

  private ChartData.Series series(
      String name,
      DoubleFunction<String> format,
      List<Double> epochs,
      ToDoubleFunction<WeightPoint> value) {
    return new ChartData.Series(
        name, format, epochs, points.stream().map(value::applyAsDouble).toList());
  }

  @Override
  public Optional<ReadOut> readOut(double epoch) {
    return points.stream()
        .min((a, b) -> Double.compare(Math.abs(a.epoch() - epoch), Math.abs(b.epoch() - epoch)))
        .map(point ->
            new ReadOut(
                point.epoch(),
                Text.of("chart.atEpoch", Numbers.decimals(point.epoch(), 0)),
                parts.stream()
                    .map(part -> new ReadOut.Row(part.name(), value(part, point), Optional.empty()))
                    .toList()));
  }
}
