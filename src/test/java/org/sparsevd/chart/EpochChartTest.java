package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.text.Numbers;
import org.sparsevd.train.EpochMetrics;

class EpochChartTest {
  private static final Run RUN = RunFixtures.sparseVd(62);

  @Test
  void learningCurvesAreTheRunsErrors() {
    LearningCurvesChart chart = new LearningCurvesChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    assertEquals(
        RUN.epochs().stream().map(EpochMetrics::testErrorPercent).toList(),
        curve(chart, "test").values());
    assertEquals(
        RUN.epochs().stream().map(EpochMetrics::validationErrorPercent).toList(),
        curve(chart, "validation").values());
    assertEquals(
        RUN.epochs().stream().map(EpochMetrics::trainErrorPercent).toList(),
        curve(chart, "train").values());
  }

  @Test
  void lossIsDataTermPlusWeightedKl() {
    LearningCurvesChart chart = new LearningCurvesChart();
    chart.setMode(LearningCurvesChart.Mode.LOSS);
    chart.update(new RunView(RUN, 62, 3, ""));
    for (int epoch = 1; epoch <= 62; epoch++) {
      assertEquals(
          curve(chart, "loss").values().get(epoch),
          curve(chart, "data").values().get(epoch) + curve(chart, "kl").values().get(epoch),
          1e-6);
    }
  }

  @Test
  void theBestEpochIsTheOneOfLowestValidationErrorUpToTheCursor() {
    LearningCurvesChart chart = new LearningCurvesChart();
    for (int epoch : new int[] {1, 20, 62}) {
      chart.update(new RunView(RUN, epoch, 3, ""));
      int lowest =
          IntStream.rangeClosed(1, epoch)
              .reduce((a, b) -> validation(a) <= validation(b) ? a : b)
              .orElseThrow();
      assertEquals(Optional.of(lowest), chart.bestValidation());
    }
    chart.setSeriesShown("validation", false);
    assertEquals(Optional.empty(), chart.bestValidation(), "never the best on the test set");
  }

  private static double validation(int epoch) {
    return RUN.epoch(epoch).orElseThrow().validationErrorPercent();
  }

  @Test
  void sparsityIsTheRunsFigureAtItsThresholdAndCountedAtOtherCuts() {
    SparsityChart chart = new SparsityChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    for (int layer = 0; layer < 3; layer++) {
      int index = layer;
      assertEquals(
          RUN.epochs().stream().map(each -> each.sparsityPercent().get(index)).toList(),
          curve(chart, "fc" + (layer + 1)).values());
    }
    chart.update(new RunView(RUN, 62, 5, ""));
    LogAlphaHistogram first = RUN.histograms(40).getFirst();
    assertEquals(
        100.0 * (first.total() - first.kept(5)) / first.total(),
        curve(chart, "fc1").values().get(40),
        1e-9);
  }

  @Test
  void aReadOutTellsTheNearestEpochsFigures() {
    LearningCurvesChart chart = new LearningCurvesChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    ReadOut values = chart.readOut(17.4).orElseThrow();
    assertEquals(17, values.x());
    assertEquals(
        Numbers.error(RUN.epoch(17).orElseThrow().testErrorPercent()),
        values.rows().getFirst().value());
  }

  @Test
  void aSwitchedOffLineIsNeitherDrawnNorRead() {
    SparsityChart chart = new SparsityChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    chart.setSeriesShown("fc2", false);
    assertEquals(List.of("fc1", "fc3"), chart.shownCurves().stream().map(Curve::key).toList());
    assertEquals(2, chart.readOut(5).orElseThrow().rows().size());
    assertFalse(chart.series().get(1).shown());
    chart.setSeriesShown("fc2", true);
    assertEquals(3, chart.shownCurves().size());
  }

  @Test
  void aGrowingRunGrowsOnTheSameChart() {
    Run run = RunFixtures.sparseVd(4);
    SparsityChart chart = new SparsityChart();
    chart.update(new RunView(run, 4, 3, ""));
    var plot = chart.chart().getPlot();
    RunFixtures.extend(run, 23);
    chart.update(new RunView(run, 23, 3, ""));
    assertEquals(24, curve(chart, "fc1").values().size());
    assertEquals(25, chart.xAxis().getUpperBound());
    assertEquals(plot, chart.chart().getPlot());
  }

  @Test
  void wordsForThoseWhoCannotSeeNameAxisAndValues() {
    SparsityChart chart = new SparsityChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    assertTrue(
        chart
            .description()
            .contains(
                "fc1 " + Numbers.sparsity(RUN.latest().orElseThrow().sparsityPercent().getFirst())),
        chart.description());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10",
    "1, 0, 10",
    "62, 200, 70",
    "12, 12, 12",
    "11, 200, 12",
    "23, 200, 25",
    "101, 200, 120",
    "200, 200, 200",
    "199, 500, 200",
    "3, 3, 3",
    "1230, 0, 1400"
  })
  void epochsEndAtTheNextRoundOne(int latest, int planned, double end) {
    Ticks ticks = Ticks.ofEpochs(latest, planned);
    assertEquals(end, ticks.upper());
    assertTrue(ticks.values().size() <= 6 && ticks.values().size() >= 3, ticks.toString());
  }

  @ParameterizedTest
  @CsvSource({"4.2", "1", "0.031", "89", "100", "138155", "7.3e9", "0"})
  void valuesHaveFourToSixTicksAndRoomAbove(double highest) {
    Ticks ticks = Ticks.from0(highest);
    assertTrue(ticks.upper() > highest);
    assertTrue(ticks.values().size() >= 4 && ticks.values().size() <= 6, ticks.toString());
  }

  private static Curve curve(EpochChart chart, String key) {
    return chart.shownCurves().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
