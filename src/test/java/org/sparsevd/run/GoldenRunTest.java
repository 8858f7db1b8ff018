package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Method;

/**
 * A run recorded when format version 1 was new. It must open for ever and say what it said then;
 * never record it again, a changed format gets a golden run of its own.
 *
 * <p>It came from {@code sparsevd train toy --epochs 5 --seed 7 --threads 1 --set
 * validationSize=200 --set hiddenLayers=4 --set klWarmupStart=0 --set klWarmupEnd=2 --set
 * decayFrom=4 --set learningRate=0.01}; the numbers here were read out of its files by Python.
 */
class GoldenRunTest {
  private static Run run;

  @BeforeAll
  static void open() throws Exception {
    run = RunFolder.open(Path.of(GoldenRunTest.class.getResource("/golden/run-v1").toURI()));
  }

  @Test
  void itsInfoIsRead() {
    RunInfo info = run.info();
    assertEquals("run-v1", info.name());
    assertEquals("toy", info.preset().orElseThrow());
    assertEquals(Method.SPARSE_VD, info.config().orElseThrow().method());
    assertEquals("4", info.config().orElseThrow().hiddenLayers());
    assertEquals(0.01, info.config().orElseThrow().learningRate());
    assertEquals(7, info.config().orElseThrow().seed());
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, 5, ""), info.state());
    assertEquals(
        List.of(new RunInfo.Layer("fc1", 100, 4), new RunInfo.Layer("fc2", 4, 4)), info.layers());
    assertEquals("toy", info.data().name());
    assertTrue(info.data().sha256().startsWith("9bd2e4bc9b4d840c"));
    assertEquals(1800, info.data().trainSize());
    assertEquals(200, info.data().validationSize());
    assertEquals(500, info.data().testSize());
    assertEquals("0.46.1", info.software().get("ejml"));
    assertEquals("1", info.machine().get("threads"));
    assertTrue(info.started().orElseThrow().isBefore(info.finished().orElseThrow()));
    assertTrue(info.started().orElseThrow().isAfter(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void itsEpochsAreRead() {
    assertEquals(6, run.epochs().size());
    EpochMetrics before = run.epoch(0).orElseThrow();
    assertTrue(Double.isNaN(before.dataTermNats()));
    assertEquals(714.6987076003286, before.klNats());
    assertTrue(Double.isNaN(before.learningRate()));
    EpochMetrics last = run.latest().orElseThrow();
    assertEquals(5, last.epoch());
    assertEquals(761.6408225830934, last.dataTermNats());
    assertEquals(204.31397762475854, last.klNats());
    assertEquals(1, last.klWeight());
    assertEquals(0.01, last.learningRate());
    assertEquals(0.3333333333333333, last.trainErrorPercent());
    assertEquals(1.0, last.validationErrorPercent());
    assertEquals(1.2, last.testErrorPercent());
    assertEquals(1.8995433789954337, last.compression());
    assertEquals(List.of(49.25, 0.0), last.sparsityPercent());
    assertEquals(0.047566945000000006, last.seconds());
  }

  @Test
  void itsHistogramsAreRead() {
    Map<Integer, Integer> heldBy8 = Map.of(0, 1, 1, 1, 2, 2, 3, 9, 4, 12, 5, 10);
    for (EpochMetrics metrics : run.epochs()) {
      List<LogAlphaHistogram> histograms = run.histograms(metrics.epoch());
      assertEquals(2, histograms.size());
      assertEquals("fc2", histograms.getLast().layer());
      assertEquals(400, histograms.getFirst().total());
      assertEquals(16, histograms.getLast().total());
      assertEquals(
          heldBy8.get(metrics.epoch()), histograms.getFirst().count(LogAlphaHistogram.BINS - 1));
    }
    LogAlphaHistogram last = run.histograms(5).getFirst();
    assertEquals(
        List.of(1, 6, 2, 1),
        List.of(last.count(9), last.count(10), last.count(11), last.count(12)));
  }

  @Test
  void itsWeightsAreRead() {
    List<LayerWeights> weights = run.weights().orElseThrow();
    LayerWeights fc1 = weights.getFirst();
    assertArrayEquals(
        new float[] {-0.0029133034f, 0.0034805718f, 0.008349582f},
        Arrays.copyOf(fc1.theta().data, 3));
    assertEquals(2.5876463370514102, sum(fc1.theta().data), 1e-12);
    assertEquals(-2976.942678451538, sum(fc1.logSigma2().orElseThrow().data), 1e-9);
    assertEquals(2.539563477039337, sum(fc1.bias().data), 1e-12);
    assertEquals(-0.1618952751159668, sum(weights.getLast().bias().data), 1e-12);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void itsHistoryIsRead() {
    assertHistory(0, 385, new float[] {-0.2f, -4.9f, -1.8f, -2.9f, -2f, -4.6f}, 1.6460857391357422);
    assertHistory(3, 284, new float[] {2.8f, 1.4f, 3.6f, 3.4f, 0.8f, 4.6f}, 3.4990463256835938);
    assertHistory(5, 203, new float[] {4.2f, 3.9f, 1.9f, 4.1f, 2f, 5.5f}, 2.5822792053222656);
    EpochHistory.Layer last = run.history(5).orElseThrow().layers().getFirst();
    assertTrue(Float.isNaN(last.theta(0)));
    assertEquals(0.00348091f, last.theta(1), 1e-8f);
    assertEquals(0.8574999f, last.bias(0));
  }

  private static void assertHistory(int epoch, int kept, float[] logAlpha, double thetaSum) {
    EpochHistory history = run.history(epoch).orElseThrow();
    assertEquals(3, history.cut());
    EpochHistory.Layer fc1 = history.layer("fc1").orElseThrow();
    int keptHere = 0;
    double sum = 0;
    for (int weight = 0; weight < 400; weight++) {
      keptHere += fc1.kept(weight) ? 1 : 0;
      sum += Float.isNaN(fc1.theta(weight)) ? 0 : fc1.theta(weight);
    }
    assertEquals(kept, keptHere);
    assertEquals(thetaSum, sum, 1e-12);
    for (int weight = 0; weight < logAlpha.length; weight++) {
      assertEquals(logAlpha[weight], fc1.logAlpha(weight));
    }
  }
}
