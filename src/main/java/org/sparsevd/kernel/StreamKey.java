package org.sparsevd.kernel;

/** Names of noise streams: neighbouring seeds, layers or steps give unrelated keys. */
public final class StreamKey {

  private StreamKey() {}

  /**
   * The key of one noise stream, for {@link Kernels#gaussian} and {@link Kernels#uniform}.
   *
   * @param seed the experiment's seed
   * @param purpose what the noise is for, so that uses never share a stream
   * @param layer position of the layer
   * @param step number of the training step
   * @return a well mixed function of all four
   */
  public static long of(long seed, int purpose, int layer, long step) {
    long key = mix(seed + KernelConstants.KEY_STEP);
    key = mix((key + KernelConstants.KEY_STEP) ^ purpose);
    key = mix((key + KernelConstants.KEY_STEP) ^ layer);
    return mix((key + KernelConstants.KEY_STEP) ^ step);
  }

  /** A bijection of the 64-bit numbers in which each input bit flips about half the output bits. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * KernelConstants.KEY_MULTIPLIER_1;
    z = (z ^ (z >>> 27)) * KernelConstants.KEY_MULTIPLIER_2;
    return z ^ (z >>> 31);
  }
}
