package org.sparsevd.kernel;

import static org.sparsevd.kernel.KernelConstants.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions, one vector at a time; tails go to {@link ScalarMath}, which gives the same
 * bits. Only IEEE-exact lane operations are used: {@code lanewise(EXP)} and its like change their
 * last bits when the just-in-time compiler takes over.
 *
 * <p>Methods on vectors call nothing but the Vector API, and are called early in their loops: past
 * some size the just-in-time compiler inlines only the API, and each vector would go to the heap.
 */
final class VectorMath {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private VectorMath() {}

  static void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, y, yOffset + i)
          .add(FloatVector.fromArray(SPECIES, x, xOffset + i))
          .intoArray(y, yOffset + i);
    }
    ScalarMath.add(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  static void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    ScalarMath.exp(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  static void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector nan = FloatVector.broadcast(SPECIES, Float.NaN);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector lift = zero.blend(SUBNORMAL_EXPONENT, subnormal);
      FloatVector w = logNormal(v.blend(v.mul(SUBNORMAL_SCALE), subnormal), lift);
      w = w.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      w = nan.blend(w, v.compare(VectorOperators.GT, 0f));
      w = w.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
      w.intoArray(y, yOffset + i);
    }
    ScalarMath.log(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector e = exp(v.abs().neg());
      VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
      one.blend(e, negative).div(e.add(one)).intoArray(y, yOffset + i);
    }
    ScalarMath.sigmoid(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  static void sqrt(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i).sqrt().intoArray(y, yOffset + i);
    }
    ScalarMath.sqrt(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector clamped =
        x.blend(EXP_LOWEST, x.compare(VectorOperators.LT, EXP_LOWEST))
            .blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector rounded = clamped.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder);
    FloatVector n = rounded.sub(rounder);
    FloatVector r =
        n.fma(
            FloatVector.broadcast(SPECIES, -LN2_LOW),
            n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), clamped));
    FloatVector q = FloatVector.broadcast(SPECIES, EXP_4);
    q = q.fma(r, FloatVector.broadcast(SPECIES, EXP_3));
    q = q.fma(r, FloatVector.broadcast(SPECIES, EXP_2));
    q = q.fma(r, FloatVector.broadcast(SPECIES, EXP_1));
    q = q.fma(r, FloatVector.broadcast(SPECIES, EXP_0));
    FloatVector p = r.mul(r).fma(q, r).add(1f);
    IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    IntVector lower = half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    IntVector upper =
        exponent.sub(half).add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    return p.mul(lower.reinterpretAsFloats()).mul(upper.reinterpretAsFloats());
  }

  /** ln(x / 2^lift) for positive normal lanes. */
  static FloatVector logNormal(FloatVector x, FloatVector lift) {
    IntVector bits = x.reinterpretAsInts();
    IntVector fromSqrtHalf = bits.sub(SQRT_HALF_BITS);
    FloatVector e =
        ((FloatVector)
                fromSqrtHalf
                    .lanewise(VectorOperators.ASHR, MANTISSA_BITS)
                    .convert(VectorOperators.I2F, 0))
            .sub(lift);
    FloatVector f = bits.sub(fromSqrtHalf.and(EXPONENT_MASK)).reinterpretAsFloats().sub(1f);
    FloatVector q = FloatVector.broadcast(SPECIES, LOG_7);
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_6));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_5));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_4));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_3));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_2));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_1));
    q = q.fma(f, FloatVector.broadcast(SPECIES, LOG_0));
    FloatVector small =
        f.mul(f).fma(q.fma(f, FloatVector.broadcast(SPECIES, -0.5f)), e.mul(LN2_LOW));
    return e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.add(small));
  }
}
