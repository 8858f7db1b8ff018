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
   */
  void draw(List<CutMark> marks, double cut, Rectangle2D top, Rectangle2D bottom) {
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
      // Beside the present cut where that covers the mark.
      boolean covered = Math.abs(at - now) < theme.px(4);
      double wanted = covered ? at + theme.px(6) : at - width / 2;
      double left = Math.clamp(wanted, top.getMinX(), top.getMaxX() - width);
      double baseline = theme.px(35);
      Rectangle2D box = new Rectangle2D.Double(left - 4, baseline - 8, width + 8, 9);
      if (taken.stream().anyMatch(box::intersects)) {
        baseline = theme.px(49);
        box.setRect(left - 4, baseline - 8, width + 8, 9);
      }
      taken.add(box);
      ink.dotted(at, baseline + theme.px(4), bottom.getMaxY(), ChartColor.AXIS);
      ink.text(words, left, baseline, Ink.Align.LEFT, font, ChartColor.TEXT);
    }
  }

  /** {@code valley 1.9}. */
  static String words(CutMark mark) {
    return Text.of(
        "chart.cut.mark", Text.of("chart.cut." + mark.kind().key()), threshold(mark.threshold()));
  }

  private static String threshold(double value) {
    return Double.isNaN(value) ? "" : Numbers.threshold(value);
  }

  /** Names the last bar of a row, which holds all weights at the clip. */
  void nameClipBar(CutFacet all, Rectangle2D area) {
    Font caption = theme.captionFont();
    Bar last = all.bars().getLast();
    if (last.count() > 0) {
      double middle = pixelOf.applyAsDouble((last.from() + last.to()) / 2);
      double baseline = theme.px(49);
      String words =
          Text.of("chart.cut.clip", Text.of("chart.clipHigh"), Numbers.shortCount(last.count()));
      ink.text(words, area.getMaxX(), baseline, Ink.Align.RIGHT, caption, ChartColor.PRUNED_TEXT);
      double top = all.top(last.count(), area);
      ink.vertical(middle, baseline + theme.px(3), top - 2, 1, ChartColor.PRUNED_TEXT);
    }
  }
}
