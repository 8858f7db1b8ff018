package org.sparsevd.ui.kl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.LogAlphaHistogram;

class WeightCountsTest {
  private static final float[] FC1 = {-8, -8, -1.3f, -1.2f, -1.16f, 0.3f, 3, 3.04f, 8, 8};
  private static final float[] FC2 = {3, 8};

  @Test
  void countsOneByOneInALayerOrInAll() {
    CutIndex index = CutIndex.of(List.of(layer("fc1", FC1), layer("fc2", FC2)), List.of(FC1, FC2));
    WeightCounts first = WeightCounts.of(index, "fc1");
    assertEquals(10, first.total());
    assertEquals(2, first.near(-1.2));
    assertEquals(2, first.near(3));
    assertEquals(4, first.from(3));
    assertEquals(3, first.from(3.01));
    assertEquals(10, first.from(-8));
    assertEquals(2, first.near(-8), "held by the clip");
    assertEquals(2, first.near(8));
    WeightCounts all = WeightCounts.of(index, "");
    assertEquals(12, all.total());
    assertEquals(6, all.from(3));
    assertEquals(3, all.near(8));
    assertTrue(all.isCounted() && all.isCounted(3.01));
  }

  @Test
  void histogramsAreExactAtTenthsAndSpreadTheirBinsBetween() {
    int[] counts = new int[LogAlphaHistogram.BINS];
    counts[0] = 5;
    counts[LogAlphaHistogram.binOf(2.95f)] = 40; // [2.9, 3)
    counts[LogAlphaHistogram.binOf(3.05f)] = 20; // [3, 3.1)
    counts[LogAlphaHistogram.BINS - 1] = 100;
    WeightCounts counted = WeightCounts.of(List.of(new LogAlphaHistogram("fc1", counts)));
    assertEquals(165, counted.total());
    assertEquals(120, counted.from(3));
    assertEquals(160, counted.from(2.9));
    assertEquals(110, counted.from(3.05));
    assertEquals(30, counted.near(3), "half of either bin");
    assertEquals(100, counted.from(8));
    assertEquals(100, counted.near(8));
    assertEquals(5, counted.near(-8));
    assertEquals(165, counted.from(-8));
    assertFalse(counted.isCounted());
    assertTrue(counted.isCounted(2.9) && counted.isCounted(-0.3));
    assertFalse(counted.isCounted(3.05));
  }

  private static LayerWeights layer(String name, float[] logAlpha) {
    return new LayerWeights(
        name,
        new FMatrixRMaj(1, logAlpha.length),
        Optional.of(new FMatrixRMaj(1, logAlpha.length)),
        new FMatrixRMaj(1, logAlpha.length),
        Optional.empty());
  }
}
