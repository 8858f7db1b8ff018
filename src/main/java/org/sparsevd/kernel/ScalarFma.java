package org.sparsevd.kernel;

/** {@link FmaLoop} without vectors. */
final class ScalarFma {
  static final int CHAINS = 12;

  private ScalarFma() {}

  static float run(int rounds) {
    float a = 1e-3f;
    float b = 0.5f;
    float s0 = 1;
    float s1 = 2;
    float s2 = 3;
    float s3 = 4;
    float s4 = 5;
    float s5 = 6;
    float s6 = 7;
    float s7 = 8;
    float s8 = 9;
    float s9 = 10;
    float s10 = 11;
    float s11 = 12;
    for (int i = 0; i < rounds; i++) {
      s0 = Math.fma(a, b, s0);
      s1 = Math.fma(a, b, s1);
      s2 = Math.fma(a, b, s2);
      s3 = Math.fma(a, b, s3);
      s4 = Math.fma(a, b, s4);
      s5 = Math.fma(a, b, s5);
      s6 = Math.fma(a, b, s6);
      s7 = Math.fma(a, b, s7);
      s8 = Math.fma(a, b, s8);
      s9 = Math.fma(a, b, s9);
      s10 = Math.fma(a, b, s10);
      s11 = Math.fma(a, b, s11);
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
  }
}
