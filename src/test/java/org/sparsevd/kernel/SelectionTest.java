package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final int[] LENGTHS = {0, 1, 2, 7, 15, 16, 17, 31, 97, 1000, 4098};
  private static final List<Kernels> BOTH = List.of(Kernels.best(), Kernels.scalar());

  /** Normal numbers with zeros of both signs, infinities and NaN among them. */
  private static float[] values(int length, int seed) {
    Random random = new Random(seed);
    float[] special = {
      0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
    };
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          random.nextInt(5) == 0
              ? special[random.nextInt(special.length)]
              : (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void rectifyingZeroesTheNegativeAndNothingElse() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        float[] y = values(length + 3, length);
        float[] before = y.clone();
        kernels.rectify(y, 2, length);
        for (int i = 0; i < y.length; i++) {
          boolean inside = i >= 2 && i < length + 2;
          assertEquals(inside && before[i] < 0 ? 0 : before[i], y[i], "element " + i);
        }
      }
    }
  }

  @Test
  void clampingHoldsWhatIsOutsideAtTheBounds() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        float[] y = values(length + 3, length);
        float[] before = y.clone();
        kernels.clamp(y, 2, length, -0.5f, 0.75f);
        for (int i = 0; i < y.length; i++) {
          boolean inside = i >= 2 && i < length + 2;
          float held = before[i] < -0.5f ? -0.5f : before[i] > 0.75f ? 0.75f : before[i];
          assertEquals(inside ? held : before[i], y[i], "element " + i);
        }
      }
    }
  }

  @Test
  void addingAddsInsideTheRangeAndNowhereElse() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        float[] x = values(length + 1, length + 1);
        float[] y = values(length + 3, length);
        float[] before = y.clone();
        kernels.add(x, 1, y, 2, length);
        for (int i = 0; i < y.length; i++) {
          boolean inside = i >= 2 && i < length + 2;
          assertEquals(inside ? before[i] + x[i - 1] : before[i], y[i], "element " + i);
        }
      }
    }
  }

  @Test
  void gradientsPassWhereTheOutputIsPositive() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        float[] y = values(length + 3, length);
        float[] g = values(length + 3, length + 1);
        float[] before = g.clone();
        kernels.keepWherePositive(y, g, 2, length);
        for (int i = 0; i < g.length; i++) {
          boolean inside = i >= 2 && i < length + 2;
          assertEquals(inside && !(y[i] > 0) ? 0 : before[i], g[i], "element " + i);
        }
      }
    }
  }

  @Test
  void belowMarksWhatIsLessThanTheLimit() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        float[] x = values(length, length);
        float[] y = new float[length + 1];
        kernels.below(x, 0, 0.25f, y, 1, length);
        for (int i = 0; i < length; i++) {
          assertEquals(x[i] < 0.25f ? 1 : 0, y[i + 1]);
        }
      }
    }
  }

  @Test
  void theFirstLargestInputGetsTheGradient() {
    for (Kernels kernels : BOTH) {
      for (int length : LENGTHS) {
        Random random = new Random(length);
        float[][] inputs = new float[4][length];
        for (float[] input : inputs) {
          for (int i = 0; i < length; i++) {
            input[i] = random.nextInt(3); // ties are common
          }
        }
        float[] largest = inputs[0].clone();
        for (float[] input : inputs) {
          kernels.max(input, 0, largest, 0, length);
        }
        float[] dy = values(length, 9);
        float[] given = new float[length];
        float[][] dx = new float[4][length];
        for (int k = 0; k < 4; k++) {
          kernels.giveToLargest(inputs[k], 0, largest, dy, 0, given, dx[k], length);
        }
        for (int i = 0; i < length; i++) {
          int first = 0;
          for (int k = 1; k < 4; k++) {
            first = inputs[k][i] > inputs[first][i] ? k : first;
          }
          assertEquals(inputs[first][i], largest[i]);
          for (int k = 0; k < 4; k++) {
            assertEquals(k == first ? dy[i] : 0, dx[k][i], "input " + k + ", element " + i);
          }
        }
      }
    }
  }

  @Test
  void dotProductsAreTheSameOnBothAndSumToTheProduct() {
    for (int[] shape : new int[][] {{1, 1, 1}, {4, 3, 16}, {5, 7, 97}, {9, 2, 800}, {3, 11, 0}}) {
      int m = shape[0];
      int n = shape[1];
      int length = shape[2];
      Random random = new Random(length);
      float[] a = new float[1 + m * (length + 2)];
      float[] b = new float[2 + n * (length + 1)];
      for (int i = 0; i < a.length; i++) {
        a[i] = random.nextFloat() - 0.5f;
      }
      for (int i = 0; i < b.length; i++) {
        b[i] = random.nextFloat() - 0.5f;
      }
      float[][] sums = new float[2][m * n];
      for (int k = 0; k < 2; k++) {
        float[] partial = new float[m * n * Kernels.PARTIAL_SUMS];
        BOTH.get(k).dots(m, n, length, a, 1, length + 2, b, 2, length + 1, partial);
        BOTH.get(k).dots(m, n, length, a, 1, length + 2, b, 2, length + 1, partial); // adds
        Kernels.sumDots(partial, m * n, sums[k], 0);
      }
      assertArrayEquals(sums[0], sums[1]);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double expected = 0;
          for (int q = 0; q < length; q++) {
            expected += 2.0 * a[1 + i * (length + 2) + q] * b[2 + j * (length + 1) + q];
          }
          assertEquals(expected, sums[0][i * n + j], 1e-5 * (1 + length / 16.0));
        }
      }
    }
  }
}
