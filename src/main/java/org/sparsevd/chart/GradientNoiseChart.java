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
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.GradientNoise;

/**
 * Variance of the gradient of θ in each layer under the three estimators: bars on a logarithmic
 * axis, with twice the standard error to either side.
 */
public final class GradientNoiseChart extends RunChart {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final double ERRORS = 2;

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private List<GradientNoise> noise = List.of();
  private String emptyText = "";

  public GradientNoiseChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private GradientNoiseChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    refresh();
  }

  /** Shows what was measured, one an estimator. */
  public void show(List<GradientNoise> measured) {
    noise = List.copyOf(measured);
    refresh();
  }

  /** Says why there is nothing to show. */
  public void showNone(String why) {
    noise = List.of();
    emptyText = why;
    refresh();
  }

  private List<String> layers() {
    return noise.isEmpty()
        ? List.of()
        : noise.getFirst().layers().stream().map(GradientNoise.Layer::name).toList();
  }

  @Override
  void refresh() {
    plot.setTheme(theme());
    List<String> layers = layers();
    x.show(
        0,
        Math.max(1, layers.size()),
        IntStream.range(0, layers.size()).mapToObj(layer -> layer + 0.5).toList(),
        value -> layers.get((int) value));
    int lowest = 0;
    int highest = 3;
    List<Double> shown =
        noise.stream()
            .flatMap(each -> each.layers().stream())
            .map(GradientNoise.Layer::variance)
            .filter(value -> value > 0)
            .toList();
    if (!shown.isEmpty()) {
      lowest = (int) Math.floor(Math.log10(shown.stream().min(Double::compare).get()) - 0.3);
      highest = (int) Math.ceil(Math.log10(shown.stream().max(Double::compare).get()) + 0.1);
    }
    List<Double> decades = new ArrayList<>();
    for (int decade = lowest; decade <= highest; decade++) {
      decades.add((double) decade);
    }
    y.show(lowest, highest, decades, GradientNoiseChart::power);
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  private static String power(double exponent) {
    StringBuilder text = new StringBuilder("10");
    int whole = (int) Math.round(exponent);
    if (whole < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(whole)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  @Override
  void arrange(double width, double height) {
    plot.setInsets(insets(42, 16, theme().px(2)), false);
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(
        Text.of("chart.unit.gradientVariance"),
        0,
        theme().px(12),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
    if (noise.isEmpty()) {
      ink.paragraph(emptyText, area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    drawKey(ink, area);
    int layers = layers().size();
    double group = area.getWidth() / layers;
    double bar = Math.floor(Math.min(theme().px(44), group / (noise.size() + 1.5)));
    for (int layer = 0; layer < layers; layer++) {
      double left = area.getMinX() + (layer + 0.5) * group - noise.size() * bar / 2;
      for (int i = 0; i < noise.size(); i++) {
        drawBar(ink, area, noise.get(i), layer, ink.snap(left + i * bar), bar - 2);
      }
    }
  }

  private void drawBar(
      Ink ink, Rectangle2D area, GradientNoise each, int layer, double left, double width) {
    GradientNoise.Layer value = each.layers().get(layer);
    LineStyle style = EstimatorStyles.of(each.estimator(), theme());
    if (value.variance() > 0) {
      double top = ink.snap(at(value.variance(), area));
      ink.graphics().setPaint(style.line());
      ink.graphics()
          .fill(new Rectangle2D.Double(left, top, width, Math.max(1, area.getMaxY() - top)));
      double middle = left + width / 2;
      double above = at(value.variance() + ERRORS * value.standardError(), area);
      double below = at(Math.max(value.variance() - ERRORS * value.standardError(), 1e-300), area);
      double reach = theme().px(4);
      double end = Math.min(below, area.getMaxY());
      ink.vertical(middle, above, Math.max(above + 1, end), 3, ChartColor.SURFACE);
      ink.vertical(middle, above, Math.max(above + 1, end), 1, ChartColor.TEXT_MUTED);
      ink.horizontal(middle - reach, middle + reach, above, ChartColor.TEXT_MUTED);
    }
  }

  private void drawKey(Ink ink, Rectangle2D area) {
    double left = area.getMinX();
    double baseline = theme().px(32);
    Font font = theme().labelFont();
    for (GradientNoise each : noise) {
      LineStyle style = EstimatorStyles.of(each.estimator(), theme());
      double side = theme().px(9);
      ink.graphics().setPaint(style.line());
      ink.graphics().fill(new Rectangle2D.Double(left, ink.snap(baseline - side), side, side));
      String name = EstimatorStyles.label(each.estimator());
      double text = left + side + theme().px(6);
      ink.text(name, text, baseline, Ink.Align.LEFT, font, style.text());
      left = text + Ink.width(name, font) + theme().px(16);
    }
  }

  private double at(double variance, Rectangle2D area) {
    double position = Math.max(y.getLowerBound(), Math.log10(variance));
    return y.valueToJava2D(position, area, RectangleEdge.LEFT);
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double place) {
    int layer = (int) Math.floor(place);
    if (noise.isEmpty() || layer < 0 || layer >= layers().size()) {
      return Optional.empty();
    }
    List<ReadOut.Row> rows =
        noise.stream()
            .map(each ->
                new ReadOut.Row(
                    EstimatorStyles.name(each.estimator()),
                    value(each.layers().get(layer)),
                    Optional.of(EstimatorStyles.of(each.estimator(), theme()))))
            .toList();
    return Optional.of(new ReadOut(layer + 0.5, layers().get(layer), rows));
  }

  /** {@code 1.23·10⁴ ± 3 %}. */
  private static String value(GradientNoise.Layer layer) {
    return Text.of(
        "chart.gradientNoise.value",
        scientific(layer.variance()),
        Math.round(100 * ERRORS * layer.standardError() / layer.variance()));
  }

  static String scientific(double value) {
    if (!(value > 0)) {
      return "0";
    }
    int exponent = (int) Math.floor(Math.log10(value));
    return Numbers.decimals(value / Math.pow(10, exponent), 2) + "·" + power(exponent);
  }

  @Override
  public String title() {
    return Text.of("chart.title.gradientNoise");
  }

  @Override
  public String description() {
    if (noise.isEmpty()) {
      return title() + ". " + emptyText;
    }
    String values =
        IntStream.range(0, layers().size())
            .mapToObj(layer ->
                layers().get(layer)
                    + ": "
                    + noise.stream()
                        .map(each ->
                            EstimatorStyles.label(each.estimator())
                                + " "
                                + scientific(each.layers().get(layer).variance()))
                        .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    return Text.of("chart.gradientNoise.description", title(), values);
  }

  @Override
  public ChartData data() {
    List<String> layers = layers();
    List<Double> places =
        IntStream.range(0, layers.size()).mapToObj(layer -> (double) layer).toList();
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(
            Text.of("chart.layer"), layer -> layers.get((int) Math.round(layer)), false),
        Text.of("chart.unit.gradientVariance"),
        noise.stream()
            .map(each ->
                new ChartData.Series(
                    EstimatorStyles.label(each.estimator()),
                    GradientNoiseChart::scientific,
                    places,
                    each.layers().stream().map(GradientNoise.Layer::variance).toList()))
            .toList());
  }

  /** How many times noisier {@code noisy} is than {@code calm} in a layer. */
  public static double ratio(
      List<GradientNoise> noise, GradientEstimator noisy, GradientEstimator calm, int layer) {
    return variance(noise, noisy, layer) / variance(noise, calm, layer);
  }

  private static double variance(List<GradientNoise> noise, GradientEstimator of, int layer) {
    return noise.stream()
        .filter(each -> each.estimator() == of)
        .findFirst()
        .orElseThrow()
        .layers()
        .get(layer)
        .variance();
  }
}
