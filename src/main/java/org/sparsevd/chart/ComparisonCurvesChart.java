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
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * Learning curves of several runs over one axis, epochs or time. Smoothed lines lie over the raw
 * ones; labels and read-outs always say raw values.
 */
public final class ComparisonCurvesChart extends ComparisonChart {
  private static final double EMPTY_SPAN = 10;
  private static final double SECONDS_A_MINUTE = 60;

  /** From here on time is counted in minutes. */
  private static final double LONG_SECONDS = 180;

  private final OpenPlot plot;
  private final TickAxis x;
  private final TickAxis y;
  private final TrackDataset raw = new TrackDataset();
  private final TrackDataset smooth = new TrackDataset();
  private final XYLineAndShapeRenderer rawLines = new XYLineAndShapeRenderer(true, false);
  private final XYLineAndShapeRenderer smoothLines = new XYLineAndShapeRenderer(true, false);
  private final Set<String> switched = new HashSet<>(); // the other way than they are at first
  private final LabelColumn labels = new LabelColumn();
  private Mode mode = Mode.ERROR;
  private double smoothing;
  private double unit = 1; // seconds or epochs a unit of the axis across
  private List<Track> tracks = List.of();

  /** What the curves show. */
  public enum Mode {
    /** Share of samples classified wrongly, in percent. */
    ERROR,
    /** The loss, in nats. */
    LOSS,
    /** |W| / |W≠0|. */
    COMPRESSION
  }

  public ComparisonCurvesChart() {
    this(new OpenPlot(new TickAxis(), new TickAxis()));
  }

  private ComparisonCurvesChart(OpenPlot plot) {
    super(plot);
    this.plot = plot;
    x = (TickAxis) plot.getDomainAxis();
    y = (TickAxis) plot.getRangeAxis();
    addLines(0, smooth, smoothLines);
    addLines(1, raw, rawLines); // JFreeChart draws the first dataset last, over the others
    refresh();
  }

  private void addLines(int index, TrackDataset dataset, XYLineAndShapeRenderer lines) {
    lines.setDrawSeriesLineAsPath(true); // or every short piece would begin the dash anew
    plot.setDataset(index, dataset);
    plot.setRenderer(index, lines);
  }

  public void setMode(Mode newMode) {
    mode = newMode;
    refresh();
  }

  public Mode mode() {
    return mode;
  }

  /**
   * How much lines are smoothed.
   *
   * @param weight of what came before, in [0, 1); 0 for not at all
   */
  public void setSmoothing(double weight) {
    if (!(weight >= 0 && weight < 1)) {
      throw new IllegalArgumentException("expected a smoothing in [0, 1), got " + weight);
    }
    smoothing = weight;
    refresh();
  }

  @Override
  void refresh() {
    tracks = view().map(view -> RunTracks.of(view, mode, theme())).orElse(List.of());
    List<Track> shown = shown();
    smooth.show(shown.stream().map(each -> each.smoothed(smoothing)).toList());
    raw.show(smoothing > 0 ? shown : List.of());
    for (int i = 0; i < shown.size(); i++) {
      LineStyle style = shown.get(i).style();
      style(smoothLines, i, style, style.line());
      style(rawLines, i, style, theme().faded(style.line()));
    }
    showAxes(shown);
  }

  private static void style(XYLineAndShapeRenderer lines, int i, LineStyle style, Color color) {
    lines.setSeriesPaint(i, color, false);
    lines.setSeriesStroke(i, style.stroke(), false);
  }

  /** Validation curves are off at first: with two runs there are four lines without them. */
  private boolean isShown(Track track) {
    return track.key().endsWith(" validation") == switched.contains(track.key());
  }

  private List<Track> shown() {
    return tracks.stream().filter(this::isShown).toList();
  }

  private void showAxes(List<Track> shown) {
    plot.setTheme(theme());
    double end =
        tracks.stream()
            .filter(each -> each.last() >= 0)
            .mapToDouble(each -> each.x().getLast())
            .max()
            .orElse(EMPTY_SPAN);
    boolean time = isTime();
    double seconds = time && end >= LONG_SECONDS ? SECONDS_A_MINUTE : 1;
    unit = seconds;
    Ticks places = time ? Ticks.from0(end / seconds) : Ticks.ofEpochs((int) end, (int) end);
    x.show(
        0,
        time ? places.upper() * seconds : Math.max(end, 1),
        places.values().stream().map(value -> value * seconds).toList(),
        value -> Numbers.decimals(value / seconds, places.decimals()));
    double highest =
        shown.stream()
            .flatMap(each -> each.y().stream())
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(mode == Mode.LOSS ? 50_000 : 5);
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

  private boolean isTime() {
    return view().map(view -> view.alignment() == Alignment.WALL_TIME).orElse(false);
  }

  private String xName() {
    if (!isTime()) {
      return Text.of("chart.epochs");
    }
    return Text.of(unit == 1 ? "chart.compare.seconds" : "chart.compare.minutes");
  }

  private String atPlace(double place) {
    return isTime()
        ? Text.of("chart.compare.atTime", Numbers.duration(place))
        : Text.of("chart.atEpoch", Numbers.decimals(place, 0));
  }

  @Override
  void arrange(double width, double height) {
    double widest =
        tracks.stream()
            .filter(each -> each.last() >= 0)
            .mapToDouble(each -> Ink.width(labelOf(each), theme().mainLabelFont()))
            .max()
            .orElse(0);
    double right = Math.min(Math.max(theme().px(72), widest + theme().px(12)), width / 2);
    plot.setInsets(insets(24, 16, right), false);
  }

  private static String labelOf(Track track) {
    return track.label() + " " + track.format().apply(track.y().get(track.last()));
  }

  @Override
  void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots) {
    Rectangle2D area = plots.getDataArea();
    Font caption = theme().captionFont();
    ink.text(unit(), 0, theme().px(12), Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    ink.text(
        xName(),
        area.getMaxX(),
        area.getMaxY() + theme().px(34),
        Ink.Align.RIGHT,
        caption,
        ChartColor.TEXT_MUTED);
    if (tracks.isEmpty()) {
      ink.paragraph(Text.of("chart.compare.empty"), area, caption, ChartColor.TEXT_SUBTLE);
      return;
    }
    view()
        .flatMap(view -> view.position().stream().boxed().findFirst())
        .ifPresent(position -> drawCursor(ink, area, position));
    drawLabels(ink, area);
  }

  private void drawCursor(Ink ink, Rectangle2D area, double position) {
    double at = x.valueToJava2D(Math.min(position, x.getUpperBound()), area, RectangleEdge.BOTTOM);
    ink.dotted(at, area.getMinY(), area.getMaxY(), ChartColor.ACCENT);
    for (Track each : shown()) {
      int index = each.at(position);
      if (index >= 0) {
        Track drawn = each.smoothed(smoothing);
        double top = y.valueToJava2D(drawn.y().get(index), area, RectangleEdge.LEFT);
        double left = x.valueToJava2D(drawn.x().get(index), area, RectangleEdge.BOTTOM);
        if (area.contains(left, top)) {
          ink.dot(left, top, each.style().line());
        }
      }
    }
  }

  private void drawLabels(Ink ink, Rectangle2D area) {
    List<LabelColumn.Label> column = new ArrayList<>();
    for (Track each : tracks) {
      boolean shown = isShown(each);
      if (column.size() >= LabelColumn.room(theme(), area)) {
        break;
      }
      if (shown) {
        double end = each.smoothed(smoothing).y().get(each.last());
        double wanted =
            Math.clamp(
                y.valueToJava2D(end, area, RectangleEdge.LEFT), area.getMinY(), area.getMaxY());
        Font font = each.main() ? theme().mainLabelFont() : theme().labelFont();
        column.add(
            new LabelColumn.Label(each.key(), labelOf(each), font, each.style().text(), wanted));
      } else if (!each.key().endsWith(" validation")) {
        column.add(
            new LabelColumn.Label(
                each.key(),
                Text.of("chart.seriesOff", each.label()),
                theme().labelFont(),
                theme().color(ChartColor.PRUNED),
                area.getMaxY()));
      }
    }
    labels.draw(ink, area, column);
  }

  private String unit() {
    return switch (mode) {
      case ERROR -> Text.of("chart.unit.error");
      case LOSS -> Text.of("chart.unit.loss");
      case COMPRESSION -> Text.of("chart.compare.unit.compression");
    };
  }

  @Override
  TickAxis xAxis() {
    return x;
  }

  @Override
  public List<SeriesSwitch> series() {
    return tracks.stream()
        .map(each -> new SeriesSwitch(each.key(), each.name(), isShown(each)))
        .toList();
  }

  @Override
  public void setSeriesShown(String key, boolean shown) {
    boolean offAtFirst = key.endsWith(" validation");
    if (shown == offAtFirst ? switched.add(key) : switched.remove(key)) {
      refresh();
    }
  }

  @Override
  public Optional<String> seriesAt(double px, double py) {
    return labels.at(px, py);
  }

  @Override
  public Optional<Integer> runOf(String key) {
    return tracks.stream().filter(each -> each.key().equals(key)).map(Track::run).findFirst();
  }

  @Override
  public Optional<ReadOut> readOut(double place) {
    List<Track> shown = shown();
    Optional<Double> nearest =
        shown.stream()
            .flatMap(each -> each.x().stream())
            .min((a, b) -> Double.compare(Math.abs(a - place), Math.abs(b - place)));
    if (nearest.isEmpty()) {
      return Optional.empty();
    }
    double at = nearest.get();
    List<ReadOut.Row> rows = new ArrayList<>();
    for (Track each : shown) {
      int index = each.at(at);
      if (index >= 0) {
        boolean ended = index == each.last() && each.x().get(index) < at - 1e-9;
        String value = each.format().apply(each.y().get(index));
        rows.add(
            new ReadOut.Row(
                each.name(),
                ended ? Text.of("chart.compare.ended", value, atPlace(each.x().get(index))) : value,
                Optional.of(each.style())));
      }
    }
    return Optional.of(new ReadOut(at, atPlace(at), rows));
  }

  @Override
  public String title() {
    return Text.of(
        mode == Mode.COMPRESSION ? "chart.compare.title.compression" : "chart.title.learning");
  }

  @Override
  public String description() {
    if (tracks.isEmpty()) {
      return title() + ". " + Text.of("chart.compare.empty");
    }
    String values =
        shown().stream()
            .map(each -> each.name() + " " + each.format().apply(each.y().get(each.last())))
            .collect(Collectors.joining(", "));
    return Text.of("chart.compare.description", title(), unit(), xName(), values);
  }

  @Override
  public ChartData data() {
    return new ChartData(
        title(),
        description(),
        new ChartData.Axis(
            xName(),
            value -> isTime() ? Numbers.decimals(value / unit, 2) : Numbers.decimals(value, 0),
            true),
        unit(),
        shown().stream()
            .map(each -> new ChartData.Series(each.name(), each.format(), each.x(), each.y()))
            .toList());
  }
}
