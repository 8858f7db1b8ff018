package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * How the weights of each run are spread, a small histogram a run on common axes: by θ, which every
 * method has, or by log α. Counts are on a logarithmic axis.
 */
public final class ComparisonHistogramChart extends ComparisonChart {
  private static final double LOWEST_COUNT = 0.7;

  /** A bar narrower than this many px shows no gap: here and there it would take half of it. */
  private static final double NARROWEST_WITH_GAP = 4;

  private static final double NARROWEST_FACET = 132;
  private static final double GAP = 14;
  private static final double HEAD = 20;
  private static final double FOOT = 22;

  private final TickAxis x = new TickAxis(); // over the facets of a row, each one wide
  private Mode mode = Mode.THETA;
  private String layer = "";
  private List<RunBars> facets = List.of();
  private List<Rectangle2D> areas = List.of();
  private List<RunWeights> weights = List.of();
  private double highest = 10;

  /** What weights are spread by. */
  public enum Mode {
    THETA,
    LOG_ALPHA
  }

  public ComparisonHistogramChart() {
    super(new OpenPlot(new TickAxis(), new TickAxis()));
    // The facets have axes of their own: the plot only lends its place.
    OpenPlot plot = (OpenPlot) chart().getXYPlot();
    plot.setBaseline(false);
    plot.getDomainAxis().setVisible(false);
    plot.getRangeAxis().setVisible(false);
    refresh();
  }

  /** Spreads weights by θ or by log α. */
  public void setMode(Mode newMode) {
    mode = newMode;
    refresh();
  }

  public Mode mode() {
    return mode;
  }

  /** Shows one layer, or all with "". */
  public void setLayer(String name) {
    layer = name;
    refresh();
  }

  /**
   * Weights at the cursor, one a run in the order of the runs; none while they are not read yet.
   */
  public void setWeights(List<RunWeights> newWeights) {
    weights = List.copyOf(newWeights);
    refresh();
  }

  @Override
  void refresh() {
    List<RunBars> all = new ArrayList<>();
    view()
        .ifPresent(view -> {
          double reach = RunBars.reach(weights, layer);
          for (int run = 0; run < view.runs().size(); run++) {
            Optional<RunWeights> own =
                run < weights.size() ? Optional.of(weights.get(run)) : Optional.empty();
            all.add(
                mode == Mode.THETA
                    ? RunBars.byTheta(own, layer, reach)
                    : RunBars.byLogAlpha(view, run, layer));
          }
        });
    facets = List.copyOf(all);
    highest = facets.stream().mapToLong(RunBars::highest).max().orElse(0);
  }

  @Override
  void arrange(double width, double height) {
    int count = Math.max(1, facets.size());
    double left = theme().px(38);
    double room = width - left;
    int across =
        Math.clamp((int) ((room + theme().px(GAP)) / theme().px(NARROWEST_FACET)), 1, count);
    int down = Math.ceilDiv(count, across);
    across = Math.ceilDiv(count, down);
    double top = theme().px(20);
    double facetWidth = (room - (across - 1) * theme().px(GAP)) / across;
    double facetHeight = (height - top - theme().px(14)) / down;
    List<Rectangle2D> places = new ArrayList<>();
    for (int i = 0; i < facets.size(); i++) {
      int row = i / across;
      places.add(
          new Rectangle2D.Double(
              Math.rint(left + i % across * (facetWidth + theme().px(GAP))),
              Math.rint(top + row * facetHeight + theme().px(HEAD)),
              Math.floor(facetWidth),
              Math.max(8, Math.floor(facetHeight - theme().px(HEAD + FOOT)))));
    }
    areas = List.copyOf(places);
    x.show(0, width, List.of(), value -> "");
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Font caption = theme().captionFont();
    ink.text(
        Text.of("chart.unit.weightsLog"),
        0,
        theme().px(12),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
    ink.text(
        Text.of(mode == Mode.THETA ? "chart.compare.theta" : "chart.logAlpha"),
        whole.getMaxX(),
        whole.getMaxY() - theme().px(2),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (facets.isEmpty()) {
      ink.paragraph(Text.of("chart.compare.empty"), whole, caption, ChartColor.TEXT_SUBTLE);
    }
    double firstColumn = areas.isEmpty() ? 0 : areas.getFirst().getMinX();
    for (int run = 0; run < facets.size(); run++) {
      Rectangle2D area = areas.get(run);
      drawFacet(ink, run, area, area.getMinX() == firstColumn);
    }
  }

  private void drawFacet(Ink ink, int run, Rectangle2D area, boolean ticks) {
    RunBars bars = facets.get(run);
    ComparedRun compared = view().orElseThrow().runs().get(run);
    LineStyle style = styleOf(run);
    double baseline = area.getMinY() - theme().px(8);
    Font label = theme().labelFont();
    String kept = bars.isEmpty() ? "" : Text.of("chart.kept", Numbers.count(bars.kept()));
    double keptWidth = Ink.width(kept, theme().captionFont());
    String name =
        compared
            .method()
            .map(method ->
                Text.of(
                    "chart.compare.facet",
                    compared.letter(),
                    Text.of("chart.compare.method." + method.name())))
            .orElse(compared.letter());
    boolean fits = Ink.width(name, label) + keptWidth + theme().px(8) <= area.getWidth();
    ink.text(
        fits ? name : compared.letter(),
        area.getMinX(),
        baseline,
        Ink.Align.LEFT,
        label,
        style.text());
    ink.text(
        kept,
        area.getMaxX(),
        baseline,
        Ink.Align.RIGHT,
        theme().captionFont(),
        ChartColor.TEXT_MUTED);
    drawAxes(ink, area, ticks, bars);
    if (bars.isEmpty()) {
      ink.paragraph(bars.whyEmpty(), area, theme().captionFont(), ChartColor.TEXT_SUBTLE);
    }
    for (RunBars.FacetBar bar : bars.bars()) {
      drawBar(ink, area, bars, bar, style.line());
    }
    drawPrunedCount(ink, area, bars);
  }

  private void drawAxes(Ink ink, Rectangle2D area, boolean ticks, RunBars bars) {
    Font caption = theme().captionFont();
    double top = Math.max(1, Math.log10(Math.max(highest, 10)));
    int step = (int) Math.ceil(theme().px(16) / Math.max(1, area.getHeight() / (top * 1.06)));
    for (int decade = 0; decade <= top; decade += step) {
      double at = topOf((long) Math.pow(10, decade), area);
      ink.horizontal(area.getMinX(), area.getMaxX(), at, ChartColor.GRID);
      if (ticks) {
        ink.text(
            Numbers.shortCount(Math.pow(10, decade)),
            area.getMinX() - theme().px(7),
            at + theme().px(4),
            Ink.Align.RIGHT,
            caption,
            ChartColor.TEXT_SUBTLE);
      }
    }
    ink.horizontal(area.getMinX(), area.getMaxX(), area.getMaxY(), ChartColor.AXIS);
    for (double tick : bars.ticks()) {
      double at = placeOf(tick, bars, area);
      ink.vertical(at, area.getMaxY(), area.getMaxY() + theme().px(4), 1, ChartColor.AXIS);
    }
    double gap = theme().px(6);
    for (double tick : bars.namedTicks(area.getWidth(), gap, words -> Ink.width(words, caption))) {
      ink.text(
          bars.tick(tick),
          placeOf(tick, bars, area),
          area.getMaxY() + theme().px(17),
          bars.align(tick),
          caption,
          ChartColor.TEXT_SUBTLE);
    }
  }

  private static double placeOf(double value, RunBars bars, Rectangle2D area) {
    return area.getMinX()
        + (value - bars.lower()) / (bars.upper() - bars.lower()) * area.getWidth();
  }

  private double topOf(long count, Rectangle2D area) {
    double least = Math.log10(LOWEST_COUNT);
    double most = Math.max(1, Math.log10(Math.max(highest, 10))) * 1.06;
    double share = (Math.log10(Math.max(count, LOWEST_COUNT)) - least) / (most - least);
    return area.getMaxY() - share * area.getHeight();
  }

  private void drawBar(Ink ink, Rectangle2D area, RunBars bars, RunBars.FacetBar bar, Color kept) {
    if (bar.count() == 0) {
      return;
    }
    double left = ink.snap(placeOf(bar.from(), bars, area));
    double right = ink.snap(placeOf(bar.to(), bars, area));
    double wide = (bar.to() - bar.from()) / (bars.upper() - bars.lower()) * area.getWidth();
    right = wide >= NARROWEST_WITH_GAP ? right - 1 : Math.max(right, left + 1);
    double top = ink.snap(topOf(bar.count(), area));
    Rectangle2D shape =
        new Rectangle2D.Double(left, top, right - left, Math.max(1, area.getMaxY() - top));
    Color color = bar.pruned() ? theme().color(ChartColor.PRUNED) : kept;
    if (bar.hatched()) {
      BarRenderer.hatch(ink.graphics(), shape, color);
    } else {
      ink.graphics().setPaint(color);
      ink.graphics().fill(shape);
    }
  }

  /** Beside the bar at zero: how many were pruned. */
  private void drawPrunedCount(Ink ink, Rectangle2D area, RunBars bars) {
    bars.prunedBar()
        .ifPresent(bar -> {
          String words = Text.of("chart.compare.atZero", Numbers.count(bar.count()));
          Font font = theme().captionFont();
          double left = placeOf(bar.to(), bars, area) + theme().px(5);
          if (left + Ink.width(words, font) <= area.getMaxX()) {
            ink.textOverLines(
                words,
                left,
                topOf(bar.count(), area) + theme().px(10),
                Ink.Align.LEFT,
                font,
                theme().color(ChartColor.PRUNED_TEXT));
          }
        });
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<Integer> runOf(String key) {
    return Optional.empty();
  }

  /** The bars of all runs at the value under the mouse. */
  @Override
  public Optional<ReadOut> readOut(double px) {
    for (int run = 0; run < areas.size(); run++) {
      Rectangle2D area = areas.get(run);
      RunBars bars = facets.get(run);
      if (px >= area.getMinX() && px < area.getMaxX() && !bars.isEmpty()) {
        double value =
            bars.lower() + (px - area.getMinX()) / area.getWidth() * (bars.upper() - bars.lower());
        return Optional.of(readOut(px, value));
      }
    }
    return Optional.empty();
  }

  private ReadOut readOut(double px, double value) {
    List<ReadOut.Row> rows = new ArrayList<>();
    String title = "";
    for (int run = 0; run < facets.size(); run++) {
      Optional<RunBars.FacetBar> bar = facets.get(run).at(value);
      if (bar.isPresent()) {
        title = facets.get(run).words(bar.get());
        rows.add(
            new ReadOut.Row(
                view().orElseThrow().runs().get(run).letter(),
                Numbers.count(bar.get().count()),
                Optional.of(styleOf(run))));
      }
    }
    return new ReadOut(px, title, rows);
  }

  @Override
  public String title() {
    return Text.of(
        mode == Mode.THETA ? "chart.compare.title.histograms" : "chart.compare.title.logAlpha");
  }

  @Override
  public String description() {
    String values =
        facets.stream()
            .filter(bars -> !bars.isEmpty())
            .map(bars ->
                view().orElseThrow().runs().get(facets.indexOf(bars)).letter()
                    + " "
                    + Text.of("chart.kept", Numbers.count(bars.kept())))
            .collect(Collectors.joining(", "));
    return title() + ". " + (values.isEmpty() ? Text.of("chart.compare.noWeights") : values + ".");
  }

  @Override
  public ChartData data() {
    List<ChartData.Series> series = new ArrayList<>();
    for (int run = 0; run < facets.size(); run++) {
      List<RunBars.FacetBar> bars =
          facets.get(run).bars().stream().filter(bar -> !bar.isZeroBar()).toList();
      series.add(
          new ChartData.Series(
              view().orElseThrow().runs().get(run).letter(),
              count -> Numbers.count(Math.round(count)),
              bars.stream().map(RunBars.FacetBar::from).toList(),
              bars.stream().map(bar -> (double) bar.count()).toList()));
    }
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(
            Text.of(mode == Mode.THETA ? "chart.compare.theta" : "chart.logAlpha"),
            from -> facets.isEmpty() ? "" : Numbers.decimals(from, mode == Mode.THETA ? 3 : 1),
            false),
        Text.of("chart.unit.weights"),
        series);
  }
}
