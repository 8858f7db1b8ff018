package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.train.GradientNoise;

/** Pictures to look at are in {@code target/screenshots}. */
class ChartPictureTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Run RUN = RunFixtures.sparseVd(62);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyChartIsSavedAsAPictureInBothThemes(boolean dark) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Map<String, RunView> views =
        Map.of(
            "", new RunView(RUN, 62, 3, "fc1"),
            "-all", new RunView(RUN, 62, 3, ""),
            "-back", new RunView(RUN, 18, 1.3, "fc2"),
            "-edge", new RunView(RUN, 62, -7.6, "fc3"),
            "-empty", new RunView(RunFixtures.sparseVd(-1), 0, 3, "fc1"),
            "-start", new RunView(RunFixtures.sparseVd(2), 2, 3, "fc1"),
            "-plain", new RunView(RunFixtures.plain(30), 30, 3, ""),
            "-deep",
                new RunView(
                    RunFixtures.sparseVd(40, List.of(784, 200, 150, 100, 80, 60, 10)),
                    40,
                    3,
                    "fc4"));
    for (Map.Entry<String, RunView> view : views.entrySet()) {
      for (RunChart chart : charts(dark ? ChartTheme.DARK : ChartTheme.LIGHT)) {
        chart.update(view.getValue());
        Path file = SCREENSHOTS.resolve(nameOf(chart) + view.getKey() + suffix(dark));
        ChartPicture.save(chart, 392, 358, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(784, image.getWidth());
        assertTrue(colors(image).size() > 8, file + " shows something");
      }
    }
  }

  @Test
  void lossesAndLinearCountsAreSavedToo() throws IOException {
    Files.createDirectories(SCREENSHOTS);
    LearningCurvesChart losses = new LearningCurvesChart();
    losses.setMode(LearningCurvesChart.Mode.LOSS);
    losses.update(new RunView(RUN, 62, 3, ""));
    ChartPicture.save(losses, 392, 358, SCREENSHOTS.resolve("chart-learning-loss-light.png"));
    LogAlphaHistogramChart linear = new LogAlphaHistogramChart();
    linear.setLogScale(false);
    linear.update(new RunView(RUN, 30, 3, "fc3"));
    ChartPicture.save(linear, 392, 358, SCREENSHOTS.resolve("chart-logalpha-linear-light.png"));
    assertTrue(Files.size(SCREENSHOTS.resolve("chart-learning-loss-light.png")) > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 120, 240, 700, 1600})
  void everyChartDrawsAtEverySize(int width) {
    for (ChartTheme theme :
        List.of(ChartTheme.LIGHT, ChartTheme.DARK, ChartTheme.DARK.withTextSize(26))) {
      for (RunChart chart : charts(theme)) {
        ChartPicture.plain(chart, width, width * 0.7, 1);
        for (Run run :
            List.of(RUN, RunFixtures.sparseVd(0), RunFixtures.sparseVd(-1), RunFixtures.plain(3))) {
          chart.update(new RunView(run, 3, 3, ""));
          BufferedImage image = ChartPicture.plain(chart, width, width * 0.7, 1.5);
          assertEquals(Math.round(width * 1.5), image.getWidth());
        }
      }
    }
  }

  /** The next epoch of a run in training may come at any moment. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void anEpochThatComesBetweenUpdateAndDrawingBreaksNoChart(int epochs) {
    for (RunChart chart : charts(ChartTheme.LIGHT)) {
      Run growing = RunFixtures.sparseVd(epochs);
      chart.update(new RunView(growing, Math.max(0, epochs), 3, ""));
      RunFixtures.extend(growing, epochs + 1);
      ChartPicture.plain(chart, 600, 400, 1);
      assertTrue(chart.data().description().startsWith(chart.description()));
    }
  }

  @Test
  void everyChartWithDataTellsItInWordsAndAsATable() {
    for (RunChart chart : List.of(new LearningCurvesChart(), new SparsityChart())) {
      assertEquals(List.of(), chart.data().rows());
      assertEquals(chart.description(), chart.data().description());
    }
    List<RunChart> charts = new ArrayList<>(List.of(noise(), race(), draws()));
    for (RunChart chart :
        List.of(
            new LearningCurvesChart(),
            new SparsityChart(),
            new LogAlphaHistogramChart(),
            new KlChart())) {
      chart.update(new RunView(RUN, 62, 3, ""));
      charts.add(chart);
    }
    for (RunChart chart : charts) {
      ChartData data = chart.data();
      assertTrue(data.rows().size() >= 2, chart.title() + " " + data.rows());
      assertTrue(data.columns().size() >= 2, chart.title());
      data.rows().forEach(row -> assertEquals(data.columns().size(), row.size()));
      assertTrue(data.description().contains(data.columns().get(0)), data.description());
      assertTrue(data.description().lines().count() >= 3, data.description());
    }
    assertEquals(List.of("Layer", "multiplied", "activations"), charts.getFirst().data().columns());
    assertEquals(
        List.of(List.of("fc1", "1.23·10⁴", "2.00·10⁻²"), List.of("fc2", "2.00·10⁷", "0")),
        charts.getFirst().data().rows());
  }

  @Test
  void theThemesDrawOnTheirOwnBackground() {
    RunChart chart = new SparsityChart();
    BufferedImage light = ChartPicture.plain(chart, 300, 200, 1);
    chart.setTheme(ChartTheme.DARK);
    BufferedImage dark = ChartPicture.plain(chart, 300, 200, 1);
    assertEquals(0xFFFFFFFF, light.getRGB(299, 0));
    assertEquals(0xFF161B22, dark.getRGB(299, 0));
  }

  @Test
  void aLargerTextSizeDrawsAnotherPicture() {
    RunChart chart = new SparsityChart();
    chart.update(new RunView(RUN, 62, 3, ""));
    int before = hash(ChartPicture.plain(chart, 400, 300, 1));
    chart.setTheme(ChartTheme.LIGHT.withTextSize(20));
    assertNotEquals(before, hash(ChartPicture.plain(chart, 400, 300, 1)));
  }

  @Test
  void aPictureThatCannotBeWrittenLeavesNothingBehind(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("missing").resolve("chart.png");
    try {
      ChartPicture.save(new SparsityChart(), 300, 200, file);
    } catch (IOException expected) {
      try (var files = Files.list(folder)) {
        assertEquals(0, files.count());
      }
      return;
    }
    throw new AssertionError("expected an IOException");
  }

  private static List<RunChart> charts(ChartTheme theme) {
    List<RunChart> charts =
        List.of(
            new LearningCurvesChart(),
            new SparsityChart(),
            new LogAlphaHistogramChart(),
            new KlChart(),
            noise(),
            new GradientNoiseChart(),
            race(),
            new EstimatorRaceChart(),
            draws(),
            new WeightNoiseChart(),
            new CutHistogramChart());
    charts.forEach(chart -> chart.setTheme(theme));
    return charts;
  }

  private static String nameOf(RunChart chart) {
    return switch (chart) {
      case LearningCurvesChart learning -> "chart-learning";
      case SparsityChart sparsity -> "chart-sparsity";
      case LogAlphaHistogramChart histogram -> "chart-logalpha";
      case KlChart kl -> "chart-kl";
      case GradientNoiseChart noise -> "chart-noise";
      case EstimatorRaceChart race -> "chart-race";
      case WeightNoiseChart draws -> "chart-draws";
      case CutHistogramChart cuts -> "chart-cuts";
      case CutCurveChart curve -> "chart-" + curve.getClass().getSimpleName();
      case BiographyChart biography -> "chart-biography";
    };
  }

  /** From large to nothing at all, as the law allows. */
  private static RunChart noise() {
    GradientNoiseChart chart = new GradientNoiseChart();
    chart.show(
        List.of(
            new GradientNoise(
                GradientEstimator.MULTIPLICATIVE,
                List.of(
                    new GradientNoise.Layer("fc1", 12345, 500, 3),
                    new GradientNoise.Layer("fc2", 2e7, 4e7, 1))),
            new GradientNoise(
                GradientEstimator.LOCAL_REPARAMETERISATION,
                List.of(
                    new GradientNoise.Layer("fc1", 0.02, 0.001, 3),
                    new GradientNoise.Layer("fc2", 0, 0, 1)))));
    return chart;
  }

  private static RunChart race() {
    EstimatorRaceChart chart = new EstimatorRaceChart();
    chart.begin(80);
    RUN.epochs().forEach(each -> chart.add(GradientEstimator.ADDITIVE, each));
    RUN.epochs().subList(0, 3).forEach(each -> chart.add(GradientEstimator.MULTIPLICATIVE, each));
    return chart;
  }

  private static RunChart draws() {
    WeightNoiseChart chart = new WeightNoiseChart();
    chart.show(
        Optional.of(
            new WeightNoiseChart.Draws(-0.1, 0.05, -0.3, 0.1, List.of(1, 50, 90, 40, 2, 0), 183)));
    return chart;
  }

  private static String suffix(boolean dark) {
    return dark ? "-dark.png" : "-light.png";
  }

  private static int hash(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.hashCode(pixels);
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
