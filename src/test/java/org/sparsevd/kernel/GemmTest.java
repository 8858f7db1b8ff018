package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GemmTest {

  private static final int[] SIZES = {0, 1, 2, 3, 5, 7, 13, 31, 33, 97};
  private static final int[][] LONG_SHAPES = {
    {4098, 7, 33}, {5, 4098, 13}, {13, 33, 4098}, {130, 1050, 650}, {6, 96, 700}, {12, 45, 330}
  };

  private final GemmScratch scratch = new GemmScratch();

  @Test
  void gemmEqualsTheScalarTwinOnAwkwardSizes() {
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          for (int seed = 0; seed < 8; seed++) {
            assertTwinsAgree(m, n, k, seed);
          }
        }
      }
    }
  }

  @Test
  void gemmEqualsTheScalarTwinBeyondOneBlock() {
    for (int[] shape : LONG_SHAPES) {
      for (int seed = 0; seed < 8; seed++) {
        assertTwinsAgree(shape[0], shape[1], shape[2], seed);
      }
    }
  }

  private void assertTwinsAgree(int m, int n, int k, int seed) {
    // Eight seeds in a row cover the four transposes with both kinds of start.
    GemmProblem vector = new GemmProblem((seed & 1) != 0, (seed & 2) != 0, m, n, k, seed);
    GemmProblem scalar = new GemmProblem((seed & 1) != 0, (seed & 2) != 0, m, n, k, seed);
    boolean accumulate = (seed / 4 & 1) != 0;
    vector.run(Kernels.best(), accumulate, scratch);
    scalar.run(Kernels.scalar(), accumulate, scratch);
    assertArrayEquals(scalar.c, vector.c, () -> vector + " accumulate " + accumulate);
  }

  @Test
  void gemmIsTheMatrixProductAndTouchesNothingElse() {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      int[][] shapes = {{1, 1, 1}, {7, 5, 3}, {33, 13, 97}, {31, 97, 2}, {97, 33, 0}, {3, 70, 400}};
      for (int[] s : shapes) {
        for (int variant = 0; variant < 8; variant++) {
          boolean accumulate = (variant & 4) != 0;
          GemmProblem problem =
              new GemmProblem((variant & 1) != 0, (variant & 2) != 0, s[0], s[1], s[2], variant);
          double[] expected = problem.reference(accumulate);
          problem.run(kernels, accumulate, scratch);
          for (int i = 0; i < expected.length; i++) {
            double tolerance = 1e-6 * (s[2] + 1);
            assertEquals(expected[i], problem.c[i], tolerance, problem + " element " + i);
          }
        }
      }
    }
  }

  @Test
  void sumsRunInRisingOrderOfK() {
    // Any other order, or a product rounded before it is added, gives other bits.
    GemmProblem problem = new GemmProblem(false, true, 9, 41, 1000, 5);
    problem.run(Kernels.best(), false, scratch);
    for (int i = 0; i < problem.m; i++) {
      for (int j = 0; j < problem.n; j++) {
        float sum = 0f;
        for (int p = 0; p < problem.k; p++) {
          sum = Math.fma(problem.a[problem.aIndex(i, p)], problem.b[problem.bIndex(p, j)], sum);
        }
        assertEquals(sum, problem.c[problem.cIndex(i, j)]);
      }
    }
  }

  @Test
  void accumulatingOverPiecesOfKGivesTheWhole() {
    GemmProblem whole = new GemmProblem(false, false, 20, 50, 90, 3);
    GemmProblem pieces = new GemmProblem(false, false, 20, 50, 90, 3);
    whole.run(Kernels.best(), false, scratch);
    for (int p = 0; p < 90; p += 30) {
      Kernels.best()
          .gemm(
              false,
              false,
              20,
              50,
              30,
              pieces.a,
              pieces.aIndex(0, p),
              pieces.lda,
              pieces.b,
              pieces.bIndex(p, 0),
              pieces.ldb,
              p > 0,
              pieces.c,
              pieces.cOffset,
              pieces.ldc,
              scratch);
    }
    assertArrayEquals(whole.c, pieces.c);
  }

  @Test
  void infinityAndNaNReachTheirRowAndColumnOnly() {
    float[] a = new float[7 * 5];
    float[] b = new float[5 * 37];
    a[3 * 5 + 2] = Float.NaN;
    b[2 * 37 + 36] = 1f;
    b[4 * 37 + 35] = Float.POSITIVE_INFINITY;
    float[] c = new float[7 * 37];
    Kernels.best().gemm(false, false, 7, 37, 5, a, 0, 5, b, 0, 37, false, c, 0, 37, scratch);
    for (int i = 0; i < c.length; i++) {
      assertEquals(i / 37 == 3 || i % 37 == 35, Float.isNaN(c[i]), "element " + i);
    }
  }

  @Test
  void steadyStateAllocatesNothing() {
    GemmProblem large = new GemmProblem(false, true, 100, 70, 50, 1);
    GemmProblem small = new GemmProblem(true, false, 20, 10, 30, 2);
    long allocated =
        Allocation.leastOf(() -> {
          large.run(Kernels.best(), false, scratch);
          small.run(Kernels.best(), true, scratch);
        });
    assertEquals(0, allocated);
  }

  @Test
  void wrongShapesAreRefusedWithTheirNumbers() {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      float[] six = new float[6];
      String negative =
          assertThrows(IllegalArgumentException.class, () -> square(kernels, -1, six, 3, six))
              .getMessage();
      assertTrue(negative.contains("m = -1"), negative);
      String leading =
          assertThrows(IllegalArgumentException.class, () -> square(kernels, 2, six, 1, six))
              .getMessage();
      assertTrue(leading.contains("A is stored as [2 × 2]"), leading);
      String range =
          assertThrows(
                  IndexOutOfBoundsException.class, () -> square(kernels, 2, six, 2, new float[3]))
              .getMessage();
      assertTrue(range.contains("C [2 × 2]") && range.contains("length 3"), range);
      assertThrows(IndexOutOfBoundsException.class, () -> square(kernels, 3, six, 3, new float[9]));
    }
  }

  private void square(Kernels kernels, int size, float[] ab, int lda, float[] c) {
    int ld = Math.max(size, 0);
    kernels.gemm(false, false, size, size, size, ab, 0, lda, ab, 0, ld, false, c, 0, ld, scratch);
  }

  /** Random matrices that lie at odd offsets with gaps between their rows, filled with guards. */
  static final class GemmProblem {
    private static final float GUARD = -12345.678f;

    final boolean transposeA;
    final boolean transposeB;
    final int m;
    final int n;
    final int k;
    final int lda;
    final int ldb;
    final int ldc;
    final int aOffset;
    final int bOffset;
    final int cOffset;
    final float[] a;
    final float[] b;
    final float[] c;

    GemmProblem(boolean transposeA, boolean transposeB, int m, int n, int k, int seed) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.m = m;
      this.n = n;
      this.k = k;
      Random random = new Random(seed);
      aOffset = random.nextInt(4);
      bOffset = random.nextInt(4);
      cOffset = random.nextInt(4);
      lda = (transposeA ? m : k) + random.nextInt(4);
      ldb = (transposeB ? k : n) + random.nextInt(4);
      ldc = n + random.nextInt(4);
      a = uniform(random, aOffset + (transposeA ? k : m) * lda);
      b = uniform(random, bOffset + (transposeB ? n : k) * ldb);
      c = new float[cOffset + m * ldc + 3];
      java.util.Arrays.fill(c, GUARD);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          c[cIndex(i, j)] = random.nextFloat() - 0.5f;
        }
      }
    }

    private static float[] uniform(Random random, int length) {
      float[] x = new float[length];
      for (int i = 0; i < length; i++) {
        x[i] = random.nextFloat() - 0.5f;
      }
      return x;
    }

    int aIndex(int i, int p) {
      return aOffset + (transposeA ? p * lda + i : i * lda + p);
    }

    int bIndex(int p, int j) {
      return bOffset + (transposeB ? j * ldb + p : p * ldb + j);
    }

    int cIndex(int i, int j) {
      return cOffset + i * ldc + j;
    }

    void run(Kernels kernels, boolean accumulate, GemmScratch scratch) {
      kernels.gemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          accumulate,
          c,
          cOffset,
          ldc,
          scratch);
    }

    void run(Compute compute, boolean accumulate) {
      compute.gemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          accumulate,
          c,
          cOffset,
          ldc);
    }

    /** What the whole array of C, guards included, should hold afterwards. */
    double[] reference(boolean accumulate) {
      double[] expected = new double[c.length];
      for (int i = 0; i < c.length; i++) {
        expected[i] = c[i];
      }
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? c[cIndex(i, j)] : 0;
          for (int p = 0; p < k; p++) {
            sum += (double) a[aIndex(i, p)] * b[bIndex(p, j)];
          }
          expected[cIndex(i, j)] = sum;
        }
      }
      return expected;
    }

    @Override
    public String toString() {
      return (transposeA ? "T" : "N")
          + (transposeB ? "T" : "N")
          + " m "
          + m
          + " n "
          + n
          + " k "
          + k;
    }
  }
}
