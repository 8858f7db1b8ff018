package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedSumTest {
  private static final int[] LENGTHS = {0, 1, 3, 15, 16, 17, 63, 64, 65, 100, 2400};

  @Test
  void sumsTheInputsOfItsWeightsAndTouchesNothingElse() {
    Random random = new Random(1);
    for (int length : LENGTHS) {
      for (int weights : new int[] {0, 1, 2, 40}) {
        float[] x = new float[3 + length + 500];
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) random.nextGaussian();
        }
        int[] offsets = random.ints(weights + 2, 0, 500).toArray();
        float[] values = new float[weights + 2];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian();
        }
        float[] y = new float[length + 4];
        y[1] = 7;
        y[length + 2] = 8;
        float[] scalar = y.clone();
        Kernels.best().weightedSum(1, weights + 1, offsets, values, 0.5f, x, 3, y, 2, length);
        Kernels.scalar()
            .weightedSum(1, weights + 1, offsets, values, 0.5f, x, 3, scalar, 2, length);
        assertArrayEquals(scalar, y, "the same bits with and without vectors, length " + length);
        for (int l = 0; l < length; l++) {
          double sum = 0.5;
          for (int i = 1; i <= weights; i++) {
            sum += (double) values[i] * x[3 + offsets[i] + l];
          }
          assertEquals(sum, y[2 + l], 2e-5, weights + " weights, element " + l);
        }
        assertEquals(7, y[1]);
        assertEquals(8, y[length + 2]);
      }
    }
  }
}
