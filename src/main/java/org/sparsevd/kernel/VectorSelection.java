package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** What compares and selects, one vector at a time; tails go to {@link ScalarSelection}. */
final class VectorSelection {

  private VectorSelection() {}

  static void rectify(float[] y, int offset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
      v.blend(0f, v.compare(VectorOperators.LT, 0f)).intoArray(y, offset + i);
    }
    ScalarSelection.rectify(y, offset + bound, length - bound);
  }

  static void keepWherePositive(float[] y, float[] g, int offset, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, y, offset + i).compare(VectorOperators.GT, 0f);
      zero.blend(FloatVector.fromArray(SPECIES, g, offset + i), positive).intoArray(g, offset + i);
    }
    ScalarSelection.keepWherePositive(y, g, offset + bound, length - bound);
  }

  static void below(float[] x, int xOffset, float limit, float[] y, int yOffset, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      VectorMask<Float> less =
          FloatVector.fromArray(SPECIES, x, xOffset + i).compare(VectorOperators.LT, limit);
      zero.blend(1f, less).intoArray(y, yOffset + i);
    }
    ScalarSelection.below(x, xOffset + bound, limit, y, yOffset + bound, length - bound);
  }

  static void clamp(float[] y, int offset, int length, float low, float high) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
      v.blend(low, v.compare(VectorOperators.LT, low))
          .blend(high, v.compare(VectorOperators.GT, high))
          .intoArray(y, offset + i);
    }
    ScalarSelection.clamp(y, offset + bound, length - bound, low, high);
  }

  static void max(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOffset + i);
      w.blend(v, v.compare(VectorOperators.GT, w)).intoArray(y, yOffset + i);
    }
    ScalarSelection.max(x, xOffset + bound, y, yOffset + bound, length - bound);
  }

  static void giveToLargest(
      float[] x,
      int xOffset,
      float[] y,
      float[] dy,
      int yOffset,
      float[] given,
      float[] dx,
      int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector before = FloatVector.fromArray(SPECIES, given, i);
      VectorMask<Float> hit =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, y, yOffset + i))
              .and(before.compare(VectorOperators.EQ, 0f));
      before.blend(1f, hit).intoArray(given, i);
      zero.blend(FloatVector.fromArray(SPECIES, dy, yOffset + i), hit).intoArray(dx, xOffset + i);
    }
    ScalarSelection.giveToLargest(x, xOffset, y, dy, yOffset, given, dx, bound, length);
  }
}
