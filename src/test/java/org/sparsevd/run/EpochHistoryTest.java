package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.TrainingListener.EpochReport;

class EpochHistoryTest {
  /** Far enough for weights on both sides of every cut tried, and some held by the clip. */
  private static final int EPOCHS = 40;

  @TempDir private static Path parent;

  private static RecordedRun recorded;

  @BeforeAll
  static void train() throws Exception {
    recorded = RecordedRun.train(parent.resolve("run"), RecordedRun.toy("epochs=" + EPOCHS), 1);
  }

  @Test
  void everyEpochIsKept() throws Exception {
    Run opened = RunFolder.open(recorded.folder());
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
      EpochHistory history = opened.history(epoch).orElseThrow();
      assertEquals(epoch, history.epoch());
      assertEquals(3, history.cut());
      assertEquals(List.of("fc1", "fc2"), history.layers().stream().map(l -> l.name()).toList());
      assertEquals(100, history.layers().getFirst().inputs());
      assertEquals(20, history.layers().getFirst().outputs());
    }
    assertTrue(opened.history(EPOCHS + 1).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 30, EPOCHS})
  void masksAndBiasesAreExactAndTheRestIsRoundedAsPromised(int epoch) throws Exception {
    check(recorded, epoch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-8", "-1.25", "0.3", "2.95", "3.07", "5.5", "8"})
  void masksAreExactAtAnyThreshold(String threshold) throws Exception {
    RecordedRun other =
        RecordedRun.train(
            parent.resolve("at" + threshold),
            RecordedRun.toy(
                "epochs=12",
                "klWarmupStart=0",
                "klWarmupEnd=2",
                "hiddenLayers=5",
                "threshold=" + threshold),
            1);
    check(other, 12);
  }

  private static void check(RecordedRun run, int epoch) throws Exception {
    EpochReport report = run.reports().get(epoch);
    EpochHistory history = RunFolder.open(run.folder()).history(epoch).orElseThrow();
    float cut = (float) history.cut();
    Sparsity sparsity =
        Pruning.at(Kernels.scalar(), report.weights(), Cut.at(history.cut())).sparsity();
    int stored = 0;
    for (int i = 0; i < report.weights().size(); i++) {
      LayerWeights exact = report.weights().get(i);
      EpochHistory.Layer layer = history.layers().get(i);
      float[] logAlpha = Pruning.logAlpha(Kernels.scalar(), exact);
      assertTrue(layer.hasLogAlpha());
      int kept = 0;
      for (int weight = 0; weight < exact.weightCount(); weight++) {
        String which = exact.name() + " " + weight + ": " + logAlpha[weight];
        assertEquals(logAlpha[weight] < cut, layer.kept(weight), which);
        kept += layer.kept(weight) ? 1 : 0;
        // Rounding never crosses the cut, so beside it the distance may be a whole step.
        double step = Math.abs(logAlpha[weight] - cut) <= 0.1 ? 0.1 : 0.05;
        assertEquals(logAlpha[weight], layer.logAlpha(weight), step + 1e-5, which);
        float theta = exact.theta().data[weight];
        boolean isStored = layer.logAlpha(weight) < 4;
        stored += isStored ? 1 : 0;
        float expected = isStored ? Float.float16ToFloat(Float.floatToFloat16(theta)) : Float.NaN;
        assertEquals(expected, layer.theta(weight), which);
      }
      assertEquals(sparsity.layers().get(i).kept(), kept);
      for (int output = 0; output < exact.outputs(); output++) {
        assertEquals(exact.bias().data[output], layer.bias(output));
      }
    }
    assertTrue(stored > 0);
  }

  @Test
  void histogramRowsCountTheWeights() throws Exception {
    Run opened = RunFolder.open(recorded.folder());
    boolean clipped = false;
    for (EpochReport report : recorded.reports()) {
      List<LogAlphaHistogram> histograms = opened.histograms(report.metrics().epoch());
      assertEquals(report.weights().size(), histograms.size());
      for (int i = 0; i < histograms.size(); i++) {
        LayerWeights weights = report.weights().get(i);
        LogAlphaHistogram histogram = histograms.get(i);
        assertEquals(weights.name(), histogram.layer());
        assertEquals(weights.weightCount(), histogram.total());
        double percent = 100.0 * (histogram.total() - histogram.kept(3)) / histogram.total();
        assertEquals(report.metrics().sparsityPercent().get(i), percent);
        clipped |= histogram.count(LogAlphaHistogram.BINS - 1) > 0;
      }
    }
    assertTrue(clipped, "this run must reach the clip to say anything of its bin");
  }

  @Test
  void withoutLogAlphaEverythingIsKeptAndThetaIsThereEveryTenthEpochAndLast() throws Exception {
    RecordedRun plain =
        RecordedRun.train(
            parent.resolve("plain"),
            RecordedRun.toy("epochs=12", "method=plain", "hiddenLayers=3"),
            1);
    Run opened = RunFolder.open(plain.folder());
    for (EpochReport report : plain.reports()) {
      int epoch = report.metrics().epoch();
      EpochHistory.Layer layer = opened.history(epoch).orElseThrow().layer("fc1").orElseThrow();
      LayerWeights exact = report.weights().getFirst();
      assertFalse(layer.hasLogAlpha());
      boolean withTheta = epoch % 10 == 0 || epoch == 12;
      for (int weight = 0; weight < exact.weightCount(); weight++) {
        assertTrue(layer.kept(weight));
        assertTrue(Float.isNaN(layer.logAlpha(weight)));
        short half = Float.floatToFloat16(exact.theta().data[weight]);
        assertEquals(
            withTheta ? Float.float16ToFloat(half) : Float.NaN, layer.theta(weight), "" + epoch);
      }
      assertEquals(exact.bias().data[2], layer.bias(2));
    }
  }
}
