package org.sparsevd.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link FmaLoop} on vectors. */
final class VectorFma {
  static final int LANES = VectorMath.LANES;

  /** Enough to hide the latency of two units of four cycles, few enough for 16 registers. */
  static final int CHAINS = 12;

  private VectorFma() {}

  static float run(int rounds) {
    FloatVector a = FloatVector.broadcast(VectorMath.SPECIES, 1e-3f);
    FloatVector b = FloatVector.broadcast(VectorMath.SPECIES, 0.5f);
    FloatVector s0 = FloatVector.broadcast(VectorMath.SPECIES, 1f);
    FloatVector s1 = FloatVector.broadcast(VectorMath.SPECIES, 2f);
    FloatVector s2 = FloatVector.broadcast(VectorMath.SPECIES, 3f);
    FloatVector s3 = FloatVector.broadcast(VectorMath.SPECIES, 4f);
    FloatVector s4 = FloatVector.broadcast(VectorMath.SPECIES, 5f);
    FloatVector s5 = FloatVector.broadcast(VectorMath.SPECIES, 6f);
    FloatVector s6 = FloatVector.broadcast(VectorMath.SPECIES, 7f);
    FloatVector s7 = FloatVector.broadcast(VectorMath.SPECIES, 8f);
    FloatVector s8 = FloatVector.broadcast(VectorMath.SPECIES, 9f);
    FloatVector s9 = FloatVector.broadcast(VectorMath.SPECIES, 10f);
    FloatVector s10 = FloatVector.broadcast(VectorMath.SPECIES, 11f);
    FloatVector s11 = FloatVector.broadcast(VectorMath.SPECIES, 12f);
    for (int i = 0; i < rounds; i++) {
      s0 = a.fma(b, s0);
      s1 = a.fma(b, s1);
      s2 = a.fma(b, s2);
      s3 = a.fma(b, s3);
      s4 = a.fma(b, s4);
      s5 = a.fma(b, s5);
      s6 = a.fma(b, s6);
      s7 = a.fma(b, s7);
      s8 = a.fma(b, s8);
      s9 = a.fma(b, s9);
      s10 = a.fma(b, s10);
      s11 = a.fma(b, s11);
    }
    FloatVector sum =
        s0.add(s1)
            .add(s2)
            .add(s3)
            .add(s4)
            .add(s5)
            .add(s6)
            .add(s7)
            .add(s8)
            .add(s9)
            .add(s10)
            .add(s11);
    return sum.reduceLanes(VectorOperators.ADD); // its last bits matter to nobody
  }
}
