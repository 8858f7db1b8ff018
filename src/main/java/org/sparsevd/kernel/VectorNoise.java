package org.sparsevd.kernel;

import static org.sparsevd.kernel.KernelConstants.*;
import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counter-based noise, one vector at a time; tails go to {@link ScalarNoise}, which gives the same
 * bits.
 *
 * <p>Hashes are first written to the output, then turned into draws where they lie, and the loops
 * are written out: one larger loop with methods of its own exceeds what the just-in-time compiler
 * inlines.
 */
final class VectorNoise {

  private static final VectorSpecies<Integer> INT_SPECIES = IntVector.SPECIES_PREFERRED;

  /** Draws between the two passes: few enough to stay in the first-level cache. */
  private static final int CHUNK = 2048;

  private VectorNoise() {}

  static void gaussian(long key, int firstIndex, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += CHUNK) {
      int chunk = Math.min(CHUNK, bound - i);
      hash(key, firstIndex + i, y, yOffset + i, chunk);
      hashToGaussian(y, yOffset + i, chunk);
    }
    ScalarNoise.gaussian(key, firstIndex + bound, y, yOffset + bound, length - bound);
  }

  static void uniform(long key, int firstIndex, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += CHUNK) {
      int chunk = Math.min(CHUNK, bound - i);
      hash(key, firstIndex + i, y, yOffset + i, chunk);
      hashToUniform(y, yOffset + i, chunk);
    }
    ScalarNoise.uniform(key, firstIndex + bound, y, yOffset + bound, length - bound);
  }

  /** Fills whole vectors of {@code y} with numbers whose bits are the hashes. */
  private static void hash(long key, int firstIndex, float[] y, int yOffset, int length) {
    long mixed = StreamKey.mix(key);
    int high = (int) (mixed >>> 32);
    IntVector start = IntVector.zero(INT_SPECIES).addIndex(1).add((int) mixed + firstIndex);
    for (int i = 0; i < length; i += LANES) {
      IntVector x = start.add(i);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
      x = x.mul(HASH_MULTIPLIER_1);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15));
      x = x.mul(HASH_MULTIPLIER_2);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
      x = x.lanewise(VectorOperators.XOR, high);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
      x = x.mul(HASH_MULTIPLIER_1);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15));
      x = x.mul(HASH_MULTIPLIER_2);
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
      x.reinterpretAsFloats().intoArray(y, yOffset + i);
    }
  }

  private static void hashToUniform(float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i += LANES) {
      IntVector hash = FloatVector.fromArray(SPECIES, y, yOffset + i).reinterpretAsInts();
      IntVector bits = hash.lanewise(VectorOperators.LSHR, UNIFORM_SHIFT);
      FloatVector whole = (FloatVector) bits.convert(VectorOperators.I2F, 0);
      whole.mul(UNIFORM_UNIT).intoArray(y, yOffset + i);
    }
  }

  private static void hashToGaussian(float[] y, int yOffset, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    FloatVector unit = FloatVector.broadcast(SPECIES, TAIL_UNIT);
    FloatVector halfUnit = FloatVector.broadcast(SPECIES, TAIL_HALF_UNIT);
    for (int i = 0; i < length; i += LANES) {
      IntVector hash = FloatVector.fromArray(SPECIES, y, yOffset + i).reinterpretAsInts();
      FloatVector bits = (FloatVector) hash.and(MAGNITUDE_BITS).convert(VectorOperators.I2F, 0);
      FloatVector q = bits.fma(unit, halfUnit);
      FloatVector w = VectorMath.logNormal(q.mul(two.sub(q)), zero).neg();
      FloatVector t = w.sub(CENTRE_SHIFT);
      FloatVector ratio = FloatVector.broadcast(SPECIES, CENTRE_7);
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_6));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_5));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_4));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_3));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_2));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_1));
      ratio = ratio.fma(t, FloatVector.broadcast(SPECIES, CENTRE_0));
      VectorMask<Float> inTail = w.compare(VectorOperators.GT, TAIL_START);
      // One draw in 300 lies in the tails, so most vectors skip them.
      if (inTail.anyTrue()) {
        FloatVector s = w.sqrt().sub(TAIL_SHIFT);
        FloatVector tail = FloatVector.broadcast(SPECIES, TAIL_7);
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_6));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_5));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_4));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_3));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_2));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_1));
        tail = tail.fma(s, FloatVector.broadcast(SPECIES, TAIL_0));
        ratio = ratio.blend(tail, inTail);
      }
      IntVector magnitude = one.sub(q).mul(ratio).reinterpretAsInts();
      magnitude
          .lanewise(VectorOperators.XOR, hash.and(SIGN_BIT))
          .reinterpretAsFloats()
          .intoArray(y, yOffset + i);
    }
  }
}
