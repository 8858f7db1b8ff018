package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;

/** The learning curves of the three estimators in a race. */
public final class EstimatorRaceChart extends RunChart {
  /** What the curves show. */
  public enum Mode {
    /** Error on images that are not trained on. */
    ERROR,
    /** Compression at the threshold. */
    COMPRESSION,
    /** N · mean cross-entropy under noise. */
    LOSS
  }

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private final CurveDataset dataset = new CurveDataset();
  private final XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
  private final LabelColumn labels = new LabelColumn();
  private final Map<GradientEstimator, List<EpochMetrics>> laps = new TreeMap<>();
  private Mode mode = Mode.ERROR;
  private int planned = 10;
  private List<Curve> curves = List.of();
  private List<Double> epochs = List.of();

  public EstimatorRaceChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private EstimatorRaceChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    lines.setDrawSeriesLineAsPath(true);
    plot.setDataset(0, dataset);
    plot.setRenderer(0, lines);
    refresh();
  }

  /** Empties the course for a race of {@code epochsPlanned}. */
  public void begin(int epochsPlanned) {
    laps.clear();
    planned = epochsPlanned;
    refresh();
  }

  /** Adds an epoch of one of the three. */
  public void add(GradientEstimator estimator, EpochMetrics metrics) {
    laps.computeIfAbsent(estimator, each -> new ArrayList<>()).add(metrics);
    refresh();
  }

  /** Shows another figure. */
  public void setMode(Mode newMode) {
    mode = newMode;
    refresh();
  }

  public Mode mode() {
    return mode;
  }

  private boolean validates() {
    return laps.values().stream()
        .flatMap(List::stream)
        .anyMatch(metrics -> !Double.isNaN(metrics.validationErrorPercent()));
  }

  private double value(EpochMetrics metrics) {
    ToDoubleFunction<EpochMetrics> figure =
        switch (mode) {
          case ERROR ->
              validates() ? EpochMetrics::validationErrorPercent : EpochMetrics::testErrorPercent;
          case COMPRESSION -> EpochMetrics::compression;
          case LOSS -> EpochMetrics::dataTermNats;
        };
    return figure.applyAsDouble(metrics);
  }

  private String format(double value) {
    return switch (mode) {
      case ERROR -> Numbers.error(value);
      case COMPRESSION -> Numbers.compression(value);
      case LOSS -> Numbers.shortCount(value);
    };
  }

  @Override
  void refresh() {
    plot.setTheme(theme());
    int last = laps.values().stream().mapToInt(List::size).max().orElse(0);
    epochs = IntStream.range(1, Math.max(1, last)).mapToObj(epoch -> (double) epoch).toList();
    curves = laps.entrySet().stream().map(each -> curve(each.getKey(), each.getValue())).toList();
    dataset.show(epochs, curves, 0, epochs.size());
    for (int i = 0; i < curves.size(); i++) {
      lines.setSeriesPaint(i, curves.get(i).style().line(), false);
      lines.setSeriesStroke(i, curves.get(i).style().stroke(), false);
    }
    Ticks times = Ticks.ofEpochs(planned, planned);
    x.show(times.lower(), times.upper(), times.values(), value -> Numbers.decimals(value, 0));
    double highest =
        curves.stream()
            .flatMap(curve -> curve.values().stream())
            .filter(Double::isFinite)
            .max(Double::compare)
            .orElse(5.0);
    Ticks amounts = Ticks.from0(highest);
    y.show(
        amounts.lower(),
        amounts.upper(),
        amounts.values(),
        value ->
            mode == Mode.LOSS
                ? Numbers.shortCount(value)
                : Numbers.decimals(value, amounts.decimals()));
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  /** From epoch 1 on: what an untrained network does would leave no room. */
  private Curve curve(GradientEstimator estimator, List<EpochMetrics> metrics) {
    List<Double> values = new ArrayList<>();
    for (int i = 1; i <= epochs.size(); i++) {
      values.add(i < metrics.size() ? value(metrics.get(i)) : Double.NaN);
    }
    boolean main = estimator == GradientEstimator.LOCAL_REPARAMETERISATION;
    return new Curve(
        estimator.name(),
        EstimatorStyles.name(estimator),
        EstimatorStyles.label(estimator),
        EstimatorStyles.of(estimator, theme()),
        main,
        this::format,
        values);
  }

  @Override
  void arrange(double width, double height) {
    double widest =
        curves.stream()
            .mapToDouble(curve -> Ink.width(labelOf(curve), theme().mainLabelFont()))
            .max()
            .orElse(0);
    double right = Math.min(Math.max(theme().px(72), widest + theme().px(12)), width / 2);
    plot.setInsets(insets(24, 16, right), false);
  }

  private static int lastOf(Curve curve) {
    int last = curve.values().size() - 1;
    while (last >= 0 && curve.values().get(last).isNaN()) {
      last--;
    }
    return last;
  }

  private static String labelOf(Curve curve) {
    int last = lastOf(curve);
    return last < 0
        ? curve.label()
        : curve.label() + " " + curve.format().apply(curve.values().get(last));
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
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
    if (epochs.isEmpty()) {
      ink.paragraph(Text.of("chart.empty.race"), area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    List<LabelColumn.Label> column = new ArrayList<>();
    for (Curve curve : curves) {
      int last = lastOf(curve);
      if (last >= 0) {
        double at = y.valueToJava2D(curve.values().get(last), area, RectangleEdge.LEFT);
        double right = x.valueToJava2D(epochs.get(last), area, RectangleEdge.BOTTOM);
        double inside = Math.clamp(at, area.getMinY(), area.getMaxY());
        ink.dot(right, inside, curve.style().line());
        column.add(
            new LabelColumn.Label(
                curve.key(),
                labelOf(curve),
                curve.main() ? theme().mainLabelFont() : theme().labelFont(),
                curve.style().text(),
                inside));
      }
    }
    labels.draw(ink, area, column);
  }

  private String unit() {
    return switch (mode) {
      case ERROR -> Text.of(validates() ? "chart.unit.validationError" : "chart.unit.testError");
      case COMPRESSION -> Text.of("chart.unit.compression");
      case LOSS -> Text.of("chart.unit.dataTerm");
    };
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double epoch) {
    int index = (int) Math.round(epoch) - 1;
    if (index < 0 || index >= epochs.size()) {
      return Optional.empty();
    }
    List<ReadOut.Row> rows =
        curves.stream()
            .map(curve ->
                new ReadOut.Row(
                    curve.name(),
                    curve.format().apply(curve.values().get(index)),
                    Optional.of(curve.style())))
            .toList();
    return Optional.of(
        new ReadOut(
            epochs.get(index),
            Text.of("chart.atEpoch", Numbers.decimals(epochs.get(index), 0)),
            rows));
  }

  @Override
  public String title() {
    return Text.of("chart.title.race");
  }

  @Override
  public String description() {
    if (epochs.isEmpty()) {
      return title() + ". " + Text.of("chart.empty.race");
    }
    return Text.of(
        "chart.race.description",
        title(),
        unit(),
        Numbers.decimals(epochs.getLast(), 0),
        curves.stream().map(EstimatorRaceChart::labelOf).collect(Collectors.joining(", ")));
  }

  @Override
  public ChartData data() {
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(Text.of("chart.epochs"), each -> Numbers.decimals(each, 0), true),
        unit(),
        curves.stream()
            .map(each -> new ChartData.Series(each.name(), each.format(), epochs, each.values()))
            .toList());
  }

  /** What the three came to so far, unmodifiable. */
  public Map<GradientEstimator, List<EpochMetrics>> laps() {
    return Collections.unmodifiableMap(laps);
  }
}
