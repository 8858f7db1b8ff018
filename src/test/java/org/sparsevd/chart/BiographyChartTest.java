package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.WeightPoint;

class BiographyChartTest {
  /** θ falls from 0.4 to 0.2, σ grows; θ of epoch 7 was not kept. */
  private static List<WeightPoint> life() {
    List<WeightPoint> points = new ArrayList<>();
    for (int epoch = 0; epoch <= 10; epoch++) {
      double theta = epoch == 7 ? Double.NaN : 0.4 - 0.02 * epoch;
      double sigma = epoch == 7 ? Double.NaN : 0.02 * epoch;
      double logAlpha = epoch == 7 ? 5 : -8 + epoch;
      points.add(new WeightPoint(epoch, theta, sigma, logAlpha, epoch == 10));
    }
    return points;
  }

  private static BiographyChart chart(int epoch) {
    BiographyChart chart = new BiographyChart();
    chart.update(new RunView(RunFixtures.sparseVd(10), epoch, 3, "fc2"));
    chart.show(life(), "fc2", 1);
    return chart;
  }

  @Test
  void tellsTheValuesAtTheTimeCursor() {
    assertEquals(
        "Biography of the weight over epochs 0 to 10. At epoch 4: \u03b8 0.320 \u00b1 0.080, "
            + "log \u03b1 \u22124.00, signal to noise 4.00.",
        chart(4).description());
    ReadOut there = chart(4).readOut(5.2).orElseThrow();
    assertEquals("epoch 5", there.title());
    assertEquals(
        List.of("0.300 \u00b1 0.100", "\u22123.00", "0.05", "3.00"),
        there.rows().stream().map(ReadOut.Row::value).toList());
    assertEquals("The life of a weight appears here.", new BiographyChart().description());
  }

  @Test
  void whereThetaWasNotKeptTheSignalComesFromLogAlpha() {
    ReadOut there = chart(7).readOut(7).orElseThrow();
    assertEquals("\u2013", there.rows().getFirst().value());
    assertEquals("0.08", there.rows().getLast().value());
  }

  @Test
  void drawsCurvesInTheLayersColourABandAndTheCut() throws Exception {
    for (ChartTheme theme : new ChartTheme[] {ChartTheme.LIGHT, ChartTheme.DARK}) {
      BiographyChart chart = chart(10);
      chart.setTheme(theme);
      BufferedImage image = ChartPicture.plain(chart, 270, 420, 1);
      Color line = theme.layer(1, 1, true).line();
      Color band =
          ChartTheme.mix(theme.color(ChartColor.SURFACE), line, theme.isDark() ? 0.35 : 0.18);
      assertTrue(count(image, line) > 100);
      assertTrue(count(image, band) > 300);
      assertTrue(count(image, theme.color(ChartColor.ACCENT)) > 100, "cut and cursor");
      String name = "chart-biography-" + (theme.isDark() ? "dark" : "light") + ".png";
      ChartPicture.save(
          ChartPicture.plain(chart, 270, 420, 2), Path.of("target", "screenshots", name));
    }
  }

  private static int count(BufferedImage image, Color color) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }
}
