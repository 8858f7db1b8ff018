package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.prune.CutSweep;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Valley;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Evaluator;

/** On a run of the published settings, whose figures are in its files. */
class PrunedEpochTest {
  private static final Path SAMPLE = Path.of("assets", "runs", "lenet-300-100-s1");
  private static Run run;
  private static Dataset data;
  private static Compute compute;

  @BeforeAll
  static void open() throws Exception {
    run = RunFolder.open(SAMPLE);
    compute = new Compute(2);
    data = new LoadedData(DatasetCatalog.current()).of(run.info().config().orElseThrow());
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  private static PrunedEpoch at(int epoch) throws Exception {
    return PrunedEpoch.of(run, epoch, data, compute).orElseThrow();
  }

  @Test
  void atTheLatestEpochAndTheRunsThresholdItGivesTheRecordedFigures() throws Exception {
    PrunedEpoch pruned = at(200);
    EpochMetrics recorded = run.epoch(200).orElseThrow();
    assertTrue(pruned.isExact());
    assertEquals(recorded.compression(), pruned.sparsity(Cut.at(3)).compression());
    assertEquals(recorded.testErrorPercent(), pruned.error(Cut.at(3), Split.TEST).percent());
    assertEquals(10_000, pruned.error(Cut.at(3), Split.TRAIN).samples());
    assertTrue(Double.isNaN(pruned.error(Cut.at(3), Split.VALIDATION).percent()));
  }

  @Test
  void anyCutGivesTheErrorOfTheWeightsPrunedAfresh() throws Exception {
    PrunedEpoch pruned = at(200);
    Evaluator evaluator = new Evaluator(compute, run.info().config().orElseThrow().stages(data));
    for (Cut cut :
        new Cut[] {Cut.at(-1.5), new Cut(0.25, Map.of("fc3", 6.0, "fc1", -1.0)), Cut.at(8)}) {
      Pruning fresh = Pruning.at(compute.kernels(), run.weights().orElseThrow(), cut);
      assertEquals(fresh.sparsity(), pruned.sparsity(cut));
      assertEquals(
          evaluator.errorPercent(fresh.weights(), data.test()),
          pruned.error(cut, Split.TEST).percent(),
          cut.toString());
    }
  }

  @Test
  void aPastEpochIsCutExactlyAtTheRunsThresholdAndUpToFour() throws Exception {
    PrunedEpoch pruned = at(100);
    EpochMetrics recorded = run.epoch(100).orElseThrow();
    assertFalse(pruned.isExact());
    assertEquals(recorded.compression(), pruned.sparsity(Cut.at(3)).compression());
    assertEquals(
        recorded.testErrorPercent(),
        pruned.error(Cut.at(3), Split.TEST).percent(),
        0.05,
        "only \u03b8 is rounded, to float16");
    assertTrue(pruned.covers(Cut.at(4)));
    assertFalse(pruned.covers(Cut.at(4.1)));
    assertFalse(pruned.covers(new Cut(3, Map.of("fc1", 5.0))));
    assertEquals(4, pruned.highest());
    assertEquals(Optional.empty(), PrunedEpoch.of(run, 101, data, compute), "thinned away");
  }

  @Test
  void theCurveOfARealRunHasAKneeLeftOfItsValley() throws Exception {
    PrunedEpoch pruned = at(200);
    CutSweep sweep = pruned.sweep(Split.TRAIN);
    while (!sweep.isDone()) {
      pruned.step(sweep, Split.TRAIN);
    }
    CutCurve curve = sweep.curve();
    assertEquals(121, curve.points().size());
    double valley = Valley.of(run.histograms(200)).orElseThrow();
    CutCurve.Point knee = curve.knee().orElseThrow();
    assertTrue(valley > 0 && valley < 4, "valley " + valley);
    assertTrue(knee.threshold() < valley, "knee " + knee);
    double best = curve.best().orElseThrow().errorPercent();
    assertTrue(knee.errorPercent() <= best + curve.noisePercent() + 1e-9);
    assertTrue(curve.points().getFirst().errorPercent() > 20, "\u22124 leaves too little");
  }
}
