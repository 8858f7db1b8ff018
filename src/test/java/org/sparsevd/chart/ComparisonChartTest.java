package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.chart.ComparisonCurvesChart.Mode;
import org.sparsevd.run.EpochWeights;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.run.compare.Comparison;

/** Pictures to look at are in {@code target/screenshots}. */
class ComparisonChartTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Run DENSE = RunFixtures.plain(30);
  private static final Run SPARSE = RunFixtures.sparseVd(62);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyChartIsSavedAsAPictureInBothThemes(boolean dark) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    ChartTheme theme = dark ? ChartTheme.DARK : ChartTheme.LIGHT;
    Run sample = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Run other = RunFolder.open(Path.of("assets", "runs", "lenet-5-s1"));
    ComparisonView two = ComparisonView.of(Comparison.of(List.of(DENSE, SPARSE)));
    ComparisonView five =
        ComparisonView.of(Comparison.of(List.of(sample, SPARSE, DENSE, other, SPARSE)));
    ComparisonView pointed =
        new ComparisonView(
            five.comparison(), Alignment.WALL_TIME, OptionalDouble.of(40), OptionalInt.of(3));
    for (ComparisonView view : List.of(two, five, pointed)) {
      List<RunWeights> weights =
          view.runs().stream()
              .map(each ->
                  RunWeights.of(
                      each.run()
                          .latest()
                          .flatMap(last -> EpochWeights.upTo(each.run(), last.epoch()))))
              .toList();
      ComparisonHistogramChart theta = new ComparisonHistogramChart();
      theta.setWeights(weights);
      ComparisonHistogramChart logAlpha = new ComparisonHistogramChart();
      logAlpha.setMode(ComparisonHistogramChart.Mode.LOG_ALPHA);
      ComparisonCurvesChart compression = new ComparisonCurvesChart();
      compression.setMode(Mode.COMPRESSION);
      ComparisonCurvesChart smooth = new ComparisonCurvesChart();
      smooth.setSmoothing(0.9);
      List<ComparisonChart> charts =
          List.of(
              new ComparisonCurvesChart(),
              smooth,
              compression,
              new ComparisonSparsityChart(),
              theta,
              logAlpha);
      for (int i = 0; i < charts.size(); i++) {
        ComparisonChart chart = charts.get(i);
        chart.setTheme(theme);
        chart.update(view);
        String name =
            "compare-%d-%d%s-%s.png"
                .formatted(
                    view.runs().size(),
                    i,
                    view.highlighted().isPresent() ? "-time" : "",
                    dark ? "dark" : "light");
        Path file = SCREENSHOTS.resolve(name);
        ChartPicture.save(chart, 520, 360, file);
        assertTrue(Files.size(file) > 10_000, name + " shows something");
      }
    }
  }

  @Test
  void aCurveIsSmoothedWithoutABiasAndSaysItsRawValues() {
    Track track =
        new Track(
            "A test",
            0,
            "A test",
            "A test",
            ChartTheme.LIGHT.mainCurve(),
            true,
            Double::toString,
            List.of(1.0, 2.0, 3.0),
            List.of(4.0, 2.0, Double.NaN));
    List<Double> smooth = track.smoothed(0.5).y();
    assertEquals(4, smooth.get(0), 1e-12);
    assertEquals((0.5 * 0.5 * 4 + 0.5 * 2) / 0.75, smooth.get(1), 1e-12);
    assertTrue(smooth.get(2).isNaN());
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    chart.update(ComparisonView.of(Comparison.of(List.of(DENSE, SPARSE))));
    String raw = chart.description();
    ReadOut before = chart.readOut(20).orElseThrow();
    chart.setSmoothing(0.9);
    assertEquals(raw, chart.description());
    assertEquals(before, chart.readOut(20).orElseThrow());
  }

  @Test
  void alignedByTimeACurveEndsWhereItsTrainingEnded() {
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    Comparison both = Comparison.of(List.of(DENSE, SPARSE));
    chart.update(ComparisonView.of(both));
    assertEquals(62, chart.readOut(1e9).orElseThrow().x());
    chart.update(
        new ComparisonView(both, Alignment.WALL_TIME, OptionalDouble.empty(), OptionalInt.empty()));
    double seconds =
        SPARSE.epochs().stream()
            .mapToDouble(each ->
                (Double.isNaN(each.seconds()) ? 0 : each.seconds())
                    + (Double.isNaN(each.evaluationSeconds()) ? 0 : each.evaluationSeconds()))
            .sum();
    assertEquals(seconds, chart.readOut(1e9).orElseThrow().x(), 1e-9);
  }

  /** 175 s are counted in seconds, though the axis goes on beyond 180. */
  @Test
  void theAxisIsNamedInTheUnitOfItsTicks() {
    Run timed = RunFixtures.lasting(175);
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    chart.setMode(Mode.COMPRESSION);
    chart.update(
        new ComparisonView(
            Comparison.of(List.of(timed)),
            Alignment.WALL_TIME,
            OptionalDouble.empty(),
            OptionalInt.empty()));
    assertTrue(chart.description().contains("seconds"), chart.description());
    assertEquals("175.00", chart.data().rows().getLast().getFirst());
  }

  @Test
  void aRunThatEndedEarlierSaysWhen() {
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    chart.update(ComparisonView.of(Comparison.of(List.of(DENSE, SPARSE))));
    ReadOut late = chart.readOut(62).orElseThrow();
    String dense =
        late.rows().stream()
            .filter(row -> row.name().equals("A test"))
            .findFirst()
            .orElseThrow()
            .value();
    assertTrue(dense.contains("epoch 30"), dense);
  }

  @Test
  void aHighlightedRunKeepsItsColourAndOthersStepBack() {
    LineStyle rose = ChartTheme.LIGHT.run(1, OptionalInt.empty());
    assertEquals(rose, ChartTheme.LIGHT.run(1, OptionalInt.of(1)));
    assertEquals(rose.line(), ChartTheme.LIGHT.run(4, OptionalInt.of(4)).line());
    assertNotEquals(rose.line(), ChartTheme.LIGHT.run(1, OptionalInt.of(0)).line());
    assertNotEquals(rose.line(), ChartTheme.LIGHT.run(4, OptionalInt.empty()).line());
    ComparisonSparsityChart chart = new ComparisonSparsityChart();
    Comparison both = Comparison.of(List.of(DENSE, SPARSE));
    chart.update(ComparisonView.of(both));
    int[] before = pixels(chart);
    chart.update(
        new ComparisonView(both, Alignment.EPOCH, OptionalDouble.empty(), OptionalInt.of(0)));
    assertFalse(Arrays.equals(before, pixels(chart)));
  }

  private static int[] pixels(Chart chart) {
    ChartPixels pixels = new ChartPixels(300, 200);
    pixels.draw(chart, 1);
    return pixels.argb().clone();
  }

  @Test
  void validationCurvesAreOffUntilAskedFor() {
    ComparisonCurvesChart chart = new ComparisonCurvesChart();
    chart.update(ComparisonView.of(Comparison.of(List.of(SPARSE))));
    List<SeriesSwitch> series = chart.series();
    for (SeriesSwitch each : series) {
      assertEquals(!each.key().endsWith("validation"), each.shown(), each.key());
      chart.setSeriesShown(each.key(), !each.shown());
    }
    chart
        .series()
        .forEach(each -> assertEquals(each.key().endsWith("validation"), each.shown(), each.key()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 200, 900})
  void everyChartDrawsAtEverySizeAndWithAnyNumberOfRuns(int width) {
    for (int runs : new int[] {0, 1, 3, 30}) {
      List<Run> all =
          IntStream.range(0, runs)
              .mapToObj(i -> i % 2 == 0 ? SPARSE : RunFixtures.sparseVd(-1))
              .toList();
      for (ComparisonChart chart :
          List.of(
              new ComparisonCurvesChart(),
              new ComparisonSparsityChart(),
              new ComparisonHistogramChart())) {
        ChartPicture.plain(chart, width, width * 0.6, 1);
        chart.update(ComparisonView.of(Comparison.of(all)));
        assertEquals(width, ChartPicture.plain(chart, width, width * 0.6, 1).getWidth());
        assertTrue(runs > 0 || chart.data().rows().isEmpty(), chart.title());
      }
    }
  }
}
