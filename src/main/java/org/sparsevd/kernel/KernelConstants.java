package org.sparsevd.kernel;

/**
 * Every constant that the vector and the scalar twin share. A polynomial c0 + c1 t + ... is listed
 * from c0 up; its stated error is the largest over the stated range, before rounding.
 */
final class KernelConstants {

  // e^x = 2^n · e^r with n = round(x / ln 2) and r = x - n ln 2, so |r| <= ln 2 / 2.

  static final float LOG2_E = 1.442695f;

  /** Upper bits of ln 2: short enough for n · LN2_HIGH to be exact. */
  static final float LN2_HIGH = 0x1.62e4p-1f;

  /** ln 2 - LN2_HIGH. */
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** Adding 1.5 · 2^23 rounds to an integer and leaves that integer in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4B400000;

  /** Below this e^x rounds to 0. */
  static final float EXP_LOWEST = -104.5f;

  /** Above this e^x rounds to infinity; the limit itself does too. */
  static final float EXP_HIGHEST = 89f;

  /** e^r = 1 + r + r^2 (c0 + c1 r + ...), relative error 3e-9. */
  static final float EXP_0 = 0.49999994f;

  static final float EXP_1 = 0.16666521f;
  static final float EXP_2 = 0.04166839f;
  static final float EXP_3 = 0.008368745f;
  static final float EXP_4 = 0.0013814539f;

  // ln x = e ln 2 + ln(1 + f) with x = 2^e (1 + f) and 1 + f in [√½, √2).

  static final int SQRT_HALF_BITS = 0x3F3504F3;
  static final int EXPONENT_MASK = 0xFF800000;
  static final int MANTISSA_BITS = 23;
  static final int EXPONENT_BIAS = 127;

  /** Lifts a subnormal number into the normal range. */
  static final float SUBNORMAL_SCALE = 0x1p23f;

  static final float SUBNORMAL_EXPONENT = 23f;

  /** ln(1 + f) = f - f^2 / 2 + f^3 (c0 + c1 f + ...), relative error 6e-9. */
  static final float LOG_0 = 0.3333333f;

  static final float LOG_1 = -0.25000823f;
  static final float LOG_2 = 0.20001231f;
  static final float LOG_3 = -0.16623251f;
  static final float LOG_4 = 0.14201564f;
  static final float LOG_5 = -0.13161093f;
  static final float LOG_6 = 0.127635f;
  static final float LOG_7 = -0.07634438f;

  // Noise: two rounds of a 32-bit mixer over the draw's number and the halves of its stream's key.
  // The multipliers are those of lowbias32 (Chris Wellons, "Prospecting for Hash Functions").

  static final int HASH_MULTIPLIER_1 = 0x7FEB352D;
  static final int HASH_MULTIPLIER_2 = 0x846CA68B;

  // Keys: the SplitMix64 generator (Steele, Lea and Flood, 2014).

  static final long KEY_STEP = 0x9E3779B97F4A7C15L;
  static final long KEY_MULTIPLIER_1 = 0xBF58476D1CE4E5B9L;
  static final long KEY_MULTIPLIER_2 = 0x94D049BB133111EBL;

  // Uniform draws: the top 24 bits of the hash.

  static final int UNIFORM_SHIFT = 8;
  static final float UNIFORM_UNIT = 0x1p-24f;

  // Gaussian draws: the top bit of the hash is the sign, the other 31 bits h give the probability
  // q = (h + ½) / 2^31 of a larger magnitude |x|. With w = -ln(q (2 - q)) the ratio |x| / (1 - q)
  // is
  // a smooth function of w (Giles, "Approximating the erfinv function", 2010).

  static final int SIGN_BIT = 0x80000000;
  static final int MAGNITUDE_BITS = 0x7FFFFFFF;
  static final float TAIL_UNIT = 0x1p-31f;
  static final float TAIL_HALF_UNIT = 0x1p-32f;

  /** Where the centre's polynomial hands over to the tail's. */
  static final float TAIL_START = 5f;

  /** |x| / (1 - q) for w in [0, 5], as a polynomial in w - 2.5, relative error 3e-7. */
  static final float CENTRE_SHIFT = 2.5f;

  static final float CENTRE_0 = 2.1233132f;
  static final float CENTRE_1 = 0.34880364f;
  static final float CENTRE_2 = -0.005906122f;
  static final float CENTRE_3 = -0.0017743169f;
  static final float CENTRE_4 = 0.00030735956f;
  static final float CENTRE_5 = -5.790078e-06f;
  static final float CENTRE_6 = -4.505519e-06f;
  static final float CENTRE_7 = 4.4637346e-07f;

  /** |x| / (1 - q) for w in [5, 21.5], as a polynomial in √w - 3.4, relative error 4e-7. */
  static final float TAIL_SHIFT = 3.4f;

  static final float TAIL_0 = 4.5746746f;
  static final float TAIL_1 = 1.4236006f;
  static final float TAIL_2 = 0.005621522f;
  static final float TAIL_3 = -0.0035401992f;
  static final float TAIL_4 = 0.0020873894f;
  static final float TAIL_5 = -0.001627802f;
  static final float TAIL_6 = 0.0009666986f;
  static final float TAIL_7 = -0.00023856256f;

  private KernelConstants() {}
}
