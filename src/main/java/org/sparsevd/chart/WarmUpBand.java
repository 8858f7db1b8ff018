package org.sparsevd.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.function.Predicate;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;

/**
 * The epochs in which the KL term gains its weight, as a band under the curves. They are counted as
 * epochs done: from klWarmupStart on it weighs something, from klWarmupEnd on all it ever will.
 */
record WarmUpBand(double start, double end) {
  /** The band of {@code config}, when it has one that begins before {@code lastEpoch}. */
  static Optional<WarmUpBand> of(ExperimentConfig config, double lastEpoch) {
    boolean shown =
        config.hasKlTerm()
            && config.klWarmupEnd() > config.klWarmupStart()
            && config.klWarmupStart() < lastEpoch;
    return shown
        ? Optional.of(new WarmUpBand(config.klWarmupStart(), config.klWarmupEnd()))
        : Optional.empty();
  }

  void draw(Ink ink, TickAxis x, Rectangle2D area) {
    double left = ink.snap(x.valueToJava2D(start, area, RectangleEdge.BOTTOM));
    double right = ink.snap(x.valueToJava2D(end, area, RectangleEdge.BOTTOM));
    right = Math.min(right, area.getMaxX());
    ink.graphics().setPaint(ink.theme().color(ChartColor.BAND));
    ink.graphics()
        .fill(new Rectangle2D.Double(left, area.getMinY(), right - left, area.getHeight()));
  }

  /**
   * Names the band beside it at the bottom, or inside it where it reaches the right end.
   *
   * @param taken whether something else is at a place
   */
  void name(Ink ink, TickAxis x, Rectangle2D area, Predicate<Rectangle2D> taken) {
    ChartTheme theme = ink.theme();
    String name = Text.of("chart.warmUp");
    Font font = theme.captionFont();
    double width = Ink.width(name, font);
    double left = x.valueToJava2D(end, area, RectangleEdge.BOTTOM) + theme.px(6);
    if (left + width > area.getMaxX()) {
      left = x.valueToJava2D(start, area, RectangleEdge.BOTTOM) + theme.px(6);
    }
    if (left + width > area.getMaxX()) {
      return;
    }
    double low = area.getMaxY() - theme.px(8);
    double height = theme.px(12);
    boolean crossed = taken.test(new Rectangle2D.Double(left, low - height, width, height));
    double baseline = crossed ? area.getMinY() + theme.px(14) : low;
    ink.textOverLines(
        name, left, baseline, Ink.Align.LEFT, font, theme.color(ChartColor.TEXT_MUTED));
  }
}
