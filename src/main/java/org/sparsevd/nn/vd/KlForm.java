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
  };

  /** −KL in nats, 0 at α → ∞. */
  public abstract double negativeKl(double logAlpha);

  /** d(−KL)/d log α. */
  public abstract double slope(double logAlpha);
}
