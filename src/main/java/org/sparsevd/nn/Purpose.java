package org.sparsevd.nn;

import org.sparsevd.kernel.StreamKey;

/** What a stream of random numbers is for; one seed gives each purpose streams of its own. */
public enum Purpose {
  /** Initial weights. */
  INIT(0),
  /** Order of the samples in an epoch. */
  SHUFFLE(1),
  /** Gaussian noise on activations. */
  NOISE(2),
  /** Which activations binary dropout zeroes. */
  DROPOUT(3),
  /** Which training samples the training error is measured on. */
  EVALUATION(4),
  /** Gaussian noise on weights. */
  WEIGHT_NOISE(5);

  /** Part of the key: another number would give old seeds new runs. */
  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /**
   * Key of a stream.
   *
   * @param seed of the run
   * @param layer index of the layer that draws, or 0
   * @param step or epoch that it draws in, or 0
   */
  public long key(long seed, int layer, long step) {
    return StreamKey.of(seed, code, layer, step);
  }
}
