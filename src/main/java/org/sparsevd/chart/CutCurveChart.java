package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The error of pruned networks: what the charts against threshold and compression share. */
public abstract sealed class CutCurveChart extends RunChart
    permits ErrorThresholdChart, ErrorCompressionChart {
  private static final List<Double> LOG_TICKS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private final CurveDataset line = new CurveDataset();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
  private Optional<ShownCurve> shown = Optional.empty();
  private String whyEmpty = "";
  private List<CutCurve.Point> points = List.of();

  CutCurveChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private CutCurveChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    renderer.setDrawSeriesLineAsPath(true);
    plot.setDataset(line);
    plot.setRenderer(renderer);
    plot.setUnderlay((ink, area) -> shown.ifPresent(curve -> drawUnder(ink, area, curve)));
  }

  /**
   * Shows a curve.
   *
   * @param curve empty when there is none
   * @param why said in its place then
   */
  public final void setCurve(Optional<ShownCurve> curve, String why) {
    shown = curve.filter(each -> !each.curve().points().isEmpty());
    whyEmpty = why;
    refresh();
  }

  /** Whether a point of the curve has a place on this chart. */
  abstract boolean hasPlace(CutCurve.Point point);

  /** Where a threshold that keeps so much lies on the x axis. */
  abstract double across(double threshold, double compression);

  /** Where an error lies on the y axis. */
  abstract double up(double errorPercent);

  /** Sets range and ticks of both axes. */
  abstract void showAxes(Optional<ShownCurve> curve, TickAxis acrossAxis, TickAxis upAxis);

  abstract String xName();

  /** Whether the y axis is logarithmic. */
  abstract boolean isLogarithmic();

  /** Draws under the curve. */
  abstract void drawUnder(Ink ink, Rectangle2D area, ShownCurve curve);

  /** What a mark is called here. */
  abstract String words(CutMark mark);

  abstract ChartData.Axis axis();

  @Override
  final void refresh() {
    points =
        shown.stream()
            .flatMap(curve -> curve.curve().points().stream())
            .filter(point -> !Double.isNaN(point.errorPercent()))
            .filter(this::hasPlace)
            .toList();
    List<Double> xs =
        points.stream()
            .map(point -> across(point.threshold(), point.sparsity().compression()))
            .toList();
    List<Double> ys = points.stream().map(point -> up(point.errorPercent())).toList();
    LineStyle style = theme().mainCurve();
    Curve curve = new Curve("error", "", "", style, true, Numbers::error, ys);
    line.show(xs, points.isEmpty() ? List.of() : List.of(curve), 0, xs.size());
    renderer.setSeriesPaint(0, style.line(), false);
    renderer.setSeriesStroke(0, style.stroke(), false);
    plot.setTheme(theme());
    showAxes(shown, x, y);
    x.reserve(theme(), RectangleEdge.BOTTOM);
    y.reserve(theme(), RectangleEdge.LEFT);
  }

  /** A logarithmic y axis that holds the points. */
  final void showLogarithmic(TickAxis axis) {
    double lowest =
        points.stream()
            .mapToDouble(CutCurve.Point::errorPercent)
            .filter(error -> error > 0)
            .min()
            .orElse(1);
    double highest = points.stream().mapToDouble(CutCurve.Point::errorPercent).max().orElse(90);
    double lower = Math.log10(Math.max(0.005, lowest / 1.6));
    double upper = Math.log10(Math.max(highest * 1.15, lowest * 4));
    List<Double> ticks =
        LOG_TICKS.stream().map(Math::log10).filter(t -> t >= lower && t <= upper).toList();
    axis.show(lower, upper, ticks, tick -> plain(Math.pow(10, tick)));
  }

  static String plain(double value) {
    double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    return Numbers.decimals(rounded, rounded >= 1 ? 0 : rounded >= 0.095 ? 1 : 2);
  }

  /** Where an error lies on a logarithmic axis; no error lies at its foot. */
  static double logarithm(double errorPercent) {
    return Math.log10(Math.max(errorPercent, 1e-3));
  }

  final List<CutCurve.Point> points() {
    return points;
  }

  final double yOf(double errorPercent, Rectangle2D area) {
    return y.valueToJava2D(up(errorPercent), area, RectangleEdge.LEFT);
  }

  @Override
  void arrange(double width, double height) {
    plot.setInsets(insets(24, 16, theme().px(18)), false);
  }

  @Override
  final void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(
        xName(),
        area.getMaxX(),
        area.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (points.isEmpty()) {
      ink.paragraph(whyEmpty, area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    ink.text(unit(), 0, theme().px(12), Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    if (!shown.orElseThrow().exact()) {
      ink.text(
          Text.of("chart.cut.quantised"),
          area.getMaxX(),
          theme().px(12),
          Ink.Align.RIGHT,
          caption,
          ChartColor.TEXT_MUTED);
    }
    drawMarks(ink, area, shown.orElseThrow().marks());
  }

  private String unit() {
    return Text.of(
        isLogarithmic() ? "chart.cut.unitLog" : "chart.cut.unit",
        shown.map(ShownCurve::error).orElse(Text.of("chart.cut.error")));
  }

  /** Labels over their points, higher where they would touch; what moves is drawn last, on top. */
  private void drawMarks(Ink ink, Rectangle2D area, List<CutMark> marks) {
    List<Rectangle2D> taken = new ArrayList<>();
    List<Runnable> texts = new ArrayList<>(); // over the lines of all
    List<CutMark> inside =
        marks.stream()
            .filter(mark -> !Double.isNaN(mark.errorPercent()))
            .filter(mark -> {
              double at = xOf(mark);
              double height = yOf(mark.errorPercent(), area);
              return at >= area.getMinX() - 1
                  && at <= area.getMaxX() + 1
                  && height >= area.getMinY() - 1;
            })
            .sorted(Comparator.comparingDouble(this::xOf))
            .toList();
    for (CutMark mark : inside) {
      boolean now = mark.kind() == CutMark.Kind.NOW;
      Font font = now ? theme().mainLabelFont() : theme().labelFont();
      String words = words(mark);
      double width = Ink.width(words, font);
      double at = xOf(mark);
      double foot = Math.min(yOf(mark.errorPercent(), area), area.getMaxY());
      double left =
          Math.clamp(
              at - width / 2,
              area.getMinX(),
              Math.max(area.getMinX(), area.getMaxX() + theme().px(8) - width));
      Rectangle2D box = null;
      double baseline = foot - theme().px(14);
      while (box == null
          || (taken.stream().anyMatch(box::intersects) && baseline > theme().px(24))) {
        baseline -= box == null ? 0 : theme().px(4);
        box =
            new Rectangle2D.Double(left - 3, baseline - theme().px(11), width + 6, theme().px(15));
      }
      taken.add(box);
      ink.vertical(at, baseline + theme().px(3), foot, 1, ChartColor.AXIS);
      double row = baseline;
      texts.add(() ->
          ink.textOverLines(
              words,
              left,
              row,
              Ink.Align.LEFT,
              font,
              theme().color(now ? ChartColor.ACCENT : ChartColor.TEXT)));
    }
    texts.forEach(Runnable::run);
    inside.stream()
        .sorted(Comparator.comparing(mark -> mark.kind() == CutMark.Kind.NOW))
        .forEach(mark -> {
          double foot = Math.min(yOf(mark.errorPercent(), area), area.getMaxY());
          if (mark.kind() == CutMark.Kind.NOW) {
            ink.dot(xOf(mark), foot, theme().color(ChartColor.ACCENT));
          } else {
            ink.circle(xOf(mark), foot, theme().color(ChartColor.TEXT));
          }
        });
  }

  private double xOf(CutMark mark) {
    return pixelOf(across(mark.threshold(), mark.compression()));
  }

  @Override
  final TickAxis xAxis() {
    return x;
  }

  @Override
  public final Optional<ReadOut> readOut(double at) {
    return points.stream()
        .min(Comparator.comparingDouble(point -> Math.abs(place(point) - at)))
        .map(point ->
            new ReadOut(
                place(point),
                Text.of("chart.cut.at", Numbers.threshold(point.threshold())),
                List.of(
                    new ReadOut.Row(
                        shown.orElseThrow().error(),
                        Text.of("chart.cut.percent", Numbers.error(point.errorPercent())),
                        Optional.of(theme().mainCurve())),
                    new ReadOut.Row(
                        Text.of("chart.cut.compression"),
                        Text.of(
                            "chart.cut.times", Numbers.compression(point.sparsity().compression())),
                        Optional.empty()),
                    new ReadOut.Row(
                        Text.of("chart.cut.kept"),
                        Numbers.count(point.sparsity().kept()),
                        Optional.empty()))));
  }

  private double place(CutCurve.Point point) {
    return across(point.threshold(), point.sparsity().compression());
  }

  @Override
  public final String description() {
    if (points.isEmpty()) {
      return title() + ". " + whyEmpty;
    }
    ShownCurve curve = shown.orElseThrow();
    StringBuilder words =
        new StringBuilder(
            Text.of(
                curve.exact() ? "chart.cut.description" : "chart.cut.descriptionQuantised",
                title(),
                curve.error(),
                Numbers.decimals(curve.epoch(), 0)));
    for (CutMark mark : curve.marks()) {
      if (!Double.isNaN(mark.errorPercent())) {
        words.append(
            Text.of(
                "chart.cut.describedMark",
                CutMarkLabels.words(mark).strip(),
                Numbers.error(mark.errorPercent()),
                Numbers.compression(mark.compression())));
      }
    }
    return words.toString();
  }

  @Override
  public final ChartData data() {
    if (points.isEmpty()) {
      return new ChartData(title(), description(), axis(), unit(), List.of());
    }
    List<CutCurve.Point> sorted =
        points.stream().sorted(Comparator.comparingDouble(this::valueAcross)).toList();
    List<Double> xs = sorted.stream().map(this::valueAcross).toList();
    List<Double> errors = sorted.stream().map(CutCurve.Point::errorPercent).toList();
    List<Double> kept = sorted.stream().map(point -> (double) point.sparsity().kept()).toList();
    return new ChartData(
        title(),
        description(),
        axis(),
        unit(),
        List.of(
            new ChartData.Series(shown.orElseThrow().error(), Numbers::error, xs, errors),
            new ChartData.Series(
                Text.of("chart.cut.kept"), each -> Numbers.count(Math.round(each)), xs, kept)));
  }

  /** The value that the x axis names, whatever its scale. */
  abstract double valueAcross(CutCurve.Point point);
}
