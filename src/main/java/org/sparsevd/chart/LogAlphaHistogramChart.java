package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Method;

/** How many weights have which log α, and which of them a cut keeps. */
public final class LogAlphaHistogramChart extends RunChart {
  /** Bottom of the logarithmic axis, so that a bar of one weight can be seen. */
  private static final double LOWEST_COUNT = 0.7;

  private static final List<Double> LOG_ALPHA_TICKS = List.of(-8.0, -4.0, 0.0, 4.0, 8.0);

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private final BarDataset bars = new BarDataset();
  private final BarRenderer renderer = new BarRenderer(true);

  /**
   * As they were when the bars were made: a growing run may have some by the time they are drawn.
   */
  private List<LogAlphaHistogram> selected = List.of();

  private boolean logScale = true;
  private boolean handleDrawn = true;
  private boolean roomy = true;

  public LogAlphaHistogramChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private LogAlphaHistogramChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    plot.setDataset(bars);
    plot.setRenderer(renderer);
    refresh();
  }

  /** Counts on a logarithmic axis (as at first) or a linear one. */
  public void setLogScale(boolean log) {
    logScale = log;
    refresh();
  }

  public boolean logScale() {
    return logScale;
  }

  /** Whether the cut's line and value are drawn; not where a screen lays its own handle over. */
  public void setHandleDrawn(boolean drawn) {
    handleDrawn = drawn;
  }

  /** Height of the row at the top that the cut's handle lies in, in px. */
  public double handleHeight() {
    return theme().px(CutMarks.HANDLE_HEIGHT);
  }

  /** Weights below the cut, of the selected layer or all. */
  public long kept() {
    RunView view = view().orElseThrow();
    return selected.stream().mapToLong(each -> each.kept(view.cutOf(each.layer()))).sum();
  }

  /** Weights of the selected layer or all. */
  public long total() {
    return selected.stream().mapToLong(LogAlphaHistogram::total).sum();
  }

  List<Bar> bars() {
    return bars.bars();
  }

  @Override
  void refresh() {
    selected = view().map(RunView::selectedHistograms).orElse(List.of());
    List<Bar> all = selected.isEmpty() ? List.of() : Bar.of(selected);
    bars.show(all, this::height);
    renderer.show(theme(), style().line(), view().map(RunView::selectedCut).orElse(0.0));
    boolean lowClip = !all.isEmpty() && all.getFirst().count() > 0;
    x.show(
        lowClip ? -Bar.AXIS_END : -LogAlpha.CLIP,
        Bar.AXIS_END,
        LOG_ALPHA_TICKS,
        value -> Numbers.decimals(value, 0));
    double highest = all.stream().mapToDouble(Bar::count).max().orElse(10_000);
    if (logScale) {
      List<Double> decades = new ArrayList<>();
      for (double decade = 0; decade <= Math.max(1, Math.log10(highest)); decade++) {
        decades.add(decade);
      }
      double upper = Math.max(1, Math.log10(highest)) * 1.03;
      y.show(height(0), upper, decades, decade -> Numbers.shortCount(Math.pow(10, decade)));
    } else {
      Ticks ticks = Ticks.from0(highest);
      y.show(0, ticks.upper(), ticks.values(), Numbers::shortCount);
    }
    plot.setTheme(theme());
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  /** Where a count lies on the y axis. */
  private double height(long count) {
    return logScale ? Math.log10(Math.max((double) count, LOWEST_COUNT)) : count;
  }

  private LineStyle style() {
    return view().map(view -> styleOf(view, view.layer())).orElse(theme().allLayers());
  }

  private LineStyle styleOf(RunView view, String layer) {
    int index = view.layerNames().indexOf(layer);
    return index < 0
        ? theme().allLayers()
        : theme().layer(index, view.layerNames().size(), layer.equals(view.layer()));
  }

  @Override
  void arrange(double width, double height) {
    roomy = height >= theme().px(220);
    plot.setInsets(insets(roomy ? 78 : 46, 16, theme().px(2)), false);
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(
        Text.of("chart.logAlpha"),
        area.getMaxX(),
        area.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    drawUnit(ink, area, caption);
    if (bars.bars().isEmpty()) {
      ink.paragraph(emptyText(), area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    RunView view = view().orElseThrow();
    if (view.allLayers()) {
      drawLayers(ink, area, view);
    }
    nameClipBars(ink, area, caption);
    CutMarks marks =
        new CutMarks(
            view.selectedCut(), pixelOf(view.selectedCut()), kept(), total(), nameOf(view));
    marks.drawCounts(ink, whole, area, style().text(), roomy);
    if (handleDrawn) {
      marks.drawHandle(ink, area);
    }
  }

  private void drawUnit(Ink ink, Rectangle2D area, Font caption) {
    String unit = Text.of(logScale ? "chart.unit.weightsLog" : "chart.unit.weights");
    double handle = view().map(view -> pixelOf(view.selectedCut())).orElse(area.getMaxX());
    boolean covered = !bars.bars().isEmpty() && handle - theme().px(30) < Ink.width(unit, caption);
    ink.text(
        unit,
        covered ? area.getMaxX() : 0,
        theme().px(13),
        covered ? Ink.Align.RIGHT : Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
  }

  /** Outlines each layer's share of the bars in its colour and dash, and names the outlines. */
  private void drawLayers(Ink ink, Rectangle2D area, RunView view) {
    double row = area.getMinY() + theme().px(8);
    boolean room = area.getHeight() > theme().px(16) * (view.histograms().size() + 2);
    for (LogAlphaHistogram histogram : view.histograms()) {
      LineStyle style = styleOf(view, histogram.layer());
      ink.graphics().setPaint(style.line());
      ink.graphics().setStroke(style.stroke());
      ink.graphics().draw(outline(Bar.of(List.of(histogram)), area));
      if (room && view.histograms().size() <= ChartTheme.LAYER_COLORS) {
        double left = area.getMinX() + theme().px(6);
        double end = left + theme().px(18);
        ink.graphics().draw(new Line2D.Double(left, row, end, row));
        ink.textOverLines(
            histogram.layer(),
            end + theme().px(6),
            row + theme().px(4),
            Ink.Align.LEFT,
            theme().labelFont(),
            style.text());
        row += theme().px(16);
      }
    }
  }

  /** The tops of {@code layer}, broken where there are no weights; clip bars left out. */
  private Path2D outline(List<Bar> layer, Rectangle2D area) {
    Path2D outline = new Path2D.Double();
    boolean broken = true;
    for (Bar bar : layer.subList(1, layer.size() - 1)) {
      if (bar.count() > 0) {
        double top = y.valueToJava2D(height(bar.count()), area, RectangleEdge.LEFT);
        double left = pixelOf(bar.from());
        if (broken) {
          outline.moveTo(left, area.getMaxY());
        }
        outline.lineTo(left, top);
        outline.lineTo(pixelOf(bar.to()), top);
      } else if (!broken) {
        outline.lineTo(outline.getCurrentPoint().getX(), area.getMaxY());
      }
      broken = bar.count() == 0;
    }
    return outline;
  }

  private void nameClipBars(Ink ink, Rectangle2D area, Font caption) {
    if (!roomy) {
      return;
    }
    for (Bar bar : List.of(bars.bars().getFirst(), bars.bars().getLast())) {
      boolean low = bar.to() < 0;
      if (bar.count() > 0) {
        double middle = pixelOf((bar.from() + bar.to()) / 2);
        double baseline = area.getMinY() - theme().px(7);
        ink.text(
            Text.of(low ? "chart.clipLow" : "chart.clipHigh"),
            low ? area.getMinX() : area.getMaxX(),
            baseline,
            low ? Ink.Align.LEFT : Ink.Align.RIGHT,
            caption,
            ChartColor.PRUNED_TEXT);
        double top = y.valueToJava2D(height(bar.count()), area, RectangleEdge.LEFT);
        ink.vertical(middle, baseline + theme().px(4), top - 2, 1, ChartColor.PRUNED_TEXT);
      }
    }
  }

  private static String nameOf(RunView view) {
    return view.allLayers() ? Text.of("chart.allWeights") : view.layer();
  }

  private String emptyText() {
    return view().map(LogAlphaHistogramChart::whyEmpty).orElse(Text.of("chart.empty.logAlpha"));
  }

  /** Why a view has no histograms, in one sentence. */
  static String whyEmpty(RunView view) {
    if (view.run().latest().isEmpty()) {
      return Text.of("chart.empty.logAlpha");
    }
    boolean some =
        view.run().epochs().stream()
            .anyMatch(each -> !view.run().histograms(each.epoch()).isEmpty());
    if (some) {
      return Text.of("chart.missing.logAlpha", Numbers.decimals(view.epoch(), 0));
    }
    boolean learned =
        view.config().filter(config -> config.method() == Method.SPARSE_VD).isPresent();
    return Text.of(learned ? "chart.unrecorded.logAlpha" : "chart.none.logAlpha");
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double logAlpha) {
    DoubleFunction<String> number = Numbers::logAlpha;
    for (int i = 0; i < bars.bars().size(); i++) {
      Bar bar = bars.bars().get(i);
      if (bar.holds(logAlpha)) {
        int index = i;
        RunView view = view().orElseThrow();
        String title =
            bar.clip()
                ? Text.of(bar.to() < 0 ? "chart.atClipLow" : "chart.atClipHigh")
                : Text.of("chart.atLogAlpha", number.apply(bar.from()), number.apply(bar.to()));
        List<ReadOut.Row> rows = new ArrayList<>();
        for (LogAlphaHistogram each : view.selectedHistograms()) {
          long count = Bar.of(List.of(each)).get(index).count();
          rows.add(
              new ReadOut.Row(
                  each.layer(), Numbers.count(count), Optional.of(styleOf(view, each.layer()))));
        }
        return Optional.of(new ReadOut((bar.from() + bar.to()) / 2, title, rows));
      }
    }
    return Optional.empty();
  }

  @Override
  public String title() {
    return Text.of("chart.title.logAlpha");
  }

  @Override
  public String description() {
    if (bars.bars().isEmpty()) {
      return title() + ". " + emptyText();
    }
    RunView view = view().orElseThrow();
    return Text.of(
        "chart.logAlpha.description",
        title(),
        nameOf(view),
        Numbers.decimals(view.epoch(), 0),
        Numbers.logAlpha(view.selectedCut()),
        Numbers.count(kept()),
        Numbers.count(total() - kept()));
  }

  @Override
  public ChartData data() {
    List<ChartData.Series> series = selected.stream().map(Bar::series).toList();
    return new ChartData(title(), description(), Bar.axis(), Text.of("chart.unit.weights"), series);
  }
}
