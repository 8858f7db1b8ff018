package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * How often a weight under noise, w = θ (1 + √α ε), was drawn where: a histogram of draws over its
 * exact density, with θ, zero and one standard deviation marked.
 */
public final class WeightNoiseChart extends RunChart {
  private static final int DENSITY_POINTS = 160;

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private Optional<Draws> draws = Optional.empty();

  /**
   * Draws of one weight.
   *
   * @param theta its mean, not 0
   * @param deviation √α |θ|
   * @param counts draws in each of equal bins over [lower, upper)
   * @param total all draws, those outside included
   */
  public record Draws(
      double theta,
      double deviation,
      double lower,
      double upper,
      List<Integer> counts,
      long total) {
    public Draws {
      counts = List.copyOf(counts);
    }

    /** Width of a bin, a unit of w. */
    public double binWidth() {
      return (upper - lower) / counts.size();
    }

    /** Share of the draws in a bin, a unit of w. */
    public double density(int bin) {
      return total == 0 ? 0 : counts.get(bin) / (total * binWidth());
    }

    /** Density of the normal distribution the draws are from. */
    public double exactDensity(double w) {
      double z = (w - theta) / deviation;
      return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
    }
  }

  public WeightNoiseChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private WeightNoiseChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    refresh();
  }

  /** Shows these draws; none when empty. */
  public void show(Optional<Draws> newDraws) {
    draws = newDraws;
    refresh();
  }

  @Override
  void refresh() {
    plot.setTheme(theme());
    double lower = draws.map(Draws::lower).orElse(-1.1);
    double upper = draws.map(Draws::upper).orElse(1.1);
    double step = step(upper - lower);
    List<Double> ticks =
        LongStream.rangeClosed((long) Math.ceil(lower / step), (long) Math.floor(upper / step))
            .mapToObj(multiple -> multiple * step)
            .toList();
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    x.show(lower, upper, ticks, value -> Numbers.decimals(value, value == 0 ? 0 : decimals));
    double highest = draws.map(each -> each.exactDensity(each.theta())).orElse(1.0);
    y.show(0, highest * 1.15, List.of(), value -> "");
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  /** A round step that gives four to nine ticks. */
  private static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 4)));
    double share = range / 4 / power;
    return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
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
        Text.of("chart.unit.density"),
        0,
        theme().px(12),
        Ink.Align.LEFT,
        caption,
        ChartColor.TEXT_MUTED);
    ink.text(
        Text.of("chart.noisyWeight"),
        area.getMaxX(),
        area.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (draws.isEmpty()) {
      ink.paragraph(Text.of("chart.empty.weightNoise"), area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    drawBars(ink, area, draws.get());
    drawDensity(ink, area, draws.get());
    mark(ink, area, 0, Text.of("chart.mark.zero"), ChartColor.TEXT_MUTED);
    mark(ink, area, draws.get().theta(), "θ", ChartColor.ACCENT);
  }

  /** Draws with the sign of θ in its colour, those that changed it in grey. */
  private void drawBars(Ink ink, Rectangle2D area, Draws each) {
    LineStyle style = theme().layer(0, 1, true);
    double width = each.binWidth();
    for (int bin = 0; bin < each.counts().size(); bin++) {
      double from = each.lower() + bin * width;
      boolean sameSign = (from + width / 2) * each.theta() > 0;
      double left = ink.snap(pixelOf(from));
      double right = ink.snap(pixelOf(from + width));
      double top = ink.snap(y.valueToJava2D(each.density(bin), area, RectangleEdge.LEFT));
      top = Math.max(top, area.getMinY());
      ink.graphics().setPaint(sameSign ? style.line() : theme().color(ChartColor.PRUNED));
      if (area.getMaxY() > top) {
        ink.graphics()
            .fill(
                new Rectangle2D.Double(
                    left, top, Math.max(1, right - left - 1), area.getMaxY() - top));
      }
    }
  }

  private void drawDensity(Ink ink, Rectangle2D area, Draws each) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i <= DENSITY_POINTS; i++) {
      double w = each.lower() + (each.upper() - each.lower()) * i / DENSITY_POINTS;
      double at = y.valueToJava2D(each.exactDensity(w), area, RectangleEdge.LEFT);
      if (i == 0) {
        path.moveTo(pixelOf(w), at);
      } else {
        path.lineTo(pixelOf(w), at);
      }
    }
    ink.graphics().setPaint(theme().mainCurve().line());
    ink.graphics().setStroke(theme().mainCurve().stroke());
    ink.graphics().draw(path);
  }

  private void mark(Ink ink, Rectangle2D area, double w, String name, ChartColor color) {
    double at = pixelOf(w);
    if (at >= area.getMinX() - 1 && at <= area.getMaxX() + 1) {
      ink.dotted(at, area.getMinY() - theme().px(8), area.getMaxY(), color);
      ink.text(
          name,
          at,
          area.getMinY() - theme().px(12),
          Ink.Align.CENTER,
          theme().labelFont(),
          theme().color(color));
    }
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public Optional<ReadOut> readOut(double w) {
    if (draws.isEmpty()) {
      return Optional.empty();
    }
    Draws each = draws.get();
    int bin = (int) Math.floor((w - each.lower()) / each.binWidth());
    if (bin < 0 || bin >= each.counts().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadOut(
            each.lower() + (bin + 0.5) * each.binWidth(),
            Text.of("chart.atWeight", Numbers.decimals(w, 3)),
            List.of(
                new ReadOut.Row(
                    Text.of("chart.draws"),
                    Numbers.count(each.counts().get(bin)),
                    Optional.empty()),
                new ReadOut.Row(
                    Text.of("chart.density.exact"),
                    Numbers.decimals(each.exactDensity(w), 3),
                    Optional.of(theme().mainCurve())))));
  }

  @Override
  public String title() {
    return Text.of("chart.title.weightNoise");
  }

  @Override
  public String description() {
    return draws
        .map(each ->
            Text.of(
                "chart.weightNoise.description",
                title(),
                Numbers.decimals(each.theta(), 4),
                Numbers.decimals(each.deviation(), 4),
                Numbers.count(each.total())))
        .orElseGet(() -> title() + ". " + Text.of("chart.empty.weightNoise"));
  }

  @Override
  public ChartData data() {
    List<Double> middles = new ArrayList<>();
    List<Double> drawn = new ArrayList<>();
    List<Double> exact = new ArrayList<>();
    draws.ifPresent(each -> {
      for (int bin = 0; bin < each.counts().size(); bin++) {
        double middle = each.lower() + (bin + 0.5) * each.binWidth();
        middles.add(middle);
        drawn.add(each.density(bin));
        exact.add(each.exactDensity(middle));
      }
    });
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis("w", each -> Numbers.decimals(each, 4), false),
        Text.of("chart.unit.density"),
        List.of(
            series(Text.of("chart.draws"), middles, drawn),
            series(Text.of("chart.density.exact"), middles, exact)));
  }

  private static ChartData.Series series(String name, List<Double> x, List<Double> y) {
    return new ChartData.Series(name, each -> Numbers.decimals(each, 4), x, y);
  }
}
