package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * How many weights have which log α and what the cuts keep: all layers above, one layer a row below
 * on the same axis. Of more than four layers it shows the selected one and the largest others.
 */
public final class CutHistogramChart extends RunChart {
  private static final int ALL_SHARE = 12;
  private static final int LAYER_SHARE = 5;
  private static final List<Double> LOG_ALPHA_TICKS =
      List.of(-8.0, -6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0);

  private final CombinedDomainXYPlot plot;
  private final TickAxis x;
  private final CutFacet all = new CutFacet("");
  private final List<CutFacet> facets = new ArrayList<>();
  private List<CutMark> marks = List.of();
  private Map<String, Long> kept = Map.of();
  private List<FacetArea> areas = List.of();

  /**
   * As they were when the bars were made: a growing run may have some by the time they are drawn.
   */
  private List<LogAlphaHistogram> histograms = List.of();

  private boolean handleDrawn = true;

  public CutHistogramChart() {
    this(new CombinedDomainXYPlot(new TickAxis()));
  }

  private CutHistogramChart(CombinedDomainXYPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.add(all.plot(), ALL_SHARE);
    refresh();
  }

  /** Where a layer was drawn last. */
  public record FacetArea(String layer, Rectangle2D area) {}

  /** Points thresholds out; for those with one of their own layer see {@link RunView#layerCuts}. */
  public void setMarks(List<CutMark> newMarks) {
    marks = List.copyOf(newMarks);
  }

  /** Weights kept by layer, exact; where missing they are counted from the bins. */
  public void setKept(Map<String, Long> exact) {
    kept = Map.copyOf(exact);
  }

  /** Whether cut lines and their values are drawn; not where a screen lays its own over. */
  public void setHandleDrawn(boolean drawn) {
    handleDrawn = drawn;
  }

  /** Height of the row at the top that the cut's handle lies in, in px. */
  public double handleHeight() {
    return theme().px(CutMarks.HANDLE_HEIGHT);
  }

  /** Where the layers were drawn last, all of them together first under the name "". */
  public List<FacetArea> areas() {
    return areas;
  }

  /** Whether there is anything to cut. */
  public boolean hasWeights() {
    return !histograms.isEmpty();
  }

  /** The layers that get a row: all, or the selected one and the largest others. */
  private List<LogAlphaHistogram> chosen() {
    List<LogAlphaHistogram> every = histograms;
    if (every.size() <= ChartTheme.LAYER_COLORS) {
      return every;
    }
    String selected = view().orElseThrow().layer();
    List<LogAlphaHistogram> first =
        every.stream()
            .sorted(
                Comparator.comparing((LogAlphaHistogram each) -> !each.layer().equals(selected))
                    .thenComparingInt(each -> -each.total()))
            .limit(ChartTheme.LAYER_COLORS)
            .toList();
    return every.stream().filter(first::contains).toList();
  }

  @Override
  void refresh() {
    histograms = view().map(RunView::histograms).orElse(List.of());
    List<LogAlphaHistogram> rows = chosen();
    List<String> names = rows.stream().map(LogAlphaHistogram::layer).toList();
    if (!names.equals(facets.stream().map(CutFacet::layer).toList())) {
      facets.forEach(facet -> plot.remove(facet.plot()));
      facets.clear();
      names.forEach(name -> facets.add(new CutFacet(name)));
      facets.forEach(facet -> plot.add(facet.plot(), LAYER_SHARE));
    }
    all.show(histograms, theme(), theme().allLayers(), view().map(RunView::cut).orElse(0.0), true);
    for (int i = 0; i < facets.size(); i++) {
      RunView view = view().orElseThrow();
      String layer = facets.get(i).layer();
      facets
          .get(i)
          .show(List.of(rows.get(i)), theme(), styleOf(view, layer), view.cutOf(layer), false);
    }
    all.plot().setBaseline(facets.isEmpty());
    facets.forEach(facet -> facet.plot().setBaseline(facet.equals(facets.getLast())));
    boolean lowClip = histograms.stream().anyMatch(each -> each.count(0) > 0);
    x.show(
        lowClip ? -Bar.AXIS_END : -LogAlpha.CLIP,
        Bar.AXIS_END,
        LOG_ALPHA_TICKS,
        value -> Numbers.decimals(value, 0));
    x.reserve(theme(), RectangleEdge.BOTTOM);
  }

  private LineStyle styleOf(RunView view, String layer) {
    int index = view.layerNames().indexOf(layer);
    return theme().layer(Math.max(0, index), view.layerNames().size(), layer.equals(view.layer()));
  }

  @Override
  void arrange(double width, double height) {
    plot.setGap(Math.rint(theme().px(height < theme().px(260) ? 4 : 10)));
    plot.setInsets(insets(54, 16, theme().px(2)), false);
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Font caption = theme().captionFont();
    List<FacetArea> drawn = new ArrayList<>();
    drawn.add(new FacetArea("", plots.getSubplotInfo(0).getDataArea()));
    for (int i = 0; i < facets.size(); i++) {
      drawn.add(new FacetArea(facets.get(i).layer(), plots.getSubplotInfo(i + 1).getDataArea()));
    }
    areas = List.copyOf(drawn);
    Rectangle2D top = areas.getFirst().area();
    Rectangle2D bottom = areas.getLast().area();
    ink.text(
        Text.of("chart.logAlpha"),
        bottom.getMaxX(),
        bottom.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (!hasWeights()) {
      String why =
          view().map(LogAlphaHistogramChart::whyEmpty).orElse(Text.of("chart.empty.logAlpha"));
      ink.paragraph(why, top, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    RunView view = view().orElseThrow();
    ink.text(
        Text.of("chart.unit.weightsLog"),
        0,
        theme().px(50),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
    CutMarkLabels labels = new CutMarkLabels(ink, theme(), this::pixelOf);
    labels.draw(marks, view.cut(), top, bottom, labels.nameClipBar(all, top));
    for (FacetArea facet : areas) {
      drawFacet(ink, facet, view);
    }
    drawDifference(ink, top, view);
    if (handleDrawn) {
      drawCuts(ink, top, view);
    }
  }

  private void drawFacet(Ink ink, FacetArea facet, RunView view) {
    Rectangle2D area = facet.area();
    ink.horizontal(area.getMinX(), area.getMaxX() + 1, area.getMaxY(), ChartColor.AXIS);
    boolean isAll = facet.layer().isEmpty();
    LineStyle style = isAll ? theme().allLayers() : styleOf(view, facet.layer());
    double baseline = area.getMinY() + theme().px(10);
    String count = Text.of("chart.kept", Numbers.count(kept(facet.layer())));
    ink.textOverLines(
        isAll ? Text.of("chart.cut.allLayers", count) : count,
        area.getMinX() + theme().px(6),
        baseline,
        Ink.Align.LEFT,
        isAll ? theme().mainLabelFont() : theme().labelFont(),
        style.text());
    if (!isAll) {
      double middle = area.getCenterY();
      Font font = theme().mainLabelFont();
      ink.text(facet.layer(), 0, middle, Ink.Align.LEFT, font, style.text());
      ink.graphics().setPaint(style.line());
      ink.graphics().setStroke(style.stroke());
      double under = middle + theme().px(8);
      ink.graphics().draw(new Line2D.Double(1, under, theme().px(27), under));
    }
  }

  /** How many weights more or less are cut than at the run's own threshold, between the two. */
  private void drawDifference(Ink ink, Rectangle2D area, RunView view) {
    Optional<CutMark> standard =
        marks.stream().filter(mark -> mark.kind() == CutMark.Kind.DEFAULT).findFirst();
    if (standard.isEmpty() || kept.isEmpty()) {
      return;
    }
    long total = histograms.stream().mapToLong(LogAlphaHistogram::total).sum();
    long before = Math.round(total / standard.get().compression());
    long more = before - kept("");
    if (more == 0 || Double.isNaN(standard.get().compression())) {
      return;
    }
    String words =
        Text.of(
            more > 0 ? "chart.cut.moreCut" : "chart.cut.moreKept", Numbers.count(Math.abs(more)));
    Font font = theme().labelFont();
    double width = Ink.width(words, font) + theme().px(8);
    double now = pixelOf(view.cut());
    double then = pixelOf(standard.get().threshold());
    double gap = theme().px(6);
    double left =
        Math.abs(now - then) >= width + gap
            ? (now + then - width) / 2 + gap / 2
            : Math.min(now, then) - width - gap;
    ink.textOverLines(
        words,
        Math.max(area.getMinX() + theme().px(130), left),
        area.getMinY() + theme().px(26),
        Ink.Align.LEFT,
        font,
        theme().color(ChartColor.PRUNED_TEXT));
  }

  private void drawCuts(Ink ink, Rectangle2D top, RunView view) {
    for (FacetArea facet : areas.subList(1, areas.size())) {
      Rectangle2D area = facet.area();
      double from = area.getMinY() - plot.getGap();
      ink.vertical(pixelOf(view.cutOf(facet.layer())), from, area.getMaxY(), 2, ChartColor.ACCENT);
    }
    new CutMarks(view.cut(), pixelOf(view.cut()), 0, 0, "").drawHandle(ink, top);
  }

  private long kept(String layer) {
    if (!layer.isEmpty()) {
      RunView view = view().orElseThrow();
      return kept.getOrDefault(
          layer,
          histograms.stream()
              .filter(each -> each.layer().equals(layer))
              .mapToLong(each -> each.kept(view.cutOf(layer)))
              .sum());
    }
    return histograms.stream().mapToLong(each -> kept(each.layer())).sum();
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double logAlpha) {
    List<Bar> bars = all.bars();
    for (int i = 0; i < bars.size(); i++) {
      if (bars.get(i).holds(logAlpha)) {
        int index = i;
        Bar bar = bars.get(i);
        RunView view = view().orElseThrow();
        List<ReadOut.Row> rows =
            facets.stream()
                .map(facet ->
                    new ReadOut.Row(
                        facet.layer(),
                        Numbers.count(facet.bars().get(index).count()),
                        Optional.of(styleOf(view, facet.layer()))))
                .collect(Collectors.toCollection(ArrayList::new));
        rows.add(
            new ReadOut.Row(
                Text.of("chart.allWeights"),
                Numbers.count(bar.count()),
                Optional.of(theme().allLayers())));
        String title = Bar.axis().format().apply(bar.from());
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
    if (!hasWeights()) {
      return title()
          + ". "
          + view().map(LogAlphaHistogramChart::whyEmpty).orElse(Text.of("chart.empty.logAlpha"));
    }
    RunView view = view().orElseThrow();
    long total = histograms.stream().mapToLong(LogAlphaHistogram::total).sum();
    StringBuilder words =
        new StringBuilder(
            Text.of(
                "chart.logAlpha.description",
                title(),
                Text.of("chart.allWeights"),
                Numbers.decimals(view.epoch(), 0),
                Numbers.threshold(view.cut()),
                Numbers.count(kept("")),
                Numbers.count(total - kept(""))));
    view.layerNames().stream()
        .filter(view.layerCuts()::containsKey)
        .forEach(layer ->
            words.append(
                Text.of("chart.cut.ofLayer", layer, Numbers.threshold(view.cutOf(layer)))));
    return words.toString();
  }

  @Override
  public ChartData data() {
    return new ChartData(
        title(),
        description(),
        Bar.axis(),
        Text.of("chart.unit.weights"),
        histograms.stream().map(Bar::series).toList());
  }
}
