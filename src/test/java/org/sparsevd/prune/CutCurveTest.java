package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;

class CutCurveTest {

  private static CutCurve.Point point(double threshold, double error, int kept) {
    return new CutCurve.Point(
        threshold, error, new Sparsity(List.of(new Sparsity.Layer("fc1", kept, 1000))));
  }

  @Test
  void theKneeIsTheSmallestNetworkWithinTheNoiseOfTheBest() {
    // 2 % of 10,000: noise 0.14 points.
    CutCurve curve =
        new CutCurve(
            List.of(
                point(-4, 90, 0),
                point(-3, 60, 5),
                point(-2, 2.15, 8),
                point(-1, 2.14, 10),
                point(0, 2.3, 12),
                point(1, 2.0, 20),
                point(2, 2.0, 20),
                point(3, 2.05, 30)),
            10_000);
    assertEquals(0.14, curve.noisePercent(), 1e-3);
    assertEquals(20, curve.best().orElseThrow().sparsity().kept());
    assertEquals(-1, curve.knee().orElseThrow().threshold());
  }

  @Test
  void ofThresholdsThatKeepTheSameWeightsTheKneeIsTheHighest() {
    CutCurve curve =
        new CutCurve(List.of(point(0, 2, 20), point(1, 2, 20), point(2, 2, 30)), 10_000);
    assertEquals(1, curve.knee().orElseThrow().threshold());
  }

  @Test
  void aNetworkOfNoWeightsIsNoKneeAndNoPointsGiveNone() {
    assertEquals(
        10,
        new CutCurve(List.of(point(0, 90, 0), point(1, 90, 10)), 100)
            .knee()
            .orElseThrow()
            .sparsity()
            .kept());
    assertEquals(Optional.empty(), new CutCurve(List.of(), 100).knee());
    assertTrue(Double.isNaN(new CutCurve(List.of(), 100).noisePercent()));
  }

  @Test
  void noiseIsTheBinomialStandardErrorAndNeverZero() {
    assertEquals(
        100 * Math.sqrt(0.019 * 0.981 / 10_000),
        new MeasuredError(1.9, 10_000).noisePercent(),
        1e-12);
    assertTrue(new MeasuredError(0, 100).noisePercent() > 0.9);
    assertTrue(new MeasuredError(2.0, 10_000).isWithinNoiseOf(new MeasuredError(1.9, 10_000)));
    assertFalse(new MeasuredError(2.1, 10_000).isWithinNoiseOf(new MeasuredError(1.9, 10_000)));
  }

  @Test
  void aSweepMeasuresEveryTenthOnceFromCoarseToFineAndSkipsWhatKeepsTheSame() {
    FMatrixRMaj theta = new FMatrixRMaj(1, 3);
    theta.fill(1);
    List<LayerWeights> layers =
        List.of(new LayerWeights("fc1", theta, Optional.empty(), new FMatrixRMaj(1, 3)));
    CutIndex index = CutIndex.of(layers, List.of(new float[] {-1, 0.5f, 5}));
    CutSweep sweep = new CutSweep(index, new PrunedWeights(index, layers), 4, 50);
    AtomicInteger measured = new AtomicInteger();
    List<Integer> early = new ArrayList<>();
    while (!sweep.isDone()) {
      sweep.step(pruned -> {
        measured.incrementAndGet();
        int kept = 0;
        for (float weight : pruned.getFirst().theta().data) {
          kept += weight == 0 ? 0 : 1;
        }
        return 100 - 10.0 * kept;
      });
      early.add(sweep.curve().points().size());
    }
    assertEquals(81, early.size());
    assertEquals(1, sweep.progress());
    assertEquals(3, measured.get(), "0, 1 and 2 weights kept");
    List<CutCurve.Point> points = sweep.curve().points();
    assertEquals(81, new HashSet<>(points.stream().map(CutCurve.Point::threshold).toList()).size());
    assertEquals(-4, points.getFirst().threshold());
    assertEquals(4, points.getLast().threshold());
    assertEquals(80, points.getLast().errorPercent());
    assertEquals(100, points.getFirst().errorPercent());
    assertEquals(90, points.get(45).errorPercent(), "at 0.5 only the first is kept");
    assertThrows(NoSuchElementException.class, () -> sweep.step(pruned -> 0));
  }
}
