package org.sparsevd.nn;

/** ReLU on whole arrays, for layers that apply it to their outputs on the way. */
public final class Relu {
  /** A positive float times this, twice, is at least 1. */
  private static final float HUGE = 1e30f;

  private Relu() {}

  /** y = max(0, y) in [from, to). */
  public static void apply(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(0, y[i]);
    }
  }

  /**
   * dy = dy where y > 0, else 0, in [from, to).
   *
   * @param y what {@link #apply} left
   */
  public static void mask(float[] y, float[] dy, int from, int to) {
    for (int i = from; i < to; i++) {
      dy[i] *= Math.min(1, y[i] * HUGE * HUGE); // y ≥ 0; a product keeps the loop in vectors
    }
  }
}
