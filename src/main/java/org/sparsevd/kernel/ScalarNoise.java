package org.sparsevd.kernel;

import static org.sparsevd.kernel.KernelConstants.*;

/** Counter-based noise, one draw at a time; {@link VectorNoise} repeats these very operations. */
final class ScalarNoise {

  private ScalarNoise() {}

  static void gaussian(long key, int firstIndex, float[] y, int yOffset, int length) {
    long mixed = StreamKey.mix(key);
    int low = (int) mixed;
    int high = (int) (mixed >>> 32);
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = gaussian(hash(firstIndex + i, low, high));
    }
  }

  static void uniform(long key, int firstIndex, float[] y, int yOffset, int length) {
    long mixed = StreamKey.mix(key);
    int low = (int) mixed;
    int high = (int) (mixed >>> 32);
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = (hash(firstIndex + i, low, high) >>> UNIFORM_SHIFT) * UNIFORM_UNIT;
    }
  }

  private static int hash(int index, int low, int high) {
    return mix(mix(index + low) ^ high);
  }

  private static int mix(int x) {
    x = (x ^ (x >>> 16)) * HASH_MULTIPLIER_1;
    x = (x ^ (x >>> 15)) * HASH_MULTIPLIER_2;
    return x ^ (x >>> 16);
  }

  private static float gaussian(int hash) {
    float q = Math.fma((float) (hash & MAGNITUDE_BITS), TAIL_UNIT, TAIL_HALF_UNIT);
    float w = -ScalarMath.logNormal(q * (2f - q), 0f);
    float ratio = w > TAIL_START ? tail(w) : centre(w);
    float magnitude = (1f - q) * ratio;
    return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) ^ (hash & SIGN_BIT));
  }

  private static float centre(float w) {
    float t = w - CENTRE_SHIFT;
    float p = CENTRE_7;
    p = Math.fma(p, t, CENTRE_6);
    p = Math.fma(p, t, CENTRE_5);
    p = Math.fma(p, t, CENTRE_4);
    p = Math.fma(p, t, CENTRE_3);
    p = Math.fma(p, t, CENTRE_2);
    p = Math.fma(p, t, CENTRE_1);
    return Math.fma(p, t, CENTRE_0);
  }

  private static float tail(float w) {
    float t = (float) Math.sqrt(w) - TAIL_SHIFT;
    float p = TAIL_7;
    p = Math.fma(p, t, TAIL_6);
    p = Math.fma(p, t, TAIL_5);
    p = Math.fma(p, t, TAIL_4);
    p = Math.fma(p, t, TAIL_3);
    p = Math.fma(p, t, TAIL_2);
    p = Math.fma(p, t, TAIL_1);
    return Math.fma(p, t, TAIL_0);
  }
}
