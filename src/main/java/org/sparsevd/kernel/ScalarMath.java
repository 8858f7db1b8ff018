package org.sparsevd.kernel;

import static org.sparsevd.kernel.KernelConstants.*;

/** Elementary functions, one number at a time; {@link VectorMath} repeats these very operations. */
final class ScalarMath {

  private ScalarMath() {}

  static void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  static void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = exp(x[xOffset + i]);
    }
  }

  static void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = log(x[xOffset + i]);
    }
  }

  static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = sigmoid(x[xOffset + i]);
    }
  }

  static void sqrt(float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = (float) Math.sqrt(x[xOffset + i]);
    }
  }

  static float exp(float x) {
    // Comparisons instead of min and max, so that NaN passes through.
    float clamped = x < EXP_LOWEST ? EXP_LOWEST : x > EXP_HIGHEST ? EXP_HIGHEST : x;
    float rounded = Math.fma(clamped, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float q = EXP_4;
    q = Math.fma(q, r, EXP_3);
    q = Math.fma(q, r, EXP_2);
    q = Math.fma(q, r, EXP_1);
    q = Math.fma(q, r, EXP_0);
    float p = Math.fma(r * r, q, r) + 1f;
    // Two factors, because 2^n alone may lie outside the normal range.
    int exponent = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << MANTISSA_BITS);
  }

  static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    float y = logNormal(subnormal ? x * SUBNORMAL_SCALE : x, subnormal ? SUBNORMAL_EXPONENT : 0f);
    y = x == Float.POSITIVE_INFINITY ? x : y;
    y = x > 0f ? y : Float.NaN;
    return x == 0f ? Float.NEGATIVE_INFINITY : y;
  }

  /** ln(x / 2^lift) for a positive normal x. */
  static float logNormal(float x, float lift) {
    int bits = Float.floatToRawIntBits(x);
    int fromSqrtHalf = bits - SQRT_HALF_BITS;
    float e = (float) (fromSqrtHalf >> MANTISSA_BITS) - lift;
    float f = Float.intBitsToFloat(bits - (fromSqrtHalf & EXPONENT_MASK)) - 1f;
    float q = LOG_7;
    q = Math.fma(q, f, LOG_6);
    q = Math.fma(q, f, LOG_5);
    q = Math.fma(q, f, LOG_4);
    q = Math.fma(q, f, LOG_3);
    q = Math.fma(q, f, LOG_2);
    q = Math.fma(q, f, LOG_1);
    q = Math.fma(q, f, LOG_0);
    float small = Math.fma(f * f, Math.fma(q, f, -0.5f), e * LN2_LOW);
    return Math.fma(e, LN2_HIGH, f + small);
  }

  static float sigmoid(float x) {
    // e^-|x| never overflows, and dividing it keeps the small results exact.
    float e = exp(-Math.abs(x));
    return (x < 0f ? e : 1f) / (1f + e);
  }
}
