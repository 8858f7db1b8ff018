package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThetaHistogramTest {
  private static final int MIDDLE = ThetaHistogram.BINS / 2;

  private static ThetaHistogram of(float... thetas) {
    LayerMask mask =
        new LayerMask() {
          @Override
          public int inputs() {
            return thetas.length;
          }

          @Override
          public int outputs() {
            return 1;
          }

          @Override
          public boolean kept(int weight) {
            return thetas[weight] != 0;
          }
        };
    return ThetaHistogram.of(mask, weight -> thetas[weight]);
  }

  @Test
  void keptWeightsFallIntoTheBinOfTheirThetaAndPrunedOnesAreCountedApart() {
    ThetaHistogram histogram = of(0.001f, -0.001f, 0.006f, 0, 0, Float.NaN, 5, -5, 2);
    assertEquals(1, histogram.count(MIDDLE, MIDDLE + 1), "from 0 to 0.005");
    assertEquals(1, histogram.count(MIDDLE - 1, MIDDLE), "from -0.005 to 0");
    assertEquals(1, histogram.count(MIDDLE + 1, MIDDLE + 2), "from 0.005 to 0.01");
    assertEquals(1, histogram.count(0, 1), "below -2");
    assertEquals(2, histogram.count(ThetaHistogram.BINS - 1, ThetaHistogram.BINS), "from 2 on");
    assertEquals(6, histogram.kept(), "an unknown theta is left out");
    assertEquals(2, histogram.pruned());
    ThetaHistogram twice = ThetaHistogram.sum(List.of(histogram, histogram));
    assertEquals(12, twice.kept());
    assertEquals(4, twice.pruned());
  }

  @Test
  void theReachHoldsAllButAShareOfEveryHistogram() {
    assertEquals(0.1, ThetaHistogram.reach(List.of(), 0.1));
    assertEquals(0.2, ThetaHistogram.reach(List.of(of(0.15f, -0.05f)), 0));
    assertEquals(0.6, ThetaHistogram.reach(List.of(of(0.01f), of(-0.5f)), 0));
    assertEquals(0.1, ThetaHistogram.reach(List.of(of(0.01f, 0.02f, 0.03f, 1.9f)), 0.25));
    assertEquals(ThetaHistogram.END, ThetaHistogram.reach(List.of(of(9)), 0));
  }
}
