package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;

class KlChartTest {
  private static final Run RUN = RunFixtures.sparseVd(62);

  private static KlChart chart(KlQuantity quantity) {
    KlChart chart = new KlChart();
    chart.setSeriesShown(KlChart.KINGMA, true);
    chart.setQuantity(quantity);
    chart.update(new RunView(RUN, 40, 3, "fc1"));
    return chart;
  }

  @Test
  void curvesAreComputedOnceAndKnowWhereTheyAreFurthestFromTheTruth() {
    assertSame(KlCurves.of(KlQuantity.VALUE), KlCurves.of(KlQuantity.VALUE));
    KlCurves values = KlCurves.of(KlQuantity.VALUE);
    assertEquals(0.0094, values.largest().value(), 5e-5);
    assertEquals(-3.5, values.largest().logAlpha(), 0.25);
    assertEquals(0.040, values.kingmaLargest().value(), 5e-4);
    KlCurves slopes = KlCurves.of(KlQuantity.SLOPE);
    // By another program: 0.01369 at −2.49, and 0.05388 at 0 for log α ≤ 0.
    assertEquals(0.01369, slopes.largest().value(), 1e-5);
    assertEquals(-2.49, slopes.largest().logAlpha(), 0.05);
    assertEquals(0.05388, slopes.kingmaLargest().value(), 1e-5);
    assertEquals(0, slopes.kingmaLargest().logAlpha());
  }

  @Test
  void theCrossHairReadsKingmasCubicOnlyWhereItHolds() {
    KlChart chart = chart(KlQuantity.SLOPE);
    List<ReadOut.Row> left = chart.readOut(-3.5).orElseThrow().rows();
    assertEquals("0.5168", left.get(0).value()); // 0.51685 in the table, rounded there
    assertEquals("0.5167", left.get(1).value());
    assertTrue(left.stream().anyMatch(row -> row.name().contains("Kingma")), left.toString());
    List<ReadOut.Row> right = chart.readOut(0.05).orElseThrow().rows();
    assertFalse(right.stream().anyMatch(row -> row.name().contains("Kingma")), right.toString());
  }

  @ParameterizedTest
  @EnumSource(KlQuantity.class)
  void kingmasCubicIsDrawnSolidUpToAlphaOneDashedBeyondAndNeverOutsideThePlot(KlQuantity quantity) {
    KlChart chart = chart(quantity);
    BufferedImage with = ChartPicture.plain(chart, 900, 600, 1);
    int one = (int) chart.pixelOf(0);
    int top = (int) chart.plotArea().getMinY();
    int bottom = (int) chart.pointAt(-8).getY() + 6;
    assertEquals(0, count(with, 0, 900, 0, top), "above the plot");
    int gaps = 0;
    for (int x = (int) chart.pixelOf(-7.9); x < one - 3; x++) {
      gaps += count(with, x, x + 1, top, bottom) == 0 ? 1 : 0;
    }
    assertTrue(gaps < 0.1 * one, gaps + " columns without it left of α = 1");
    // Right of α = 1 it climbs steeply: rows tell dashes from gaps. The key stands further right.
    int end = (int) chart.pixelOf(1.2);
    int rows = 0;
    int climbed = 0;
    for (int y = top; y < chart.pointAt(0.1).getY(); y++) {
      climbed++;
      rows += count(with, one + 4, end, y, y + 1) > 0 ? 1 : 0;
    }
    assertTrue(rows > 0.2 * climbed && rows < 0.9 * climbed, rows + " of " + climbed);
    chart.setSeriesShown(KlChart.KINGMA, false);
    assertEquals(0, count(ChartPicture.plain(chart, 900, 600, 1), 0, 900, 0, 600));
  }

  @ParameterizedTest
  @EnumSource(KlQuantity.class)
  void thePointLiesOnTheTrueCurveAndIsDrawnForPictures(KlQuantity quantity) {
    KlChart chart = chart(quantity);
    ChartPicture.plain(chart, 900, 600, 1);
    double left = chart.pointAt(-4).getX();
    double right = chart.pointAt(4).getX();
    assertEquals((left + right) / 2, chart.pointAt(0).getX(), 1e-6);
    double perNat =
        (chart.pointAt(-4).getY() - chart.pointAt(4).getY())
            / (quantity.of(KlForm.EXACT, 4) - quantity.of(KlForm.EXACT, -4));
    assertEquals(
        chart.pointAt(4).getY()
            + perNat * (quantity.of(KlForm.EXACT, 4) - quantity.of(KlForm.EXACT, -1)),
        chart.pointAt(-1).getY(),
        1e-6);
    int accent = 0xFF4F54C8;
    int before = count(ChartPicture.plain(chart, 900, 600, 1), accent);
    chart.setPoint(OptionalDouble.of(-1));
    BufferedImage marked = ChartPicture.plain(chart, 900, 600, 1);
    assertTrue(count(marked, accent) > before + 200, "line and dot");
    assertEquals(
        accent, marked.getRGB((int) chart.pointAt(-1).getX(), (int) chart.pointAt(-1).getY()));
  }

  private static int count(BufferedImage image, int argb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == argb ? 1 : 0;
      }
    }
    return count;
  }

  /** Pixels with some of the rose in them that only Kingma's cubic has. */
  private static int count(BufferedImage image, int left, int right, int top, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = image.getRGB(x, y);
        count += (rgb >> 16 & 255) > (rgb >> 8 & 255) + 25 ? 1 : 0;
      }
    }
    return count;
  }
}
