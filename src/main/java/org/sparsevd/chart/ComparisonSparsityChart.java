package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.run.Run;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;

/** Which share of its weights each run prunes, layer by layer and over all: a bar a run. */
public final class ComparisonSparsityChart extends ComparisonChart {
  private static final List<Double> PERCENT = List.of(0.0, 25.0, 50.0, 75.0, 100.0);

  /** Share of a group's width that its bars take at most. */
  private static final double BARS_SHARE = 0.76;

  private static final double WIDEST_BAR = 28;

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private List<Group> groups = List.of();

  /** The bars of one layer, or of all layers together: percent a run, NaN where there is none. */
  private record Group(String name, List<Double> percent) {}

  public ComparisonSparsityChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private ComparisonSparsityChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    refresh();
  }

  @Override
  void refresh() {
    groups = view().map(ComparisonSparsityChart::groups).orElse(List.of());
    plot.setTheme(theme());
    x.show(0, Math.max(1, groups.size()), List.of(), value -> "");
    y.show(0, 100, PERCENT, value -> Numbers.decimals(value, 0));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  private static List<Group> groups(ComparisonView view) {
    List<Optional<EpochMetrics>> metrics = view.metrics();
    List<Group> groups = new ArrayList<>();
    for (String layer : view.comparison().layerNames()) {
      List<Double> percent = new ArrayList<>();
      for (int i = 0; i < metrics.size(); i++) {
        Run run = view.runs().get(i).run();
        percent.add(
            metrics
                .get(i)
                .map(each -> ComparisonTable.sparsity(run, each, layer))
                .orElse(Double.NaN));
      }
      groups.add(new Group(layer, percent));
    }
    groups.add(
        new Group(
            Text.of("chart.compare.all"),
            metrics.stream()
                .map(each -> each.map(epoch -> 100 - 100 / epoch.compression()).orElse(Double.NaN))
                .toList()));
    return groups.stream()
        .filter(group -> group.percent().stream().anyMatch(value -> !value.isNaN()))
        .toList();
  }

  @Override
  void arrange(double width, double height) {
    plot.setInsets(insets(30, 16, theme().px(4)), false);
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(
        Text.of("chart.compare.unit.sparsity"),
        0,
        theme().px(12),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
    if (groups.isEmpty()) {
      ink.paragraph(Text.of("chart.compare.noSparsity"), area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    double slot = area.getWidth() / groups.size();
    int runs = view().orElseThrow().runs().size();
    double bar = Math.min(theme().px(WIDEST_BAR), slot * BARS_SHARE / runs);
    for (int g = 0; g < groups.size(); g++) {
      double middle = area.getMinX() + (g + 0.5) * slot;
      ink.text(
          groups.get(g).name(),
          middle,
          area.getMaxY() + theme().px(18),
          Ink.Align.CENTER,
          caption,
          ChartColor.TEXT);
      for (int run = 0; run < runs; run++) {
        double left = middle + (run - runs / 2.0) * bar;
        draw(ink, area, run, groups.get(g).percent().get(run), left, bar);
      }
    }
    ink.horizontal(area.getMinX(), area.getMaxX() + 1, area.getMaxY(), ChartColor.AXIS);
    keepsAll()
        .ifPresent(words ->
            ink.text(
                words,
                area.getMaxX(),
                area.getMaxY() + theme().px(34),
                Ink.Align.RIGHT,
                caption,
                ChartColor.TEXT_MUTED));
  }

  private void draw(Ink ink, Rectangle2D area, int run, double percent, double left, double width) {
    if (Double.isNaN(percent)) {
      return;
    }
    LineStyle style = styleOf(run);
    double gap = width >= theme().px(6) ? theme().px(2) : 0;
    double from = ink.snap(left + gap / 2);
    double to = ink.snap(left + width - gap / 2);
    // A bar of nothing is a line: it says that there is a run, and that it prunes nothing.
    double top =
        ink.snap(
            Math.min(
                y.valueToJava2D(percent, area, RectangleEdge.LEFT),
                area.getMaxY() - theme().px(2)));
    ink.graphics().setPaint(style.line());
    ink.graphics()
        .fill(new Rectangle2D.Double(from, top, Math.max(1, to - from), area.getMaxY() - top));
    String words = Numbers.decimals(percent, percent == 0 ? 0 : 1);
    Font font = theme().captionFont();
    if (Ink.width(words, font) <= width + theme().px(2)) {
      ink.textOverLines(
          words, (from + to) / 2, top - theme().px(4), Ink.Align.CENTER, font, style.text());
    }
  }

  /** Which runs prune nothing at all, in words. */
  private Optional<String> keepsAll() {
    ComparisonView view = view().orElseThrow();
    String letters =
        IntStream.range(0, view.runs().size())
            .filter(run -> groups.getLast().percent().get(run) == 0)
            .mapToObj(run -> view.runs().get(run).letter())
            .collect(Collectors.joining(", "));
    return letters.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.of("chart.compare.keepsAll", letters));
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<Integer> runOf(String key) {
    return Optional.empty();
  }

  @Override
  public Optional<ReadOut> readOut(double place) {
    int group = (int) Math.floor(place);
    if (group < 0 || group >= groups.size()) {
      return Optional.empty();
    }
    List<ComparedRun> runs = view().orElseThrow().runs();
    List<ReadOut.Row> rows = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      double percent = groups.get(group).percent().get(run);
      if (!Double.isNaN(percent)) {
        rows.add(
            new ReadOut.Row(
                runs.get(run).letter(), Numbers.sparsity(percent), Optional.of(styleOf(run))));
      }
    }
    return Optional.of(new ReadOut(group + 0.5, groups.get(group).name(), rows));
  }

  @Override
  public String title() {
    return Text.of("chart.title.sparsity");
  }

  @Override
  public String description() {
    if (groups.isEmpty()) {
      return title() + ". " + Text.of("chart.compare.noSparsity");
    }
    List<ComparedRun> runs = view().orElseThrow().runs();
    String values =
        groups.stream()
            .map(group ->
                group.name()
                    + ": "
                    + IntStream.range(0, runs.size())
                        .filter(run -> !group.percent().get(run).isNaN())
                        .mapToObj(run ->
                            runs.get(run).letter()
                                + " "
                                + Numbers.sparsity(group.percent().get(run)))
                        .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    return Text.of("chart.compare.sparsity.description", title(), values);
  }

  @Override
  public ChartData data() {
    List<Double> places = IntStream.range(0, groups.size()).mapToObj(i -> (double) i).toList();
    List<ChartData.Series> series = new ArrayList<>();
    List<ComparedRun> runs = view().map(ComparisonView::runs).orElse(List.of());
    for (int run = 0; run < runs.size(); run++) {
      int index = run;
      series.add(
          new ChartData.Series(
              runs.get(run).letter(),
              Numbers::sparsity,
              places,
              groups.stream().map(group -> group.percent().get(index)).toList()));
    }
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(
            Text.of("chart.compare.layer"),
            place -> groups.get((int) Math.round(place)).name(),
            false),
        Text.of("chart.compare.unit.sparsity"),
        groups.isEmpty() ? List.of() : series);
  }
}
