package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Points out thresholds over a {@link CutHistogramChart}. */
final class CutMarkLabels {
  /** Baselines of the two rows of names, in px at default text size. */
  private static final double FIRST_ROW = 35;

  private static final double SECOND_ROW = 49;

  private final Ink ink;
  private final ChartTheme theme;
  private final DoubleUnaryOperator pixelOf;

  /**
   * @param pixelOf where a log α lies, in px
   */
  CutMarkLabels(Ink ink, ChartTheme theme, DoubleUnaryOperator pixelOf) {
    this.ink = ink;
    this.theme = theme;
    this.pixelOf = pixelOf;
  }

  /**
   * Names thresholds above the histograms, with a line down through all of them.
   *
   * @param cut the present one, which has a handle of its own
   * @param top area of the row of all layers
   * @param bottom area of the last row
   * @param end where other words begin in the second row of names, in px
   */
  void draw(List<CutMark> marks, double cut, Rectangle2D top, Rectangle2D bottom, double end) {
    Font font = theme.captionFont();
    List<Rectangle2D> taken = new ArrayList<>();
    double now = pixelOf.applyAsDouble(cut);
    for (CutMark mark : marks) {
      if (mark.kind() == CutMark.Kind.NOW || Double.isNaN(mark.threshold())) {
        continue;
      }
      double at = pixelOf.applyAsDouble(mark.threshold());
      String words = words(mark);
      double width = Ink.width(words, font);
      double left = left(at, width, now, top.getMinX(), top.getMaxX());
      double baseline = theme.px(FIRST_ROW);
      Rectangle2D box = box(left, baseline, width);
      if (taken.stream().anyMatch(box::intersects)) {
        baseline = theme.px(SECOND_ROW);
        left = left(at, width, now, top.getMinX(), end);
        box = box(left, baseline, width);
      }
      taken.add(box);
      ink.dotted(at, baseline + theme.px(4), bottom.getMaxY(), ChartColor.AXIS);
      ink.text(words, left, baseline, Ink.Align.LEFT, font, ChartColor.TEXT);
    }
  }

  private Rectangle2D box(double left, double baseline, double width) {
    double gap = theme.px(4);
    return new Rectangle2D.Double(left - gap, baseline - theme.px(8), width + 2 * gap, theme.px(9));
  }

  /**
   * Where words about a mark begin: around it, but never across the line of the present cut.
   *
   * @param at the mark, in px
   * @param width of the words
   * @param now the line of the present cut, in px
   * @param from where words may begin
   * @param to where they must end
   */
  double left(double at, double width, double now, double from, double to) {
    double gap = theme.px(6);
    double around = Math.clamp(at - width / 2, from, Math.max(from, to - width));
    if (now <= around - gap || now >= around + width + gap) {
      return around;
    }
    double right = now + gap;
    double left = now - gap - width;
    boolean isRightFree = right + width <= to;
    boolean isLeftFree = left >= from;
    boolean isCovered = Math.abs(at - now) < theme.px(4);
    return isRightFree && (at >= now || isCovered || !isLeftFree)
        ? right
        : isLeftFree ? left : around;
  }

  /** {@code valley 1.9}. */
  static String words(CutMark mark) {
    return Text.of(
        "chart.cut.mark", Text.of("chart.cut." + mark.kind().key()), threshold(mark.threshold()));
  }

  private static String threshold(double value) {
    return Double.isNaN(value) ? "" : Numbers.threshold(value);
  }

  /**
   * Names the last bar of a row, which holds all weights at the clip.
   *
   * @return where the words begin, in px
   */
  double nameClipBar(CutFacet all, Rectangle2D area) {
    Font caption = theme.captionFont();
    Bar last = all.bars().getLast();
    if (last.count() > 0) {
      double middle = pixelOf.applyAsDouble((last.from() + last.to()) / 2);
      double baseline = theme.px(SECOND_ROW);
      String words =
          Text.of("chart.cut.clip", Text.of("chart.clipHigh"), Numbers.shortCount(last.count()));
      ink.text(words, area.getMaxX(), baseline, Ink.Align.RIGHT, caption, ChartColor.PRUNED_TEXT);
      double top = all.top(last.count(), area);
      ink.vertical(middle, baseline + theme.px(3), top - 2, 1, ChartColor.PRUNED_TEXT);
      return area.getMaxX() - Ink.width(words, caption) - theme.px(6);
    }
    return area.getMaxX();
  }
}
