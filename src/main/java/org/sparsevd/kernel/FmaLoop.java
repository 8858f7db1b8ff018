package org.sparsevd.kernel;

/**
 * Multiply-adds that never leave the registers: what a core could do if nothing else cost time. The
 * measure for every other kernel.
 */
public final class FmaLoop {
  private final boolean vectors;

  private FmaLoop(boolean vectors) {
    this.vectors = vectors;
  }

  /** The loop in the arithmetic that {@code kernels} use. */
  public static FmaLoop of(Kernels kernels) {
    return new FmaLoop(kernels instanceof VectorKernels);
  }

  /** Floats that one instruction works on; 1 for scalar kernels. */
  public int lanes() {
    return vectors ? VectorFma.LANES : 1;
  }

  /** Floating-point operations of {@link #run}, a multiply-add counting as two. */
  public long flops(int rounds) {
    return 2L * rounds * lanes() * (vectors ? VectorFma.CHAINS : ScalarFma.CHAINS);
  }

  /**
   * Runs the loop on the calling thread.
   *
   * @param rounds how often every chain is lengthened
   * @return depends on every operation, so that none can be left out
   */
  public float run(int rounds) {
    return vectors ? VectorFma.run(rounds) : ScalarFma.run(rounds);
  }
}
