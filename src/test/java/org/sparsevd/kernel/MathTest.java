package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MathTest {

  private static final int[] SIZES = {0, 1, 2, 3, 5, 7, 13, 31, 33, 97, 4098};

  /** Special values and where the functions change their formula. */
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    88.72f,
    88.73f,
    89f,
    90f,
    -87.3f,
    -87.4f,
    -103f,
    -103.97f,
    -104f,
    -105f,
    0.5f,
    2f,
    0.70710677f,
    0.7071068f,
    1.4142135f,
    1.4142137f,
    1e-40f,
    16f,
    17f,
    -16f,
    -17f,
    0.99999994f,
    1.0000001f
  };

  @FunctionalInterface
  private interface Function {
    void apply(Kernels kernels, float[] x, int xOffset, float[] y, int yOffset, int length);
  }

  private static final Function[] FUNCTIONS = {
    Kernels::exp, Kernels::log, Kernels::sigmoid, Kernels::sqrt
  };

  @Test
  void functionsEqualTheScalarTwinOnAwkwardSizes() {
    Random random = new Random(1);
    for (Function function : FUNCTIONS) {
      for (int size : SIZES) {
        float[] x = new float[size + 3];
        for (int i = 0; i < x.length; i++) {
          x[i] =
              i % 3 == 0
                  ? SPECIAL[random.nextInt(SPECIAL.length)]
                  : i % 3 == 1
                      ? Float.intBitsToFloat(random.nextInt())
                      : (random.nextFloat() - 0.5f) * 40;
        }
        float[] vector = new float[size + 5];
        Arrays.fill(vector, -7f);
        float[] scalar = vector.clone();
        function.apply(Kernels.best(), x, 3, vector, 2, size);
        function.apply(Kernels.scalar(), x, 3, scalar, 2, size);
        assertArrayEquals(bits(scalar), bits(vector));
        assertEquals(-7f, vector[1]);
        assertEquals(-7f, vector[size + 2]);
        float[] inPlace = x.clone();
        function.apply(Kernels.best(), inPlace, 3, inPlace, 3, size);
        assertArrayEquals(
            bits(Arrays.copyOfRange(scalar, 2, size + 2)),
            bits(Arrays.copyOfRange(inPlace, 3, size + 3)));
      }
    }
  }

  /** All NaNs count as the same. */
  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToIntBits(x[i]);
    }
    return bits;
  }

  @Test
  void expIsWithinOneUlp() {
    assertTrue(worstUlps(Kernels::exp, Math::exp, -87.3f, 88.7f) <= 1.0);
    assertTrue(worstUlps(Kernels::exp, Math::exp, -0.7f, 0.7f) <= 1.0);
    assertTrue(worstUlps(Kernels::exp, Math::exp, -103.9f, -87.3f) <= 1.0, "subnormal results");
  }

  @Test
  void logIsWithinOneUlp() {
    assertTrue(worstUlps(Kernels::log, Math::log, 0.5f, 2f) <= 1.0);
    assertTrue(worstUlps(Kernels::log, Math::log, 2f, 1e6f) <= 1.0);
    assertTrue(worstUlps(Kernels::log, Math::log, 1e-7f, 0.5f) <= 1.0);
    assertTrue(worstUlps(Kernels::log, Math::log, Float.MIN_NORMAL, Float.MAX_VALUE) <= 1.0);
    assertTrue(worstUlps(Kernels::log, Math::log, Float.MIN_VALUE, 1e-37f) <= 1.0, "subnormal");
  }

  @Test
  void sigmoidIsWithinThreeUlp() {
    DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
    assertTrue(worstUlps(Kernels::sigmoid, sigmoid, -87f, 0f) <= 3.0);
    assertTrue(worstUlps(Kernels::sigmoid, sigmoid, -1f, 20f) <= 3.0);
    assertTrue(worstUlps(Kernels::sigmoid, sigmoid, -103f, -87f) <= 3.0, "subnormal results");
  }

  /** Largest error over evenly spaced values between the bounds, in units of the last place. */
  private static double worstUlps(
      Function function, DoubleUnaryOperator truth, float from, float to) {
    int count = 300_001;
    float[] x = new float[count];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      // Half the values evenly spaced, half evenly spaced in the order of their bits.
      double t = (double) i / (count - 1);
      x[i] =
          i % 2 == 0 || from < 0
              ? (float) (from + t * (to - from))
              : Float.intBitsToFloat(
                  (int)
                      (Float.floatToIntBits(from)
                          + t * (Float.floatToIntBits(to) - Float.floatToIntBits(from))));
    }
    function.apply(Kernels.best(), x, 0, y, 0, count);
    double worst = 0;
    for (int i = 0; i < count; i++) {
      double expected = truth.applyAsDouble(x[i]);
      double ulp = Math.ulp((float) expected);
      worst = Math.max(worst, Math.abs(y[i] - expected) / ulp);
    }
    return worst;
  }

  @Test
  void limitsAreExact() {
    float infinity = Float.POSITIVE_INFINITY;
    assertEquals(0f, one(Kernels::exp, Float.NEGATIVE_INFINITY));
    assertEquals(0f, one(Kernels::exp, -110f));
    assertEquals(Float.MIN_VALUE, one(Kernels::exp, -103.5f));
    assertEquals(1f, one(Kernels::exp, 0f));
    assertEquals(infinity, one(Kernels::exp, 88.8f));
    assertEquals(infinity, one(Kernels::exp, infinity));
    assertEquals(Float.NaN, one(Kernels::exp, Float.NaN));
    assertEquals(Float.NEGATIVE_INFINITY, one(Kernels::log, 0f));
    assertEquals(Float.NEGATIVE_INFINITY, one(Kernels::log, -0f));
    assertEquals(0f, one(Kernels::log, 1f));
    assertEquals(infinity, one(Kernels::log, infinity));
    assertEquals(Float.NaN, one(Kernels::log, -1f));
    assertEquals(Float.NaN, one(Kernels::log, Float.NEGATIVE_INFINITY));
    assertEquals(Float.NaN, one(Kernels::log, Float.NaN));
    assertEquals(0f, one(Kernels::sigmoid, Float.NEGATIVE_INFINITY));
    assertEquals(0f, one(Kernels::sigmoid, -200f));
    assertEquals(0.5f, one(Kernels::sigmoid, 0f));
    assertEquals(1f, one(Kernels::sigmoid, 200f));
    assertEquals(1f, one(Kernels::sigmoid, infinity));
    assertEquals(Float.NaN, one(Kernels::sigmoid, Float.NaN));
    assertEquals(-0f, one(Kernels::sqrt, -0f));
    assertEquals(Float.NaN, one(Kernels::sqrt, -1f));
  }

  private static float one(Function function, float x) {
    float[] in = new float[64];
    Arrays.fill(in, x);
    float[] out = new float[64];
    function.apply(Kernels.best(), in, 0, out, 0, 64);
    float[] alone = new float[1];
    function.apply(Kernels.scalar(), in, 0, alone, 0, 1);
    assertEquals(alone[0], out[40]);
    return alone[0];
  }

  @Test
  void rangesOutsideTheArraysAreRefused() {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      for (Function function : FUNCTIONS) {
        float[] five = new float[5];
        assertThrows(
            IndexOutOfBoundsException.class, () -> function.apply(kernels, five, 2, five, 0, 4));
        assertThrows(
            IndexOutOfBoundsException.class, () -> function.apply(kernels, five, 0, five, -1, 4));
        assertThrows(
            IndexOutOfBoundsException.class, () -> function.apply(kernels, five, 0, five, 0, -1));
      }
    }
  }

  @Test
  void steadyStateAllocatesNothing() {
    float[] x = new float[1001];
    float[] y = new float[1001];
    for (Function function : FUNCTIONS) {
      assertEquals(
          0, Allocation.leastOf(() -> function.apply(Kernels.best(), x, 0, y, 0, x.length)));
    }
  }
}
