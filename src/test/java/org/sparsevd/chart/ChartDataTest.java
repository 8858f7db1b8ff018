package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.text.Numbers;

class ChartDataTest {
  private static final ChartData.Axis EPOCH =
      new ChartData.Axis("epoch", value -> Numbers.decimals(value, 0), true);

  private static ChartData.Series series(String name, List<Double> x, List<Double> y) {
    return new ChartData.Series(name, Numbers::error, x, y);
  }

  @Test
  void saysAxesExtremesAndTheLatestValue() {
    ChartData data =
        new ChartData(
            "Curves",
            "Curves so far.",
            EPOCH,
            "error, %",
            List.of(
                series("test", List.of(0.0, 1.0, 2.0), List.of(3.0, 1.0, 2.0)),
                series("none", List.of(0.0), List.of(Double.NaN))));
    assertEquals(
        "Curves so far.\nAcross: epoch, from 0 to 2. Up: error, %.\n"
            + "test: lowest 1.00 at epoch 1, highest 3.00 at epoch 0. Latest 2.00 at epoch 2.",
        data.description());
  }

  @Test
  void theTableHasARowForEveryValueAcrossOfAnySeries() {
    ChartData data =
        new ChartData(
            "Curves",
            "",
            EPOCH,
            "",
            List.of(
                series("a", List.of(0.0, 2.0), List.of(1.0, 2.0)),
                series("b", List.of(1.0, 2.0), List.of(3.0, Double.NaN))));
    assertEquals(List.of("epoch", "a", "b"), data.columns());
    assertEquals(
        List.of(List.of("0", "1.00", ""), List.of("1", "", "3.00"), List.of("2", "2.00", "")),
        data.rows());
    assertEquals("epoch\ta\tb\n0\t1.00\t\n1\t\t3.00\n2\t2.00\t\n", data.tabSeparated());
  }

  @Test
  void withoutValuesOnlyTheSummaryIsSaid() {
    assertEquals("Empty.", new ChartData("t", "Empty.", EPOCH, "", List.of()).description());
    assertThrows(
        IllegalArgumentException.class, () -> series("a", List.of(1.0), List.of(1.0, 2.0)));
  }

  @Test
  void everyChartOfARunCanBeReadAndTabulated() {
    for (RunChart chart :
        List.of(
            new LearningCurvesChart(),
            new SparsityChart(),
            new LogAlphaHistogramChart(),
            new KlChart(),
            new CutHistogramChart())) {
      chart.update(new RunView(RunFixtures.sparseVd(12), 12, 3, ""));
      ChartData data = chart.data();
      assertTrue(data.description().startsWith(chart.title()), chart.title());
      assertTrue(data.description().contains("lowest "), chart.title());
      assertTrue(data.rows().size() >= 13, chart.title());
      data.rows().forEach(row -> assertEquals(data.columns().size(), row.size()));
    }
  }
}
