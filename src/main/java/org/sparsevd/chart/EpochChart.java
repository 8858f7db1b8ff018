package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/** Curves over epochs: what {@link LearningCurvesChart} and {@link SparsityChart} share. */
public abstract sealed class EpochChart extends RunChart
    permits LearningCurvesChart, SparsityChart {
  private static final int EPOCHS_WHEN_EMPTY = 10;

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private final CurveDataset past = new CurveDataset();
  private final CurveDataset future = new CurveDataset();
  private final XYLineAndShapeRenderer pastLines = new XYLineAndShapeRenderer(true, false);
  private final XYLineAndShapeRenderer futureLines = new XYLineAndShapeRenderer(true, false);
  private final Set<String> hidden = new HashSet<>();
  private final LabelColumn labels = new LabelColumn();
  private List<Double> epochs = List.of();
  private List<Curve> curves = List.of();
  private int now = -1;

  EpochChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private EpochChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    plot.setUnderlay((ink, area) -> warmUp().ifPresent(band -> band.draw(ink, x, area)));
    addLines(0, past, pastLines);
    addLines(1, future, futureLines);
  }

  private void addLines(int index, CurveDataset dataset, XYLineAndShapeRenderer lines) {
    lines.setDrawSeriesLineAsPath(true); // or every short piece would begin the dash anew
    plot.setDataset(index, dataset);
    plot.setRenderer(index, lines);
  }

  /** The curves of {@code metrics}, the uppermost first; those without values may be among them. */
  abstract List<Curve> curves(RunView view, List<EpochMetrics> metrics);

  /** Range and ticks of the y axis for the values shown. */
  abstract Ticks valueTicks(List<Double> shown);

  abstract String formatTick(double value, int decimals);

  /** What the y axis counts, top left. */
  abstract String unit();

  /** What is said where there are no curves. */
  abstract String emptyText(boolean anyEpochs);

  /** Whether the epoch before training is left out of the lines: it may lie far off the scale. */
  abstract boolean skipsUntrained();

  /** Draws more over the curves. */
  void drawExtras(Ink ink, Rectangle2D area) {}

  @Override
  final void refresh() {
    List<EpochMetrics> metrics = view().map(view -> view.run().epochs()).orElse(List.of());
    epochs = metrics.stream().map(each -> (double) each.epoch()).toList();
    now = -1;
    for (int i = 0; i < metrics.size(); i++) {
      now = metrics.get(i).epoch() <= view().orElseThrow().epoch() ? i : now;
    }
    curves =
        view().stream()
            .flatMap(view -> curves(view, metrics).stream())
            .filter(Curve::hasValues)
            .toList();
    List<Curve> shown = shownCurves();
    int first = firstDrawn();
    past.show(epochs, shown, Math.min(first, now + 1), now + 1);
    future.show(epochs, shown, Math.max(now, first), epochs.size());
    for (int i = 0; i < shown.size(); i++) {
      LineStyle style = shown.get(i).style();
      style(pastLines, i, style, style.line());
      style(futureLines, i, style, theme().faded(style.line()));
    }
    showAxes(metrics, shown);
  }

  /** Index of the first epoch drawn: what an untrained network does would leave no room. */
  private int firstDrawn() {
    return skipsUntrained() && epochs.size() > 1 && epochs.getFirst() == 0 ? 1 : 0;
  }

  private static void style(XYLineAndShapeRenderer lines, int i, LineStyle style, Color color) {
    lines.setSeriesPaint(i, color, false);
    lines.setSeriesStroke(i, style.stroke(), false);
  }

  private void showAxes(List<EpochMetrics> metrics, List<Curve> shown) {
    plot.setTheme(theme());
    int planned = config().map(ExperimentConfig::epochs).orElse(0);
    Ticks times =
        metrics.isEmpty()
            ? Ticks.ofEpochs(planned > 0 ? planned : EPOCHS_WHEN_EMPTY, planned)
            : Ticks.ofEpochs(metrics.getLast().epoch(), planned);
    x.show(times.lower(), times.upper(), times.values(), value -> Numbers.decimals(value, 0));
    List<Double> values =
        shown.stream()
            .flatMap(curve -> curve.values().stream().skip(firstDrawn()))
            .filter(Double::isFinite)
            .toList();
    Ticks amounts = valueTicks(values);
    y.show(
        amounts.lower(),
        amounts.upper(),
        amounts.values(),
        value -> formatTick(value, amounts.decimals()));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  @Override
  final void arrange(double width, double height) {
    double widest =
        curves.stream()
            .mapToDouble(curve -> Ink.width(labelOf(curve, now), theme().mainLabelFont()))
            .max()
            .orElse(0);
    double right = Math.min(Math.max(theme().px(72), widest + theme().px(12)), width / 2);
    plot.setInsets(insets(24, 16, right), false);
  }

  @Override
  final void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(unit(), 0, theme().px(12), Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    ink.text(
        Text.of("chart.epochs"),
        area.getMaxX(),
        area.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (now >= 0 && !curves.isEmpty()) {
      double cursor = xOf(epochs.get(now), area);
      ink.dotted(cursor, area.getMinY(), area.getMaxY(), ChartColor.ACCENT);
    }
    if (curves.isEmpty()) {
      ink.paragraph(emptyText(!epochs.isEmpty()), area, caption, ChartColor.TEXT_SUBTLE);
    } else {
      warmUp()
          .ifPresent(
              band -> band.name(ink, x, area, box -> crossesCurve(box, epochs.size(), area)));
    }
    drawExtras(ink, area);
    drawLabels(ink, area);
  }

  private void drawLabels(Ink ink, Rectangle2D area) {
    List<LabelColumn.Label> column = new ArrayList<>();
    List<Runnable> dots = new ArrayList<>(); // the first curve's on top, as its line is
    for (Curve curve : shownCurves()) {
      if (now >= 0
          && Double.isFinite(curve.values().get(now))
          && column.size() < LabelColumn.room(theme(), area)) {
        double at = yOf(curve.values().get(now), area);
        if (at >= area.getMinY() && at <= area.getMaxY()) {
          dots.addFirst(() -> ink.dot(xOf(epochs.get(now), area), at, curve.style().line()));
        }
        Font font = curve.main() ? theme().mainLabelFont() : theme().labelFont();
        double wanted = Math.clamp(at, area.getMinY(), area.getMaxY());
        column.add(
            new LabelColumn.Label(
                curve.key(), labelOf(curve, now), font, curve.style().text(), wanted));
      }
    }
    dots.forEach(Runnable::run);
    for (Curve curve : curves) {
      if (hidden.contains(curve.key())) {
        String off = Text.of("chart.seriesOff", curve.label());
        Color color = theme().color(ChartColor.PRUNED);
        column.add(
            new LabelColumn.Label(curve.key(), off, theme().labelFont(), color, area.getMaxY()));
      }
    }
    labels.draw(ink, area, column);
  }

  private static String labelOf(Curve curve, int index) {
    return index < 0
        ? curve.label()
        : curve.label() + " " + curve.format().apply(curve.values().get(index));
  }

  private Optional<WarmUpBand> warmUp() {
    return config().flatMap(config -> WarmUpBand.of(config, x.getUpperBound()));
  }

  private Optional<ExperimentConfig> config() {
    return view().flatMap(RunView::config);
  }

  /** Whether a curve passes {@code box} before the epoch with index {@code end}. */
  final boolean crossesCurve(Rectangle2D box, int end, Rectangle2D area) {
    double left = box.getMinX();
    double right = box.getMaxX();
    double top = box.getMinY();
    double bottom = box.getMaxY();
    for (Curve curve : shownCurves()) {
      double before = Double.NaN;
      for (int i = firstDrawn(); i < end; i++) {
        double at = xOf(epochs.get(i), area);
        double y = yOf(curve.values().get(i), area);
        double reachTop = Double.isNaN(before) ? y : Math.min(before, y);
        double reachBottom = Double.isNaN(before) ? y : Math.max(before, y);
        double step = i == 0 ? 0 : at - xOf(epochs.get(i - 1), area);
        if (at >= left && at - step <= right && reachBottom >= top && reachTop <= bottom) {
          return true;
        }
        before = y;
      }
    }
    return false;
  }

  final double xOf(double epoch, Rectangle2D area) {
    return x.valueToJava2D(epoch, area, RectangleEdge.BOTTOM);
  }

  final double yOf(double value, Rectangle2D area) {
    return y.valueToJava2D(value, area, RectangleEdge.LEFT);
  }

  final List<Curve> shownCurves() {
    return curves.stream().filter(curve -> !hidden.contains(curve.key())).toList();
  }

  /** Index of the epoch of the time cursor, −1 when there is none. */
  final int nowIndex() {
    return now;
  }

  /** Epoch numbers, as drawn. */
  final List<Double> epochNumbers() {
    return epochs;
  }

  @Override
  final TickAxis xAxis() {
    return x;
  }

  @Override
  public final List<SeriesSwitch> series() {
    return curves.stream()
        .map(each -> new SeriesSwitch(each.key(), each.name(), !hidden.contains(each.key())))
        .toList();
  }

  @Override
  public final void setSeriesShown(String key, boolean shown) {
    if (shown ? hidden.remove(key) : hidden.add(key)) {
      refresh();
    }
  }

  @Override
  public final Optional<String> seriesAt(double px, double py) {
    return labels.at(px, py);
  }

  @Override
  public final Optional<ReadOut> readOut(double epoch) {
    int nearest = -1;
    for (int i = 0; i < epochs.size(); i++) {
      if (nearest < 0 || Math.abs(epochs.get(i) - epoch) < Math.abs(epochs.get(nearest) - epoch)) {
        nearest = i;
      }
    }
    if (nearest < 0 || curves.isEmpty()) {
      return Optional.empty();
    }
    int index = nearest;
    List<ReadOut.Row> rows = new ArrayList<>();
    for (Curve curve : shownCurves()) {
      double value = curve.values().get(index);
      rows.add(
          new ReadOut.Row(curve.name(), curve.format().apply(value), Optional.of(curve.style())));
    }
    double at = epochs.get(index);
    return Optional.of(new ReadOut(at, Text.of("chart.atEpoch", Numbers.decimals(at, 0)), rows));
  }

  @Override
  public final String description() {
    if (now < 0 || curves.isEmpty()) {
      return title() + ". " + emptyText(!epochs.isEmpty());
    }
    String values =
        shownCurves().stream()
            .map(curve -> curve.name() + " " + curve.format().apply(curve.values().get(now)))
            .collect(Collectors.joining(", "));
    return Text.of(
        "chart.epochs.description",
        title(),
        unit(),
        Numbers.decimals(epochs.getFirst(), 0),
        Numbers.decimals(epochs.getLast(), 0),
        Numbers.decimals(epochs.get(now), 0),
        values);
  }

  @Override
  public final ChartData data() {
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(Text.of("chart.epochs"), each -> Numbers.decimals(each, 0), true),
        unit(),
        shownCurves().stream()
            .map(each -> new ChartData.Series(each.name(), each.format(), epochs, each.values()))
            .toList());
  }
}
