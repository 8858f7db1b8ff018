package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.KlDivergence;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The KL term: the paper's approximation over the true value, the difference of the two, and below
 * it where the weights are now.
 */
public final class KlChart extends RunChart {
  private static final double RESIDUAL_RANGE = 0.012;
  private static final double LOWEST = -5;
  private static final double HIGHEST = 0.4;

  private final KlCurves curves = KlCurves.compute();
  private final TickAxis x;
  private final CombinedDomainXYPlot plot;
  private final OpenPlot values = new OpenPlot(null, new TickAxis());
  private final OpenPlot residual = new OpenPlot(null, new TickAxis());
  private final OpenPlot density = new OpenPlot(null, new TickAxis());
  private final XYLineAndShapeRenderer approximationLine = new XYLineAndShapeRenderer(true, false);
  private final XYLineAndShapeRenderer exactLine = new XYLineAndShapeRenderer(true, false);
  private final XYLineAndShapeRenderer residualLine = new XYLineAndShapeRenderer(true, false);
  private final BarDataset bars = new BarDataset();
  private final BarRenderer barRenderer = new BarRenderer(false);

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
    plot.add(density, 2);
    addLine(values, 0, curves.approximation(), approximationLine);
    addLine(values, 1, curves.exact(), exactLine);
    addLine(residual, 0, curves.difference(), residualLine);
    residual.setUnderlay(this::fillResidual);
    density.setBaseline(true);
    density.setDataset(bars);
    density.setRenderer(barRenderer);
    refresh();
  }

  private void addLine(OpenPlot part, int index, List<Double> ys, XYLineAndShapeRenderer renderer) {
    CurveDataset line = new CurveDataset();
    // Style and words are the renderer's and the overlay's: they change with the theme.
    Curve curve = new Curve("kl", "", "", theme().mainCurve(), false, Double::toString, ys);
    line.show(curves.logAlpha(), List.of(curve), 0, ys.size());
    renderer.setDrawSeriesLineAsPath(true);
    part.setDataset(index, line);
    part.setRenderer(index, renderer);
  }

  @Override
  void refresh() {
    LineStyle line = theme().layer(0, 1, true);
    approximationLine.setSeriesPaint(0, line.line(), false);
    approximationLine.setSeriesStroke(0, line.stroke(), false);
    exactLine.setSeriesPaint(0, theme().color(ChartColor.TRUE_VALUE), false);
    exactLine.setSeriesStroke(0, band(), false);
    residualLine.setSeriesPaint(0, line.line(), false);
    residualLine.setSeriesStroke(0, new BasicStroke((float) theme().px(1.5)), false);

    x.show(
        -LogAlpha.CLIP,
        LogAlpha.CLIP,
        List.of(-8.0, -4.0, 0.0, 4.0, 8.0),
        value -> Numbers.decimals(value, 0));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    show(values, LOWEST, HIGHEST, List.of(-4.0, -2.0, 0.0), 0);
    show(residual, -RESIDUAL_RANGE, RESIDUAL_RANGE, List.of(-0.01, 0.0, 0.01), 2);

    List<LogAlphaHistogram> selected = histograms();
    // The clip bars stand apart from the axis; here their weights lie at its ends.
    List<Bar> all =
        selected.isEmpty()
            ? List.of()
            : Bar.of(selected).stream().filter(bar -> !bar.clip()).toList();
    bars.show(all, count -> Math.log10(count + 1.0));
    double most = all.stream().mapToDouble(Bar::count).max().orElse(9);
    show(density, 0, Math.log10(most + 1) * 1.02, List.of(), 0);
    barRenderer.show(
        theme(),
        densityStyle().line(),
        view().map(RunView::selectedCut).orElse(LogAlpha.DEFAULT_THRESHOLD));
  }

  private BasicStroke band() {
    return new BasicStroke((float) theme().px(7), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private void show(OpenPlot part, double lower, double upper, List<Double> ticks, int decimals) {
    TickAxis y = (TickAxis) part.getRangeAxis();
    y.show(lower, upper, ticks, value -> Numbers.decimals(value, value == 0 ? 0 : decimals));
    y.reserve(theme(), RectangleEdge.LEFT);
    part.setTheme(theme());
  }

  private List<LogAlphaHistogram> histograms() {
    return view().map(RunView::selectedHistograms).orElse(List.of());
  }

  private LineStyle densityStyle() {
    return view()
        .filter(view -> view.layerNames().contains(view.layer()))
        .map(view -> theme().layer(view.layerNames().indexOf(view.layer()), 1, true))
        .orElse(theme().allLayers());
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
    Rectangle2D top = plots.getSubplotInfo(0).getDataArea();
    Rectangle2D middle = plots.getSubplotInfo(1).getDataArea();
    Rectangle2D bottom = plots.getSubplotInfo(2).getDataArea();
    if (bottom.getHeight() < 1) {
      return; // too small for anything but the curves
    }
    Font caption = theme().captionFont();
    boolean roomy = plot.getGap() > theme().px(16);
    ink.text(
        Text.of("chart.unit.kl"),
        0,
        theme().px(12),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
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
                pixelOf(view.selectedCut()), top.getMinY(), bottom.getMaxY(), ChartColor.ACCENT));
    if (roomy) {
      drawKey(ink, top);
      double baseline = middle.getMinY() - theme().px(8);
      ink.textOverLines(
          Text.of("chart.kl.difference"),
          0,
          baseline,
          Ink.Align.LEFT,
          caption,
          theme().color(ChartColor.TEXT_MUTED));
      ink.textOverLines(
          Text.of("chart.kl.largest", Numbers.decimals(curves.largestDifference(), 4)),
          middle.getMaxX(),
          baseline,
          Ink.Align.RIGHT,
          caption,
          theme().color(ChartColor.TEXT_MUTED));
    }
    if (bars.bars().isEmpty()) {
      String why =
          view().map(LogAlphaHistogramChart::whyEmpty).orElse(Text.of("chart.empty.density"));
      ink.paragraph(why, bottom, caption, ChartColor.TEXT_SUBTLE);
    } else if (roomy) {
      ink.textOverLines(
          densityTitle(),
          0,
          bottom.getMinY() - theme().px(6),
          Ink.Align.LEFT,
          caption,
          theme().color(ChartColor.TEXT_MUTED));
    }
  }

  private String densityTitle() {
    RunView view = view().orElseThrow();
    return view.allLayers()
        ? Text.of("chart.kl.allWeights", Numbers.decimals(view.epoch(), 0))
        : Text.of("chart.kl.layerWeights", view.layer(), Numbers.decimals(view.epoch(), 0));
  }

  /** Names the two curves beside pieces of them: their ends lie on one another. */
  private void drawKey(Ink ink, Rectangle2D area) {
    double row = theme().px(18);
    double left = area.getMinX() + area.getWidth() * 0.34;
    double first = area.getMinY() + area.getHeight() * 0.62;
    if (first + row > area.getMaxY() - theme().px(4)) {
      return;
    }
    LineStyle line = theme().layer(0, 1, true);
    ink.graphics().setPaint(line.line());
    ink.graphics().setStroke(line.stroke());
    ink.graphics().draw(new Line2D.Double(left + 2, first, left + 14, first));
    ink.graphics().setPaint(theme().color(ChartColor.TRUE_VALUE));
    ink.graphics().setStroke(band());
    ink.graphics().draw(new Line2D.Double(left + 2, first + row, left + 14, first + row));
    double text = left + 24;
    double down = theme().px(4);
    Font font = theme().labelFont();
    ink.textOverLines(
        Text.of("chart.kl.approximation"), text, first + down, Ink.Align.LEFT, font, line.text());
    ink.textOverLines(
        Text.of("chart.kl.exact"),
        text,
        first + row + down,
        Ink.Align.LEFT,
        font,
        theme().color(ChartColor.TEXT_MUTED));
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double logAlpha) {
    if (Math.abs(logAlpha) > LogAlpha.CLIP) {
      return Optional.empty();
    }
    double approximation = KlDivergence.approximation(logAlpha);
    double exact = KlDivergence.exact(logAlpha);
    LineStyle line = theme().layer(0, 1, true);
    LineStyle band =
        line.colored(theme().color(ChartColor.TRUE_VALUE), theme().color(ChartColor.TEXT));
    List<ReadOut.Row> rows = new ArrayList<>();
    rows.add(
        new ReadOut.Row(
            Text.of("chart.kl.approximation"),
            Numbers.decimals(approximation, 4),
            Optional.of(line)));
    rows.add(
        new ReadOut.Row(Text.of("chart.kl.exact"), Numbers.decimals(exact, 4), Optional.of(band)));
    rows.add(
        new ReadOut.Row(
            Text.of("chart.kl.difference"),
            Numbers.decimals(approximation - exact, 4),
            Optional.empty()));
    bars.bars().stream()
        .filter(bar -> bar.holds(logAlpha))
        .forEach(bar ->
            rows.add(
                new ReadOut.Row(
                    Text.of("chart.kl.weights"),
                    Numbers.count(bar.count()),
                    Optional.of(densityStyle()))));
    return Optional.of(
        new ReadOut(
            logAlpha, Text.of("chart.atLogAlphaValue", Numbers.decimals(logAlpha, 2)), rows));
  }

  @Override
  public String title() {
    return Text.of("chart.title.kl");
  }

  @Override
  public String description() {
    String largest = Numbers.decimals(curves.largestDifference(), 4);
    return Text.of("chart.kl.description", title(), largest)
        + (bars.bars().isEmpty() ? "" : " " + densityTitle() + ".");
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
