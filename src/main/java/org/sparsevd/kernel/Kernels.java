package org.sparsevd.kernel;

/**
 * The arithmetic that training spends its time in, over plain {@code float[]} ranges.
 *
 * <p>There are two implementations, one on the Vector API and one scalar, and every method returns
 * the same bits on both, for every vector width, every split over threads, and before and after
 * just-in-time compilation. Only the payload of a NaN is left open. This holds because each element
 * is computed by one fixed sequence of IEEE operations (add, multiply, fma, divide, square root)
 * that does not depend on its neighbours.
 *
 * <p>Kernels hold no state: one instance may serve any number of threads.
 */
public abstract sealed class Kernels permits ScalarKernels, VectorKernels {

  /**
   * The fastest implementation this machine offers.
   *
   * <p>That is the Vector API one, or {@link #scalar()} when the virtual machine was started
   * without {@code --add-modules jdk.incubator.vector}; then one warning is logged that names this
   * fix.
   *
   * @return always the same instance
   */
  public static Kernels best() {
    return KernelProvider.BEST;
  }

  /**
   * The scalar twin: slower, the same bits, no incubator module needed.
   *
   * @return always the same instance
   */
  public static Kernels scalar() {
    return KernelProvider.SCALAR;
  }

  /**
   * Names the implementation for logs and reports.
   *
   * @return for example {@code "Vector API, 512-bit"} or {@code "scalar"}
   */
  public abstract String description();

  /**
   * y = e<sup>x</sup>, element by element, to within 1 ulp of the true value.
   *
   * <p>Overflow gives infinity, results below the normal range are rounded to subnormals or 0, NaN
   * stays NaN.
   *
   * @param x input, not changed unless it is {@code y}
   * @param xOffset index of the first input
   * @param y output, mutated; may be {@code x} with the same offset, other overlaps are undefined
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void exp(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * y = ln x, element by element, to within 1 ulp of the true value, subnormal inputs included.
   *
   * <p>ln 0 is negative infinity; a negative number or NaN gives NaN.
   *
   * @param x input, not changed unless it is {@code y}
   * @param xOffset index of the first input
   * @param y output, mutated; may be {@code x} with the same offset, other overlaps are undefined
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void log(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * y = 1 / (1 + e<sup>-x</sup>), element by element, to within 3 ulp of the true value.
   *
   * <p>Large inputs saturate at exactly 1, very negative ones fade through the subnormals to 0
   * without ever overflowing; NaN stays NaN.
   *
   * @param x input, not changed unless it is {@code y}
   * @param xOffset index of the first input
   * @param y output, mutated; may be {@code x} with the same offset, other overlaps are undefined
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * y = √x, element by element, correctly rounded.
   *
   * @param x input, not changed unless it is {@code y}
   * @param xOffset index of the first input
   * @param y output, mutated; may be {@code x} with the same offset, other overlaps are undefined
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void sqrt(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * y[yOffset + i] = draw number {@code firstIndex + i} of the standard normal stream {@code key}.
   *
   * <p>A draw depends on its key and number alone, so a stream can be read in any order and in any
   * pieces. It is the inverse normal distribution function, to within 10<sup>-6</sup> of its
   * magnitude, of a 32-bit hash: values reach ±6.2.
   *
   * @param key names the stream, see {@link StreamKey}
   * @param firstIndex number of the first draw, at least 0
   * @param y output, mutated
   * @param yOffset index of the first output
   * @param length number of draws
   * @throws IndexOutOfBoundsException if the range does not lie in {@code y}
   * @throws IllegalArgumentException if the draw numbers leave [0, 2<sup>31</sup>)
   */
  public abstract void gaussian(long key, int firstIndex, float[] y, int yOffset, int length);

  /**
   * y[yOffset + i] = draw number {@code firstIndex + i} of the uniform stream {@code key}: a
   * multiple of 2<sup>-24</sup> in [0, 1).
   *
   * @param key names the stream, see {@link StreamKey}; a key used for {@link #gaussian} too gives
   *     dependent draws
   * @param firstIndex number of the first draw, at least 0
   * @param y output, mutated
   * @param yOffset index of the first output
   * @param length number of draws
   * @throws IndexOutOfBoundsException if the range does not lie in {@code y}
   * @throws IllegalArgumentException if the draw numbers leave [0, 2<sup>31</sup>)
   */
  public abstract void uniform(long key, int firstIndex, float[] y, int yOffset, int length);

  /**
   * y = 0 where y &lt; 0; NaN stays NaN.
   *
   * @param y mutated in [offset, offset + length)
   * @throws IndexOutOfBoundsException if the range does not lie in the array
   */
  public abstract void rectify(float[] y, int offset, int length);

  /**
   * g = 0 where y is not &gt; 0.
   *
   * @param y not changed
   * @param g mutated in the same range
   * @param offset first index in both
   * @param length number of elements
   * @throws IndexOutOfBoundsException if the range does not lie in both arrays
   */
  public abstract void keepWherePositive(float[] y, float[] g, int offset, int length);

  /**
   * y = 1 where x &lt; limit, else 0.
   *
   * @param x not changed
   * @param xOffset index of the first input
   * @param limit compared with
   * @param y output, mutated
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void below(
      float[] x, int xOffset, float limit, float[] y, int yOffset, int length);

  /**
   * y held in [low, high]; NaN stays NaN.
   *
   * @param y mutated in [offset, offset + length)
   * @throws IndexOutOfBoundsException if the range does not lie in the array
   */
  public abstract void clamp(float[] y, int offset, int length, float low, float high);

  /**
   * y = y + x.
   *
   * @param x not changed
   * @param xOffset index of the first input
   * @param y mutated
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void add(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * y[l] = bias + Σ values[i] · x[xOffset + offsets[i] + l] over from ≤ i &lt; to, for every l &lt;
   * length: one output of a layer with few weights, for samples and positions that lie side by
   * side. Each y[l] is one sequence of fma in the order of i.
   *
   * @param offsets where the values' inputs begin, in floats after {@code xOffset}
   * @param y mutated from {@code yOffset} on; must not overlap {@code x}
   */
  public abstract void weightedSum(
      int from,
      int to,
      int[] offsets,
      float[] values,
      float bias,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int length);

  /**
   * y = the larger of x and y.
   *
   * @param x not changed
   * @param xOffset index of the first input
   * @param y mutated
   * @param yOffset index of the first output
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void max(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * The way back from a {@link #max}: an input that equals the largest gets its gradient, if no
   * input before it did.
   *
   * @param x inputs from {@code xOffset}; not changed
   * @param y largest inputs from {@code yOffset}; not changed
   * @param dy their gradients, likewise; not changed
   * @param given from 0, 1 where the gradient has been given to an input before, else 0; mutated
   * @param dx gradients of the inputs from {@code xOffset}; overwritten
   * @param length number of elements
   * @throws IndexOutOfBoundsException if a range does not lie in its array
   */
  public abstract void giveToLargest(
      float[] x,
      int xOffset,
      float[] y,
      float[] dy,
      int yOffset,
      float[] given,
      float[] dx,
      int length);

  /**
   * C = op(A) · op(B), or C = C + op(A) · op(B), where op transposes on request.
   *
   * <p>Matrices are row-major: element (i, j) of a stored matrix lies at {@code offset + i * ld +
   * j}. Each element of C is one sequence of fma over k in rising order, starting from 0 or from C.
   *
   * @param transposeA whether A is stored as [k × m] rather than [m × k]
   * @param transposeB whether B is stored as [n × k] rather than [k × n]
   * @param m rows of C
   * @param n columns of C
   * @param k length of the sums; 0 leaves C alone when accumulating and clears it otherwise
   * @param a op(A) is [m × k]; not changed
   * @param aOffset index of A's first element
   * @param lda distance between stored rows of A, at least their length
   * @param b op(B) is [k × n]; not changed
   * @param bOffset index of B's first element
   * @param ldb distance between stored rows of B, at least their length
   * @param accumulate whether to add to C rather than to overwrite it
   * @param c [m × n], mutated; must not overlap A or B; nothing between its rows is touched
   * @param cOffset index of C's first element
   * @param ldc distance between rows of C, at least n
   * @param scratch packing buffers of the calling thread, mutated
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   */
  public final void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmScratch scratch) {
    Product product = scratch.product;
    product.size(m, n, k);
    product.a(transposeA, a, aOffset, lda);
    product.b(transposeB, b, bOffset, ldb);
    product.c(accumulate, c, cOffset, ldc);
    gemm(product.check(), scratch);
    product.clear();
  }

  /** The product of operands already checked. */
  abstract void gemm(Product product, GemmScratch scratch);

  /** Partial sums a dot product is kept in: as many as the widest vectors have lanes. */
  public static final int PARTIAL_SUMS = 16;

  /**
   * Adds A · Bᵀ to partial sums: sum (i · n + j) · 16 + l gets, in rising order of q, the fma of
   * A(i, q) and B(j, q) for all q with remainder l by 16. {@link #sumDots} adds them up.
   *
   * @param m rows of A
   * @param n rows of B
   * @param length of the rows
   * @param a [m × length] from {@code aOffset}, rows {@code lda} apart; not changed
   * @param b [n × length] from {@code bOffset}, rows {@code ldb} apart; not changed
   * @param partial [m · n × 16]; mutated
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   */
  public final void dots(
      int m,
      int n,
      int length,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] partial) {
    KernelArguments.requireMatrix("A", m, length, a, aOffset, lda);
    KernelArguments.requireMatrix("B", n, length, b, bOffset, ldb);
    KernelArguments.requireMatrix("partial", m * n, PARTIAL_SUMS, partial, 0, PARTIAL_SUMS);
    addDots(m, n, length, a, aOffset, lda, b, bOffset, ldb, partial);
  }

  abstract void addDots(
      int m,
      int n,
      int length,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] partial);

  /**
   * sums[offset + i] = the sixteen partial sums of dot product i, pairwise.
   *
   * @param partial [count × 16]
   * @param sums mutated in [offset, offset + count)
   */
  public static void sumDots(float[] partial, int count, float[] sums, int offset) {
    for (int i = 0; i < count; i++) {
      int at = i * PARTIAL_SUMS;
      float sum = 0;
      for (int l = 0; l < PARTIAL_SUMS; l += 4) {
        sum +=
            (partial[at + l] + partial[at + l + 1]) + (partial[at + l + 2] + partial[at + l + 3]);
      }
      sums[offset + i] = sum;
    }
  }
}
