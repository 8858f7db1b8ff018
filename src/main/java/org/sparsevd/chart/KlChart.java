package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The KL term or its slope: the paper's approximation over the true value, Kingma's cubic when it
 * is switched on, how far they are from the true value, and below them where the weights are now.
 */
public final class KlChart extends RunChart {
  /** Key of Kingma's cubic among the {@link #series}. */
  public static final String KINGMA = "kingma";

  private final TickAxis x;
  private final CombinedDomainXYPlot plot;
  private final OpenPlot values = new OpenPlot(null, new TickAxis());
  private final OpenPlot residual = new OpenPlot(null, new TickAxis());
  private final LogAlphaDensity density = new LogAlphaDensity();
  // From the top of the pile down: JFreeChart draws the first last.
  private final Line approximation = new Line(values, 0);
  private final Line kingma = new Line(values, 1);
  private final Line kingmaBeyond = new Line(values, 2);
  private final Line exact = new Line(values, 3);
  private final Line difference = new Line(residual, 0);
  private final Line kingmaDifference = new Line(residual, 1);
  private final Line kingmaDifferenceBeyond = new Line(residual, 2);
  private KlQuantity quantity = KlQuantity.VALUE;
  private KlCurves curves = KlCurves.of(quantity);
  private boolean kingmaShown;
  private OptionalDouble point = OptionalDouble.empty();
  private Rectangle2D valueArea = new Rectangle2D.Double();

  public KlChart() {
    this(new CombinedDomainXYPlot(new TickAxis()));
  }

  private KlChart(CombinedDomainXYPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.add(values, 5);
    plot.add(residual, 2);
    plot.add(density.plot(), 2);
    residual.setUnderlay(this::fillResidual);
    refresh();
  }

  /** Draws the KL term (as at first) or its slope. */
  public void setQuantity(KlQuantity newQuantity) {
    quantity = newQuantity;
    curves = KlCurves.of(quantity);
    refresh();
  }

  public KlQuantity quantity() {
    return quantity;
  }

  /** Marks the point of the true curve at a log α; for pictures, a screen lays its handle over. */
  public void setPoint(OptionalDouble logAlpha) {
    point = logAlpha;
  }

  /** Where the true curve was drawn last at {@code logAlpha}, in px. */
  public Point2D pointAt(double logAlpha) {
    TickAxis y = (TickAxis) values.getRangeAxis();
    double value = quantity.of(KlForm.EXACT, logAlpha);
    return new Point2D.Double(
        pixelOf(logAlpha), y.valueToJava2D(value, valueArea, RectangleEdge.LEFT));
  }

  @Override
  void refresh() {
    LineStyle line = theme().layer(0, 1, true);
    LineStyle cubic = theme().secondCurve();
    Color pale = theme().color(ChartColor.TRUE_VALUE);
    int end = curves.logAlpha().size();
    int valid = curves.kingmaValid();
    exact.show(curves.exact(), 0, end, pale, solid(7));
    approximation.show(curves.approximation(), 0, end, line.line(), line.stroke());
    difference.show(curves.difference(), 0, end, line.line(), solid(1.5));
    for (Line each : List.of(kingma, kingmaBeyond, kingmaDifference, kingmaDifferenceBeyond)) {
      each.hide();
    }
    if (kingmaShown) {
      List<Double> gap = curves.kingmaDifference();
      kingma.show(curves.kingma(), 0, valid, cubic.line(), solid(4));
      kingmaBeyond.show(
          curves.kingma(), valid - 1, leaves(curves.kingma()), cubic.line(), dashed());
      kingmaDifference.show(gap, 0, valid, cubic.line(), solid(1.5));
      kingmaDifferenceBeyond.show(gap, valid - 1, leaves(gap), cubic.line(), dashed());
    }
    x.show(
        -LogAlpha.CLIP,
        LogAlpha.CLIP,
        List.of(-8.0, -4.0, 0.0, 4.0, 8.0),
        value -> Numbers.decimals(value, 0));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    show(values, quantity.lower(), quantity.upper(), quantity.ticks(), quantity.decimals());
    double tick = quantity.residualTick(kingmaShown);
    double range = quantity.residualRange(kingmaShown);
    show(residual, -range, range, List.of(-tick, 0.0, tick), 2);
    density.show(theme(), view());
  }

  /** Index behind the first point beyond α = 1 that no plot shows: α³ soon leaves every axis. */
  private int leaves(List<Double> ys) {
    int end = curves.kingmaValid();
    while (end < ys.size() && Math.abs(ys.get(end)) < 1) {
      end++;
    }
    return Math.min(end + 1, ys.size());
  }

  private BasicStroke solid(double width) {
    return new BasicStroke(
        (float) theme().px(width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private BasicStroke dashed() {
    float[] dash = {(float) theme().px(4), (float) theme().px(3)};
    return new BasicStroke(
        (float) theme().px(2), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  private void show(OpenPlot part, double lower, double upper, List<Double> ticks, int decimals) {
    TickAxis y = (TickAxis) part.getRangeAxis();
    y.show(lower, upper, ticks, value -> Numbers.decimals(value, value == 0 ? 0 : decimals));
    y.reserve(theme(), RectangleEdge.LEFT);
    part.setTheme(theme());
  }

  @Override
  void arrange(double width, double height) {
    plot.setGap(Math.rint(theme().px(height < theme().px(200) ? 8 : 24)));
    plot.setInsets(insets(24, 16, theme().px(6)), false);
  }

  private void fillResidual(Ink ink, Rectangle2D area) {
    Path2D shape = new Path2D.Double();
    TickAxis y = (TickAxis) residual.getRangeAxis();
    double zero = y.valueToJava2D(0, area, RectangleEdge.LEFT);
    shape.moveTo(area.getMinX(), zero);
    for (int i = 0; i < curves.logAlpha().size(); i++) {
      shape.lineTo(
          x.valueToJava2D(curves.logAlpha().get(i), area, RectangleEdge.BOTTOM),
          y.valueToJava2D(curves.difference().get(i), area, RectangleEdge.LEFT));
    }
    shape.lineTo(area.getMaxX(), zero);
    shape.closePath();
    ink.graphics().setPaint(theme().color(ChartColor.TRUE_VALUE));
    ink.graphics().fill(shape);
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    valueArea = plots.getSubplotInfo(0).getDataArea();
    Rectangle2D middle = plots.getSubplotInfo(1).getDataArea();
    Rectangle2D bottom = plots.getSubplotInfo(2).getDataArea();
    if (bottom.getHeight() < 1) {
      return; // too small for anything but the curves
    }
    Font caption = theme().captionFont();
    boolean roomy = plot.getGap() > theme().px(16);
    ink.text(unit(), 0, theme().px(12), Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    ink.text(
        Text.of("chart.logAlpha"),
        bottom.getMaxX(),
        bottom.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    view()
        .ifPresent(view ->
            ink.dotted(
                pixelOf(view.selectedCut()),
                valueArea.getMinY(),
                bottom.getMaxY(),
                ChartColor.ACCENT));
    if (roomy) {
      new KlKey(theme(), kingmaShown).draw(ink, valueArea, quantity);
      labelResidual(ink, middle);
    }
    density.label(ink, bottom, roomy);
    point.ifPresent(at -> drawPoint(ink, at, bottom.getMaxY()));
  }

  private String unit() {
    return Text.of(quantity == KlQuantity.VALUE ? "chart.unit.kl" : "chart.unit.klSlope");
  }

  /** Names the strip at its left and tells the largest distances at its right. */
  private void labelResidual(Ink ink, Rectangle2D area) {
    Font caption = theme().captionFont();
    double baseline = area.getMinY() - theme().px(8);
    Color muted = theme().color(ChartColor.TEXT_MUTED);
    String name = Text.of(kingmaShown ? "chart.kl.differences" : "chart.kl.difference");
    ink.textOverLines(name, 0, baseline, Ink.Align.LEFT, caption, muted);
    String largest = Text.of("chart.kl.largest", Numbers.decimals(curves.largestDifference(), 4));
    double right = area.getMaxX();
    if (kingmaShown) {
      String cubic =
          Text.of("chart.kl.kingma.largest", Numbers.decimals(curves.kingmaLargest().value(), 4));
      ink.textOverLines(
          cubic, right, baseline, Ink.Align.RIGHT, caption, theme().secondCurve().text());
      right -= Ink.width(cubic, caption) + theme().px(16);
      largest = Text.of("chart.kl.approximation.largest", largest);
    }
    ink.textOverLines(
        largest,
        right,
        baseline,
        Ink.Align.RIGHT,
        caption,
        kingmaShown ? theme().layer(0, 1, true).text() : muted);
  }

  private void drawPoint(Ink ink, double logAlpha, double bottom) {
    Point2D at = pointAt(logAlpha);
    ink.vertical(at.getX(), valueArea.getMinY(), bottom, 1, ChartColor.ACCENT);
    ink.dot(at.getX(), at.getY(), theme().color(ChartColor.ACCENT_FILL));
    boolean left = at.getX() > valueArea.getCenterX();
    ink.textOverLines(
        Text.of("chart.atLogAlphaValue", Numbers.decimals(logAlpha, 2)),
        at.getX() + theme().px(left ? -9 : 9),
        at.getY() + theme().px(quantity == KlQuantity.VALUE ? 20 : -12),
        left ? Ink.Align.RIGHT : Ink.Align.LEFT,
        theme().labelFont(),
        theme().color(ChartColor.ACCENT));
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public List<SeriesSwitch> series() {
    return List.of(new SeriesSwitch(KINGMA, Text.of("chart.kl.kingma"), kingmaShown));
  }

  @Override
  public void setSeriesShown(String key, boolean shown) {
    if (key.equals(KINGMA)) {
      kingmaShown = shown;
      refresh();
    }
  }

  @Override
  public Optional<ReadOut> readOut(double logAlpha) {
    if (Math.abs(logAlpha) > LogAlpha.CLIP) {
      return Optional.empty();
    }
    double close = quantity.of(KlForm.APPROXIMATION, logAlpha);
    double truth = quantity.of(KlForm.EXACT, logAlpha);
    LineStyle line = theme().layer(0, 1, true);
    LineStyle band =
        line.colored(theme().color(ChartColor.TRUE_VALUE), theme().color(ChartColor.TEXT));
    List<ReadOut.Row> rows = new ArrayList<>();
    rows.add(row("chart.kl.approximation", close, Optional.of(line)));
    rows.add(row("chart.kl.exact", truth, Optional.of(band)));
    rows.add(row("chart.kl.difference", close - truth, Optional.empty()));
    if (kingmaShown && KlForm.KINGMA.holdsAt(logAlpha)) {
      double cubic = quantity.of(KlForm.KINGMA, logAlpha);
      rows.add(row("chart.kl.kingma", cubic, Optional.of(theme().secondCurve())));
      rows.add(row("chart.kl.kingma.difference", cubic - truth, Optional.empty()));
    }
    density.row(logAlpha).ifPresent(rows::add);
    return Optional.of(
        new ReadOut(
            logAlpha, Text.of("chart.atLogAlphaValue", Numbers.decimals(logAlpha, 2)), rows));
  }

  private static ReadOut.Row row(String name, double nats, Optional<LineStyle> style) {
    return new ReadOut.Row(Text.of(name), Numbers.decimals(nats, 4), style);
  }

  @Override
  public String title() {
    return Text.of("chart.title.kl");
  }

  @Override
  public String description() {
    String largest = Numbers.decimals(curves.largestDifference(), 4);
    StringBuilder words = new StringBuilder();
    words.append(
        Text.of(
            quantity == KlQuantity.VALUE ? "chart.kl.description" : "chart.kl.slopeDescription",
            title(),
            largest));
    if (kingmaShown) {
      words.append(' ');
      words.append(
          Text.of(
              "chart.kl.kingmaDescription", Numbers.decimals(curves.kingmaLargest().value(), 4)));
    }
    return words + (density.isEmpty() ? "" : " " + density.title() + ".");
  }

  /** A piece of a curve with a place of its own in a part of the plot. */
  private final class Line {
    private final CurveDataset data = new CurveDataset();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);

    Line(OpenPlot part, int index) {
      renderer.setDrawSeriesLineAsPath(true);
      part.setDataset(index, data);
      part.setRenderer(index, renderer);
    }

    /** Shows the points from index {@code first} up to, not including, {@code end}. */
    void show(List<Double> ys, int first, int end, Color color, Stroke stroke) {
      // Style and words are the renderer's and the overlay's: they change with the theme.
      Curve curve = new Curve("kl", "", "", theme().mainCurve(), false, Double::toString, ys);
      data.show(curves.logAlpha(), List.of(curve), first, end);
      renderer.setSeriesPaint(0, color, false);
      renderer.setSeriesStroke(0, stroke, false);
    }

    void hide() {
      data.show(List.of(), List.of(), 0, 0);
    }
  }

  @Override
  public ChartData data() {
    DoubleFunction<String> nats = value -> Numbers.decimals(value, 4);
    List<Double> at = curves.logAlpha();
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(Text.of("chart.logAlpha"), value -> Numbers.decimals(value, 2), false),
        Text.of("chart.unit.kl"),
        List.of(
            new ChartData.Series(
                Text.of("chart.kl.approximation"), nats, at, curves.approximation()),
            new ChartData.Series(Text.of("chart.kl.exact"), nats, at, curves.exact()),
            new ChartData.Series(Text.of("chart.kl.difference"), nats, at, curves.difference())));
  }
}
