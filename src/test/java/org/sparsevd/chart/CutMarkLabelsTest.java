package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Where the names of thresholds go. */
final class CutMarkLabelsTest {
  private static final double FROM = 100;
  private static final double TO = 500;
  private static final double WIDTH = 60;

  private static double left(double at, double now) {
    ChartTheme theme = ChartTheme.LIGHT;
    BufferedImage page = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    Ink ink = new Ink(page.createGraphics(), theme);
    return new CutMarkLabels(ink, theme, value -> value).left(at, WIDTH, now, FROM, TO);
  }

  @Test
  void aNameStandsAroundItsMarkFarFromTheCut() {
    assertEquals(270, left(300, 200));
  }

  @Test
  void noNameStandsAcrossTheCut() {
    for (double at = FROM; at <= TO; at++) {
      for (double now = FROM; now <= TO; now++) {
        double left = left(at, now);
        boolean isCrossed = left < now && now < left + WIDTH;
        double mark = at;
        double cut = now;
        assertTrue(!isCrossed, () -> "mark at " + mark + ", cut at " + cut + ": from " + left);
        assertTrue(left >= FROM && left + WIDTH <= TO, () -> "beyond the area from " + left);
      }
    }
  }

  @Test
  void aNameGoesToTheSideOfTheCutThatItsMarkIsOn() {
    assertTrue(left(310, 300) > 300);
    assertTrue(left(290, 300) < 300 - WIDTH);
    assertTrue(left(300, 300) > 300);
  }
}
