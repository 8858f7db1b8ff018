package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;

/** How error or loss went over the epochs. */
public final class LearningCurvesChart extends EpochChart {
  private static final String VALIDATION = "validation";

  private Mode mode = Mode.ERROR;

  /** What the curves show. */
  public enum Mode {
    /** Share of samples classified wrongly, in percent. */
    ERROR,
    /** The loss and its two terms, in nats. */
    LOSS
  }

  public LearningCurvesChart() {
    refresh();
  }

  /** Shows errors or losses. */
  public void setMode(Mode newMode) {
    mode = newMode;
    refresh();
  }

  public Mode mode() {
    return mode;
  }

  /** Index of the epoch with the lowest validation error up to the time cursor, epoch 0 apart. */
  Optional<Integer> bestValidation() {
    Optional<Curve> validation =
        shownCurves().stream().filter(curve -> curve.key().equals(VALIDATION)).findFirst();
    if (validation.isEmpty()) {
      return Optional.empty();
    }
    List<Double> values = validation.get().values();
    Optional<Integer> best = Optional.empty();
    for (int i = 0; i <= nowIndex(); i++) {
      double value = values.get(i);
      if (epochNumbers().get(i) > 0
          && !Double.isNaN(value)
          && (best.isEmpty() || value < values.get(best.get()))) {
        best = Optional.of(i);
      }
    }
    return best;
  }

  @Override
  List<Curve> curves(RunView view, List<EpochMetrics> metrics) {
    LineStyle main = theme().mainCurve();
    LineStyle second = theme().secondCurve();
    LineStyle train = theme().trainCurve();
    if (mode() == Mode.ERROR) {
      return List.of(
          curve("test", main, true, Numbers::error, metrics, EpochMetrics::testErrorPercent),
          curve(
              VALIDATION,
              second,
              false,
              Numbers::error,
              metrics,
              EpochMetrics::validationErrorPercent),
          curve("train", train, false, Numbers::error, metrics, EpochMetrics::trainErrorPercent));
    }
    // The loss last: late in training the KL term all but covers it, and dashes show on a line.
    return List.of(
        curve(
            "kl",
            second,
            false,
            Numbers::shortCount,
            metrics,
            each -> each.klWeight() * each.klNats()),
        curve("data", train, false, Numbers::shortCount, metrics, EpochMetrics::dataTermNats),
        curve("loss", main, true, Numbers::shortCount, metrics, EpochMetrics::lossNats));
  }

  private static Curve curve(
      String key,
      LineStyle style,
      boolean main,
      DoubleFunction<String> format,
      List<EpochMetrics> metrics,
      ToDoubleFunction<EpochMetrics> value) {
    List<Double> values = metrics.stream().map(value::applyAsDouble).toList();
    String name = Text.of("chart.curve." + key);
    return new Curve(key, name, Text.of("chart.label." + key), style, main, format, values);
  }

  @Override
  Ticks valueTicks(List<Double> shown) {
    double whenEmpty = mode() == Mode.ERROR ? 5 : 50_000;
    return Ticks.from0(shown.stream().mapToDouble(Double::doubleValue).max().orElse(whenEmpty));
  }

  @Override
  String formatTick(double value, int decimals) {
    return mode() == Mode.ERROR ? Numbers.decimals(value, decimals) : Numbers.shortCount(value);
  }

  @Override
  void drawExtras(Ink ink, Rectangle2D area) {
    if (mode() != Mode.ERROR) {
      return;
    }
    // At the cursor itself the cursor's dot and label say it.
    bestValidation()
        .filter(best -> best != nowIndex())
        .ifPresent(best -> drawBest(ink, area, best));
  }

  private void drawBest(Ink ink, Rectangle2D area, int best) {
    Curve validation =
        shownCurves().stream().filter(each -> each.key().equals(VALIDATION)).findFirst().get();
    double epoch = epochNumbers().get(best);
    double x = xOf(epoch, area);
    double y = yOf(validation.values().get(best), area);
    if (y < area.getMinY()) {
      return;
    }
    ink.circle(x, y, validation.style().line());
    String words =
        Text.of(
            "chart.best", Numbers.error(validation.values().get(best)), Numbers.decimals(epoch, 0));
    Font font = theme().captionFont();
    double width = Ink.width(words, font);
    Point2D place = freePlace(x, y, width, area);
    ink.textOverLines(
        words, place.getX(), place.getY(), Ink.Align.LEFT, font, validation.style().text());
  }

  /** Left end and baseline near (x, y) for words that should cross no curve and no cursor. */
  private Point2D freePlace(double x, double y, double width, Rectangle2D area) {
    double cursor = xOf(epochNumbers().get(nowIndex()), area);
    double gap = theme().px(6);
    // Beyond the cursor only where that is near: words must not stray from their circle.
    double beyond = cursor - x < width ? cursor + gap : x - gap;
    double[] places = {x - width / 2, x - gap, x - width + gap, beyond};
    // First away from all curves; else away from those up to the cursor, the rest is pale.
    for (int end : new int[] {epochNumbers().size(), nowIndex() + 1}) {
      for (double offset : new double[] {-10, 20, -26, 36, -42, 52}) {
        for (double left : places) {
          double baseline = y + theme().px(offset);
          Rectangle2D box =
              new Rectangle2D.Double(left, baseline - theme().px(10), width, theme().px(12));
          if (isFree(box, cursor, gap, area) && !crossesCurve(box, end, area)) {
            return new Point2D.Double(left, baseline);
          }
        }
      }
    }
    return new Point2D.Double(
        Math.clamp(x - width / 2, area.getMinX(), Math.max(area.getMinX(), area.getMaxX() - width)),
        y - theme().px(10));
  }

  private boolean isFree(Rectangle2D box, double cursor, double gap, Rectangle2D area) {
    return box.getMinX() >= area.getMinX() + gap
        && box.getMaxX() <= area.getMaxX()
        && (box.getMinX() >= cursor + gap || box.getMaxX() < cursor - gap)
        && box.getMinY() > area.getMinY()
        && box.getMaxY() < area.getMaxY() - theme().px(18);
  }

  @Override
  boolean skipsUntrained() {
    return true;
  }

  @Override
  String unit() {
    return Text.of(mode() == Mode.ERROR ? "chart.unit.error" : "chart.unit.loss");
  }

  @Override
  String emptyText(boolean anyEpochs) {
    return Text.of(mode() == Mode.ERROR ? "chart.empty.error" : "chart.empty.loss");
  }

  @Override
  public String title() {
    return Text.of("chart.title.learning");
  }
}
