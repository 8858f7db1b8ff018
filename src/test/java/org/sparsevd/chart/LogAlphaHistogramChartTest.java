package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.nn.vd.KlDivergence;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.text.Text;

class LogAlphaHistogramChartTest {
  private static final Run RUN = RunFixtures.sparseVd(40);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {-8, -4.2, 0, 2, 3, 5.4, 7.8, 8})
  void barsLeftOfACutOnTheirEdgesSumToTheKeptWeights(double cut) {
    for (String layer : List.of("fc1", "fc2", "fc3", "")) {
      LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
      chart.update(new RunView(RUN, 40, cut, layer));
      long left =
          chart.bars().stream()
              .filter(bar -> bar.clip() ? bar.from() < cut : bar.to() <= cut + 1e-9)
              .mapToLong(Bar::count)
              .sum();
      assertEquals(left, chart.kept());
      assertEquals(
          chart.total(), chart.bars().stream().mapToLong(Bar::count).sum(), "no weight is lost");
    }
  }

  @Test
  void keptAndTotalAreTheRunsCounts() {
    RunView view = new RunView(RUN, 40, 1.3, "fc2");
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    chart.update(view);
    LogAlphaHistogram histogram = RUN.histograms(40).get(1);
    assertEquals(histogram.kept(1.3), chart.kept());
    assertEquals(30_000, chart.total());
    assertEquals(new LayerCount("fc2", histogram.kept(1.3), 30_000), view.layerCounts().get(1));
  }

  @Test
  void aBarIsTwoBinsOfTheHistogram() {
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    chart.update(new RunView(RUN, 40, 3, "fc1"));
    LogAlphaHistogram histogram = RUN.histograms(40).getFirst();
    Bar bar = chart.bars().stream().filter(each -> each.holds(2.1)).findFirst().orElseThrow();
    int bin = LogAlphaHistogram.binOf(2.05f);
    assertEquals(2, bar.from(), 1e-9);
    assertEquals(2.2, bar.to(), 1e-9);
    assertEquals(histogram.count(bin) + histogram.count(bin + 1), bar.count());
    assertEquals(82, chart.bars().size());
  }

  @Test
  void aSparseVdRunThatCameWithoutHistogramsIsNotTakenForAnotherMethod() throws Exception {
    Path bare = RunFixtures.write(folder.resolve("bare"), "toy", List.of(100, 20, 4), 0);
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    chart.update(new RunView(RunFolder.open(bare), 3, 3, ""));
    assertTrue(chart.description().contains(Text.of("chart.unrecorded.logAlpha")));
  }

  @Test
  void aRunWithoutLogAlphaSaysSo() {
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    assertTrue(chart.description().contains(Text.of("chart.empty.logAlpha")));
    chart.update(new RunView(RunFixtures.plain(3), 3, 3, ""));
    assertTrue(chart.description().contains(Text.of("chart.none.logAlpha")));
    chart.update(new RunView(RUN, 999, 3, ""));
    assertTrue(chart.description().contains(Text.of("chart.missing.logAlpha", "999")));
  }

  @Test
  void thePlaceOfTheCutIsTheSameBothWays() {
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    chart.update(new RunView(RUN, 40, 3, "fc1"));
    ChartPicture.plain(chart, 360, 300, 1);
    assertEquals(2.7, chart.valueAt(chart.pixelOf(2.7)), 1e-9);
  }

  @Test
  void everyLayerHasItsOwnColourAndDashInBothThemes() {
    for (ChartTheme theme : List.of(ChartTheme.LIGHT, ChartTheme.DARK)) {
      for (int a = 0; a < ChartTheme.LAYER_COLORS; a++) {
        for (int b = 0; b < a; b++) {
          LineStyle one = theme.layer(a, 4, false);
          LineStyle other = theme.layer(b, 4, false);
          assertNotEquals(one.line(), other.line());
          assertNotEquals(one.dash(), other.dash());
        }
      }
      assertEquals(theme.layer(0, 5, false), theme.layer(3, 5, false), "many layers are grey");
      assertNotEquals(theme.layer(0, 5, false), theme.layer(0, 5, true));
    }
  }

  @Test
  void theKlChartReadsTheKlDivergence() {
    KlChart chart = new KlChart();
    chart.update(new RunView(RUN, 40, 3, "fc1"));
    ReadOut values = chart.readOut(-3.5).orElseThrow();
    assertEquals("\u22122.3787", values.rows().get(0).value());
    assertEquals("\u22122.3693", values.rows().get(1).value());
    assertTrue(chart.description().contains("0.0094"), chart.description());
    KlCurves curves = KlCurves.of(KlQuantity.VALUE);
    for (int i = 0; i < curves.logAlpha().size(); i += 40) {
      assertEquals(
          KlDivergence.exact(curves.logAlpha().get(i)), curves.exact().get(i), "same function");
    }
  }

  @Test
  void aLayerWithACutOfItsOwnIsCountedAtItAndOthersAtTheCommonOne() {
    LogAlphaHistogramChart chart = new LogAlphaHistogramChart();
    RunView view = new RunView(RUN, 40, 3, Map.of("fc2", -1.0), "");
    chart.update(view);
    long expected =
        view.histograms().stream()
            .mapToLong(each -> each.kept(each.layer().equals("fc2") ? -1 : 3))
            .sum();
    assertEquals(expected, chart.kept());
    assertEquals(
        expected, view.layerCounts().stream().mapToLong(LayerCount::kept).sum(), "the table too");
    chart.update(view.select("fc2", -2));
    assertEquals(-2, chart.view().orElseThrow().cutOf("fc2"));
    assertEquals(3, chart.view().orElseThrow().cutOf("fc1"));
  }
}
