package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.RunFixtures;

class WeightColorsTest {
  private static final EpochHistory.Layer LAYER = RunFixtures.layer("fc1", 784, 30);
  private static final int WEIGHTS = 784 * 30;

  private static WeightColors colors(WeightMode mode, ChartTheme theme) {
    return WeightColors.of(mode, LAYER, 3, theme, theme.layer(0, 3, true));
  }

  @ParameterizedTest
  @EnumSource(WeightMode.class)
  void allCellsAreOfThePalette(WeightMode mode) {
    WeightColors colors = colors(mode, ChartTheme.LIGHT);
    Set<Integer> palette = new HashSet<>();
    Arrays.stream(colors.palette()).forEach(palette::add);
    assertTrue(palette.size() <= WeightColors.COLORS);
    int empty = ChartTheme.LIGHT.color(ChartColor.EMPTY_CELL).getRGB();
    Set<Integer> seen = new HashSet<>();
    for (int weight = 0; weight < WEIGHTS; weight++) {
      seen.add(colors.argb(weight));
      if (mode != WeightMode.LOG_ALPHA) {
        assertEquals(!LAYER.kept(weight), colors.argb(weight) == empty);
      }
    }
    assertTrue(palette.containsAll(seen));
    assertTrue(seen.size() >= (mode == WeightMode.KEPT ? 2 : 8), mode + " " + seen.size());
  }

  @Test
  void signsOfThetaAreBlueAndOrange() {
    for (ChartTheme theme : new ChartTheme[] {ChartTheme.LIGHT, ChartTheme.DARK}) {
      WeightColors colors = colors(WeightMode.THETA, theme);
      for (int weight = 0; weight < WEIGHTS; weight += 13) {
        if (LAYER.kept(weight) && LAYER.theta(weight) != 0) {
          Color color = new Color(colors.argb(weight));
          assertEquals(LAYER.theta(weight) > 0, color.getRed() > color.getBlue());
        }
      }
    }
  }

  @Test
  void theKeyNamesTheRangeAndLogAlphaIsGreyBeyondTheCut() {
    assertEquals("+0.30", colors(WeightMode.THETA, ChartTheme.LIGHT).key().high());
    assertEquals("\u22120.30", colors(WeightMode.THETA, ChartTheme.LIGHT).key().low());
    WeightColors.Key key = colors(WeightMode.LOG_ALPHA, ChartTheme.LIGHT).key();
    assertTrue(key.pruned().isEmpty());
    assertTrue(key.high().contains("from 3.0"), key.high());
    WeightColors colors = colors(WeightMode.LOG_ALPHA, ChartTheme.LIGHT);
    for (int weight = 0; weight < WEIGHTS; weight += 7) {
      Color color = new Color(colors.argb(weight));
      boolean grey = Math.abs(color.getRed() - color.getBlue()) < 25;
      assertEquals(LAYER.logAlpha(weight) >= 3, grey, "log alpha " + LAYER.logAlpha(weight));
    }
  }

  @Test
  void signalToNoiseIsOneOverTheRootOfAlpha() {
    assertEquals(1, WeightMode.signalToNoise(0), 1e-12);
    assertEquals(Math.exp(2), WeightMode.signalToNoise(-4), 1e-12);
    assertNotEquals(
        colors(WeightMode.SNR, ChartTheme.LIGHT).argb(keptWith(-2)),
        colors(WeightMode.SNR, ChartTheme.LIGHT).argb(keptWith(1)));
  }

  private static int keptWith(double logAlpha) {
    for (int weight = 0; weight < WEIGHTS; weight++) {
      if (Math.abs(LAYER.logAlpha(weight) - logAlpha) < 0.2) {
        return weight;
      }
    }
    throw new AssertionError("no weight of log alpha " + logAlpha);
  }
}
