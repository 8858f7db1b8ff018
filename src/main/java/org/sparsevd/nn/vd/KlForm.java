package org.sparsevd.nn.vd;

/** Which form of the KL divergence is trained. */
public enum KlForm {
  /** The sigmoid fit of Molchanov et al. 2017, eq. 14. */
  APPROXIMATION {
    @Override
    public double negativeKl(double logAlpha) {
      return KlDivergence.approximation(logAlpha);
    }

    @Override
    public double slope(double logAlpha) {
      return KlDivergence.approximationSlope(logAlpha);
    }
  },
  /** The true value and its true gradient, by Dawson's function. */
  EXACT {
    @Override
    public double negativeKl(double logAlpha) {
      return KlDivergence.exact(logAlpha);
    }

    @Override
    public double slope(double logAlpha) {
      return KlDivergence.exactSlope(logAlpha);
    }
  },
  /**
   * The cubic in α of Kingma et al. 2015, eq. 14, which holds for α ≤ 1 only: log α is held at 0 or
   * below, so no weight reaches a cut.
   */
  KINGMA {
    @Override
    public double negativeKl(double logAlpha) {
      return KlDivergence.kingma(logAlpha);
    }

    @Override
    public double slope(double logAlpha) {
      return KlDivergence.kingmaSlope(logAlpha);
    }

    @Override
    float largestLogAlpha() {
      return 0;
    }
  };

  /** −KL in nats, 0 at α → ∞. */
  public abstract double negativeKl(double logAlpha);

  /** d(−KL)/d log α. */
  public abstract double slope(double logAlpha);

  /** Whether the form holds at {@code logAlpha}. */
  public final boolean holdsAt(double logAlpha) {
    return logAlpha <= largestLogAlpha();
  }

  /** log α is clipped here while training. */
  float largestLogAlpha() {
    return LogAlpha.CLIP;
  }
}
