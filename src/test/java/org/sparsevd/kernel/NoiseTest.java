package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bounds are four to five standard errors: the draws are fixed, so a pass stays a pass. */
class NoiseTest {

  private static final int COUNT = 4_000_000;
  private static final float[] DRAWS = gaussian(StreamKey.of(1, 2, 3, 4), COUNT);

  private static float[] gaussian(long key, int count) {
    float[] y = new float[count];
    Kernels.best().gaussian(key, 0, y, 0, count);
    return y;
  }

  @Test
  void noiseEqualsTheScalarTwinOnAwkwardSizes() {
    int[] sizes = {0, 1, 2, 3, 5, 7, 13, 31, 33, 97, 4098, 100_003};
    for (int size : sizes) {
      float[] vector = new float[size + 5];
      Arrays.fill(vector, -7f);
      float[] scalar = vector.clone();
      Kernels.best().gaussian(42, 17, vector, 3, size);
      Kernels.scalar().gaussian(42, 17, scalar, 3, size);
      assertArrayEquals(scalar, vector);
      assertEquals(-7f, vector[2]);
      assertEquals(-7f, vector[size + 3]);
      Kernels.best().uniform(42, 17, vector, 3, size);
      Kernels.scalar().uniform(42, 17, scalar, 3, size);
      assertArrayEquals(scalar, vector);
    }
  }

  @Test
  void aStreamCanBeReadInAnyPieces() {
    float[] whole = gaussian(9, 5000);
    float[] pieces = new float[5000];
    for (int from = 4999; from >= 0; ) {
      int start = Math.max(0, from - 76);
      Kernels.best().gaussian(9, start, pieces, start, from - start + 1);
      from = start - 1;
    }
    assertArrayEquals(whole, pieces);
    float[] last = new float[1];
    Kernels.best().gaussian(9, Integer.MAX_VALUE - 1, last, 0, 1);
    assertTrue(Float.isFinite(last[0]));
  }

  @Test
  void momentsAreThoseOfTheStandardNormal() {
    double[] moments = new double[5];
    for (float x : DRAWS) {
      double power = 1;
      for (int i = 0; i < 5; i++) {
        moments[i] += power;
        power *= x;
      }
    }
    assertEquals(0, moments[1] / COUNT, 4.5 / Math.sqrt(COUNT), "mean");
    assertEquals(1, moments[2] / COUNT, 4.5 * Math.sqrt(2.0 / COUNT), "variance");
    assertEquals(0, moments[3] / COUNT, 4.5 * Math.sqrt(15.0 / COUNT), "skew");
    assertEquals(3, moments[4] / COUNT, 4.5 * Math.sqrt(96.0 / COUNT), "kurtosis");
  }

  @Test
  void tailsHaveTheirShareAndReachBeyondFive() {
    double[] limits = {2, 3, 4, 4.5};
    double[] chances = {0.04550026, 0.002699796, 6.334248e-05, 6.795346e-06};
    for (int t = 0; t < limits.length; t++) {
      int beyond = 0;
      for (float x : DRAWS) {
        beyond += Math.abs(x) > limits[t] ? 1 : 0;
      }
      double expected = chances[t] * COUNT;
      assertEquals(expected, beyond, 4.5 * Math.sqrt(expected), "beyond " + limits[t]);
    }
    float highest = 0;
    float lowest = 0;
    float[] y = new float[1_000_000];
    for (int i = 0; i < 25; i++) {
      Kernels.best().gaussian(7, i * y.length, y, 0, y.length);
      for (float x : y) {
        highest = Math.max(highest, x);
        lowest = Math.min(lowest, x);
      }
    }
    assertTrue(highest > 5 && highest < 6.3, () -> "highest of 25 million");
    assertTrue(lowest < -5 && lowest > -6.3, () -> "lowest of 25 million");
  }

  @Test
  void distributionPassesChiSquareAndKolmogorovSmirnov() {
    float[] sorted = DRAWS.clone();
    Arrays.sort(sorted);
    double[] edges = {
      -3.5, -3, -2.5, -2.2, -2, -1.5, -1.2, -1, -.75, -.5, -.25, -.1, -.01, 0, .01, .1, .25, .5,
      .75, 1, 1.2, 1.5, 2, 2.2, 2.5, 3, 3.5
    };
    double chiSquare = 0;
    double below = 0;
    int start = 0;
    for (int i = 0; i <= edges.length; i++) {
      double upTo = i == edges.length ? 1 : normalCdf(edges[i]);
      int end = i == edges.length ? COUNT : firstAtLeast(sorted, edges[i]);
      double expected = (upTo - below) * COUNT;
      chiSquare += Math.pow(end - start - expected, 2) / expected;
      below = upTo;
      start = end;
    }
    // 27 degrees of freedom: mean 27, standard deviation 7.3.
    assertTrue(chiSquare < 60, "chi-square " + chiSquare);
    double worst = 0;
    for (int i = 0; i < COUNT; i += 97) {
      worst = Math.max(worst, Math.abs((i + 0.5) / COUNT - normalCdf(sorted[i])));
    }
    assertTrue(worst * Math.sqrt(COUNT) < 1.95, "Kolmogorov distance " + worst);
  }

  private static int firstAtLeast(float[] sorted, double edge) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < edge) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Integrates the density from 0 with Simpson's rule. */
  private static double normalCdf(double x) {
    int steps = 64;
    double h = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-0.5 * i * h * i * h);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  @Test
  void drawsAreTheInverseDistributionOfTheirProbability() {
    // The k-th smallest of many draws is close to its quantile only if the polynomials are right
    // everywhere, so compare where the two polynomials meet and in the middle of each.
    double[] quantiles = {0.5, 1, 2, 2.92, 2.94, 3.5};
    float[] sorted = DRAWS.clone();
    Arrays.sort(sorted);
    for (double z : quantiles) {
      double p = normalCdf(z);
      double standardError =
          Math.sqrt(p * (1 - p) / COUNT) * Math.sqrt(2 * Math.PI) * Math.exp(z * z / 2);
      assertEquals(z, sorted[(int) (p * COUNT)], 4.5 * standardError);
      assertEquals(-z, sorted[(int) ((1 - p) * COUNT)], 4.5 * standardError);
    }
  }

  @Test
  void neighboursAndNeighbouringKeysAreUncorrelated() {
    int n = 1_000_000;
    double bound = 4.5 / Math.sqrt(n);
    float[] base = gaussian(StreamKey.of(1, 0, 0, 0), n + 800);
    for (int lag : new int[] {1, 2, 3, 4, 7, 8, 16, 32, 64, 100, 256, 300, 784}) {
      assertEquals(0, correlation(base, 0, base, lag, n), bound, "lag " + lag);
    }
    long[] keys = {
      StreamKey.of(2, 0, 0, 0),
      StreamKey.of(1, 1, 0, 0),
      StreamKey.of(1, 0, 1, 0),
      StreamKey.of(1, 0, 0, 1),
      StreamKey.of(1, 0, 0, 2),
      StreamKey.of(0, 1, 0, 0),
      StreamKey.of(1, 0, 0, 0) + 1,
      StreamKey.of(1, 0, 0, 0) ^ (1L << 32)
    };
    for (long key : keys) {
      float[] other = gaussian(key, n + 800);
      for (int lag : new int[] {0, 1, 2, 16}) {
        assertEquals(0, correlation(base, 0, other, lag, n), bound, key + " lag " + lag);
      }
    }
  }

  @Test
  void magnitudesOfNeighboursAreUncorrelatedToo() {
    int n = 1_000_000;
    float[] squares = gaussian(5, n + 16);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (squares[i] * squares[i] - 1) / (float) Math.sqrt(2);
    }
    for (int lag : new int[] {1, 2, 4, 16}) {
      assertEquals(0, correlation(squares, 0, squares, lag, n), 4.5 / Math.sqrt(n), "lag " + lag);
    }
  }

  @Test
  void theSameDrawOfSuccessiveStepsIsNormalAndUncorrelated() {
    int steps = 200_000;
    float[] first = new float[steps];
    float[] second = new float[steps];
    for (int step = 0; step < steps; step++) {
      Kernels.scalar().gaussian(StreamKey.of(3, 1, 2, step), 12, first, step, 1);
      Kernels.scalar().gaussian(StreamKey.of(3, 1, 3, step), 12, second, step, 1);
    }
    double bound = 4.5 / Math.sqrt(steps);
    assertEquals(0, correlation(first, 0, first, 1, steps - 1), bound);
    assertEquals(0, correlation(first, 0, second, 0, steps), bound);
    assertEquals(1, correlation(first, 0, first, 0, steps), bound * Math.sqrt(2));
  }

  private static double correlation(float[] x, int xFrom, float[] y, int yFrom, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) x[xFrom + i] * y[yFrom + i];
    }
    return sum / n;
  }

  @Test
  void uniformFillsItsRangeEvenly() {
    float[] y = new float[1_000_000];
    Kernels.best().uniform(11, 0, y, 0, y.length);
    int[] bins = new int[256];
    for (float x : y) {
      assertTrue(x >= 0 && x < 1);
      bins[(int) (x * 256)]++;
    }
    double expected = y.length / 256.0;
    double chiSquare = 0;
    for (int count : bins) {
      chiSquare += Math.pow(count - expected, 2) / expected;
    }
    // 255 degrees of freedom: standard deviation 22.6.
    assertEquals(255, chiSquare, 100);
  }

  @Test
  void streamKeysDependOnEveryPart() {
    long key = StreamKey.of(1, 2, 3, 4);
    assertNotEquals(key, StreamKey.of(2, 2, 3, 4));
    assertNotEquals(key, StreamKey.of(1, 3, 2, 4));
    assertNotEquals(key, StreamKey.of(1, 2, 4, 3));
    assertEquals(key, StreamKey.of(1, 2, 3, 4));
    int flipped = 0;
    for (int bit = 0; bit < 64; bit++) {
      flipped += Long.bitCount(key ^ StreamKey.of(1, 2, 3, 4 ^ (1L << bit)));
    }
    assertEquals(32, flipped / 64.0, 2);
  }

  @Test
  void drawNumbersOutsideTheStreamAreRefused() {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      float[] y = new float[4];
      assertThrows(IllegalArgumentException.class, () -> kernels.gaussian(1, -1, y, 0, 4));
      assertThrows(
          IllegalArgumentException.class, () -> kernels.uniform(1, Integer.MAX_VALUE, y, 0, 4));
      assertThrows(IndexOutOfBoundsException.class, () -> kernels.gaussian(1, 0, y, 1, 4));
    }
  }

  @Test
  void steadyStateAllocatesNothing() {
    float[] y = new float[3001];
    long gaussian = Allocation.leastOf(() -> Kernels.best().gaussian(1, 0, y, 0, y.length));
    assertEquals(0, gaussian);
    long uniform = Allocation.leastOf(() -> Kernels.best().uniform(1, 0, y, 0, y.length));
    assertEquals(0, uniform);
  }
}
