package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * What stands beside a cut over a histogram.
 *
 * @param cut log α
 * @param at where it lies, in px
 * @param kept weights below it
 * @param total all weights
 * @param of whose weights they are
 */
record CutMarks(double cut, double at, long kept, long total, String of) {
  /** Height of the handle in px at default text size. */
  static final double HANDLE_HEIGHT = 20;

  /** Writes how many weights are kept and pruned, and the shares when there is room for a line. */
  void drawCounts(Ink ink, Rectangle2D whole, Rectangle2D area, Color keptColor, boolean shares) {
    ChartTheme theme = ink.theme();
    String keptText = Text.of("chart.kept", Numbers.count(kept));
    String prunedText = Text.of("chart.pruned", Numbers.count(total - kept));
    double share = total == 0 ? Double.NaN : 100.0 * kept / total;
    String keptShare = Text.of("chart.shareOf", Numbers.sparsity(share), of);
    String prunedShare = Text.of("chart.share", Numbers.sparsity(100 - share));
    Font font = theme.mainLabelFont();
    Font caption = theme.captionFont();
    double keptWidth =
        Math.max(Ink.width(keptText, font), shares ? Ink.width(keptShare, caption) : 0);
    double prunedWidth = Ink.width(prunedText, font);
    double gap = theme.px(9);
    // One on each side of the cut while there is room, else both on the same side.
    double keptRight = at - gap;
    double prunedLeft = at + gap;
    if (keptRight < keptWidth) {
      keptRight = at + gap + keptWidth;
      prunedLeft = keptRight + 2 * gap;
    } else if (prunedLeft + prunedWidth > whole.getMaxX()) {
      prunedLeft = at - gap - prunedWidth;
      keptRight = prunedLeft - 2 * gap;
    }
    double first = theme.px(38);
    ink.text(keptText, Math.max(keptRight, keptWidth), first, Ink.Align.RIGHT, font, keptColor);
    if (keptRight < keptWidth || prunedLeft + prunedWidth > whole.getMaxX()) {
      return; // no room for both: the pruned ones are what is not kept
    }
    ink.text(prunedText, prunedLeft, first, Ink.Align.LEFT, font, ChartColor.PRUNED_TEXT);
    if (shares) {
      double second = theme.px(53);
      ink.text(keptShare, keptRight, second, Ink.Align.RIGHT, caption, ChartColor.TEXT_MUTED);
      ink.text(prunedShare, prunedLeft, second, Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    }
  }

  /** Draws line and pill as the screen has them, for pictures. */
  void drawHandle(Ink ink, Rectangle2D area) {
    ChartTheme theme = ink.theme();
    double width = theme.px(46);
    double height = theme.px(HANDLE_HEIGHT);
    ink.vertical(at, height, area.getMaxY(), 2, ChartColor.ACCENT);
    ink.graphics().setPaint(theme.color(ChartColor.ACCENT_FILL));
    double left = Math.clamp(at - width / 2, 0, Math.max(0, area.getMaxX() - width));
    double round = theme.px(8);
    ink.graphics().fill(new RoundRectangle2D.Double(left, 0, width, height, round, round));
    double baseline = theme.px(14);
    ink.text(
        Numbers.logAlpha(cut),
        left + width / 2,
        baseline,
        Ink.Align.CENTER,
        theme.mainLabelFont(),
        ChartColor.ON_ACCENT);
    String rate = Text.of("chart.dropoutRate", Numbers.dropoutRate(LogAlpha.dropoutRate(cut)));
    Font caption = theme.captionFont();
    double gap = theme.px(8);
    double rateWidth = Ink.width(rate, caption);
    if (left + width + gap + rateWidth <= area.getMaxX()) {
      ink.text(rate, left + width + gap, baseline, Ink.Align.LEFT, caption, ChartColor.TEXT_MUTED);
    } else if (left - gap - rateWidth > area.getWidth() / 2) {
      ink.text(rate, left - gap, baseline, Ink.Align.RIGHT, caption, ChartColor.TEXT_MUTED);
    }
  }
}
