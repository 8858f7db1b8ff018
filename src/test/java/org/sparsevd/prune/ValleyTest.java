package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValleyTest {
  private static LogAlphaHistogram mixture(long seed, int left, int right, double leftMiddle) {
    Random random = new Random(seed);
    float[] values = new float[left + right];
    for (int i = 0; i < values.length; i++) {
      double value =
          i < left ? leftMiddle + 1.2 * random.nextGaussian() : 6.5 + 1.1 * random.nextGaussian();
      values[i] = (float) Math.clamp(value, -8, 8);
    }
    return LogAlphaHistogram.of("fc1", values);
  }

  @Test
  void liesBetweenAFewKeptAndManyPrunedWeights() {
    for (long seed = 0; seed < 20; seed++) {
      double valley = Valley.of(List.of(mixture(seed, 3000, 260_000, -2))).orElseThrow();
      assertTrue(valley > 0.8 && valley < 2.6, "seed " + seed + ": " + valley);
    }
  }

  @Test
  void oneModeHasNoValley() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(OptionalDouble.empty(), Valley.of(List.of(mixture(seed, 0, 50_000, 0))));
      assertEquals(OptionalDouble.empty(), Valley.of(List.of(mixture(seed, 50_000, 0, -5))));
      assertEquals(OptionalDouble.empty(), Valley.of(List.of(mixture(seed, 15, 0, -5))), "noise");
    }
    assertEquals(OptionalDouble.empty(), Valley.of(List.of()));
  }

  @Test
  void ofAnEmptyFloorItIsTheMiddleAndLayersCountTogether() {
    int[] left = new int[LogAlphaHistogram.BINS];
    int[] right = new int[LogAlphaHistogram.BINS];
    left[LogAlphaHistogram.binOf(-3)] = 100;
    right[LogAlphaHistogram.binOf(5)] = 10_000;
    double valley =
        Valley.of(List.of(new LogAlphaHistogram("fc1", left), new LogAlphaHistogram("fc2", right)))
            .orElseThrow();
    assertEquals(1, valley, 0.11);
  }

  @Test
  void weightsHeldByTheClipAreAMode() {
    int[] counts = new int[LogAlphaHistogram.BINS];
    counts[LogAlphaHistogram.binOf(-2)] = 500;
    counts[LogAlphaHistogram.BINS - 1] = 30_000;
    double valley = Valley.of(List.of(new LogAlphaHistogram("fc1", counts))).orElseThrow();
    assertTrue(valley > 0 && valley < 8, "" + valley);
  }
}
