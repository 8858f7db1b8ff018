package org.sparsevd.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * Kernels spread over a fixed number of threads, of which the calling one is the first.
 *
 * <p>Calls return when their work is done. Results do not depend on the number of threads. Calls
 * from several threads take turns; a task must not call back. After {@link #close} the threads are
 * gone and further calls fail.
 */
public final class Compute implements AutoCloseable {

  /** Multiply-adds below which waking a thread costs more than it brings. */
  private static final long WORTH_SPLITTING = 1L << 19;

  private final Kernels kernels;
  private final WorkerPool pool;
  private final GemmScratch[] scratches;
  private final RangeShare rangeShare = new RangeShare();
  private final GemmShare gemmShare;

  /**
   * Starts the threads, with {@link Kernels#best()}.
   *
   * @param threads how many work together, the caller included; at least 1
   */
  public Compute(int threads) {
    this(Kernels.best(), threads);
  }

  /**
   * Starts the threads.
   *
   * @param kernels the arithmetic to use
   * @param threads how many work together, the caller included; at least 1
   */
  public Compute(Kernels kernels, int threads) {
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    pool = new WorkerPool(threads);
    scratches = new GemmScratch[threads];
    Arrays.setAll(scratches, worker -> new GemmScratch());
    gemmShare = new GemmShare(kernels, scratches);
  }

  /** The arithmetic in use. */
  public Kernels kernels() {
    return kernels;
  }

  /** How many threads work together, the caller included. */
  public int threads() {
    return pool.size();
  }

  /**
   * Packing buffers for the products of a {@link RangeTask}.
   *
   * @param worker number of the piece that multiplies
   */
  public GemmScratch scratch(int worker) {
    return scratches[worker];
  }

  /**
   * Smallest piece of a range worth a thread of its own when each index costs {@code
   * multiplyAddsEach}; a multiple of {@code multiple}.
   */
  public static int grain(long multiplyAddsEach, int multiple) {
    long indices = Math.ceilDiv(WORTH_SPLITTING / 2, Math.max(1, multiplyAddsEach));
    return (int) Math.min(1 << 24, Math.ceilDiv(indices, multiple) * multiple);
  }

  /**
   * C = op(A) · op(B), or C = C + op(A) · op(B), split over the threads along the longer side of C.
   *
   * @param transposeA whether A is stored as [k × m] rather than [m × k]
   * @param transposeB whether B is stored as [n × k] rather than [k × n]
   * @param m rows of C
   * @param n columns of C
   * @param k length of the sums
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
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   * @throws IllegalStateException if called from a task, or after {@link #close}
   * @see Kernels#gemm
   */
  public void gemm(
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
      int ldc) {
    pool.requireForeignThread();
    synchronized (pool) {
      pool.requireIdle();
      Product product = gemmShare.product;
      product.size(m, n, k);
      product.a(transposeA, a, aOffset, lda);
      product.b(transposeB, b, bOffset, ldb);
      product.c(accumulate, c, cOffset, ldc);
      try {
        product.check();
        boolean byRows = m >= n;
        int length = byRows ? m : n;
        int grain = byRows ? GemmShare.ROW_GRAIN : GemmShare.COLUMN_GRAIN;
        boolean split = (long) m * n * k >= WORTH_SPLITTING;
        int count = split ? chunks(length, grain, pool.size()) : 1;
        gemmShare.cut(count, byRows);
        pool.run(count, gemmShare);
      } finally {
        product.clear();
      }
    }
  }

  /**
   * Calls {@code task} over [0, length), cut into at most one piece a thread.
   *
   * <p>The cut depends on {@code length}, {@code grain} and {@link #threads()} alone. A thread that
   * is done may take the piece of one that has not begun.
   *
   * @param length end of the range, at least 0; an empty range calls nothing
   * @param grain pieces start at multiples of this, at least 1; give it the smallest amount of work
   *     that is worth a thread
   * @param task must not call this object; writes of the pieces must not overlap
   * @throws IllegalArgumentException if {@code length} or {@code grain} is too small
   * @throws IllegalStateException if called from a task, or after {@link #close}
   * @throws RuntimeException or Error: the first one that a piece threw, when all have ended
   */
  public void forRange(int length, int grain, RangeTask task) {
    Objects.requireNonNull(task, "task");
    if (length < 0 || grain < 1) {
      throw new IllegalArgumentException(
          "length must be at least 0 and grain at least 1, got " + length + " and " + grain);
    }
    pool.requireForeignThread();
    synchronized (pool) {
      pool.requireIdle();
      if (length == 0) {
        return;
      }
      int count = chunks(length, grain, pool.size());
      rangeShare.set(length, grain, count, task);
      try {
        pool.run(count, rangeShare);
      } finally {
        rangeShare.set(0, 1, 0, null);
      }
    }
  }

  private static int chunks(int length, int grain, int threads) {
    return Math.max(1, Math.min(threads, Math.ceilDiv(length, grain)));
  }

  /** Start of piece {@code index} of {@code count}: whole grains, dealt as evenly as they go. */
  static int boundary(int length, int grain, int index, int count) {
    long grains = Math.ceilDiv(length, grain);
    return (int) Math.min(length, grains * index / count * grain);
  }

  /**
   * Ends the threads; a second call does nothing.
   *
   * @throws IllegalStateException if called from a task
   */
  @Override
  public void close() {
    pool.requireForeignThread();
    synchronized (pool) {
      pool.close();
    }
  }

  /** Work on a piece of a range. */
  @FunctionalInterface
  public interface RangeTask {
    /**
     * Does the work for indices {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param from first index
     * @param to end of the indices
     * @param worker number of the piece, in [0, threads): no other piece with this number runs at
     *     the same time, so it can choose a scratch array
     */
    void run(int from, int to, int worker);
  }

  /** The current range; reused, because a call must not allocate. */
  private static final class RangeShare implements WorkerPool.Share {
    private int length;
    private int grain;
    private int count;
    private RangeTask task;

    void set(int length, int grain, int count, RangeTask task) {
      this.length = length;
      this.grain = grain;
      this.count = count;
      this.task = task;
    }

    @Override
    public void run(int worker) {
      int from = boundary(length, grain, worker, count);
      int to = boundary(length, grain, worker + 1, count);
      task.run(from, to, worker);
    }
  }
}
