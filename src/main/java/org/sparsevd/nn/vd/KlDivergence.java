package org.sparsevd.nn.vd;

/**
 * −KL(q(w|θ, α) ‖ p(w)) of one weight under the log-uniform prior as a function of log α, in nats,
 * with the additive constant that makes it 0 at α → ∞: the exact value, the paper's approximation,
 * and the slopes of both.
 *
 * <p>The prior is improper (Hron et al. 2018): read this as a sparsifying regulariser, not as the
 * distance to a proper posterior.
 */
public final class KlDivergence {
  // Molchanov et al. 2017, eq. 14, with the digits of the authors' code.
  private static final double K1 = 0.63576;
  private static final double K2 = 1.87320;
  private static final double K3 = 1.48695;

  // Kingma et al. 2015, eq. 14.
  private static final double C1 = 1.16145124;
  private static final double C2 = -1.50204118;
  private static final double C3 = 0.58629921;

  /** ½ (γ + ln 2): puts the cubic on the same zero as the others. */
  private static final double HALF_EULER_PLUS_LN2 = 0.6351814227307392;

  /** Standard deviations of the Poisson law summed on either side of its mean: e^(−12²/2) left. */
  private static final double POISSON_REACH = 12;

  /** Step of Rybicki's sum; its error is e^(−(π / 2h)²) ≈ 10⁻²⁷. */
  private static final double RYBICKI_STEP = 0.2;

  private KlDivergence() {}

  /**
   * −KL = k1 σ(k2 + k3 log α) − ½ log(1 + α⁻¹) − k1, eq. 14. At most 0.0094 nats from {@link
   * #exact} on log α ∈ [−10, 10].
   */
  public static double approximation(double logAlpha) {
    return K1 * (sigmoid(K2 + K3 * logAlpha) - 1) - 0.5 * softplus(-logAlpha);
  }

  /** d(−KL)/d log α of {@link #approximation}. */
  public static double approximationSlope(double logAlpha) {
    double s = sigmoid(K2 + K3 * logAlpha);
    return K1 * K3 * s * (1 - s) + 0.5 * sigmoid(-logAlpha);
  }

  /** Argument of the sigmoid in eq. 14, for kernels that work on whole arrays. */
  static float sigmoidArgument(float logAlpha) {
    return (float) K2 + (float) K3 * logAlpha;
  }

  /**
   * Slope of eq. 14 from e = e^−(k2 + k3 log α) and α, for kernels that work on arrays: k1 k3 σ (1
   * − σ) with σ = 1 / (1 + e), and ½ σ(−log α) = ½ / (1 + α). Both divisions are one; within the
   * clip of log α nothing overflows.
   */
  static float approximationSlope(float e, float alpha) {
    float a = 1 + e;
    float b = 1 + alpha;
    float both = 1 / (a * b);
    float sigma = both * b;
    return (float) (K1 * K3) * (e * sigma * sigma) + 0.5f * (both * a);
  }

  /**
   * −KL = ½ log α + c1 α + c2 α² + c3 α³ − ½ (γ + ln 2), Kingma et al. 2015, eq. 14 with the
   * constant that makes the true value 0 at α → ∞. Holds for α ≤ 1, where it is at most 0.040 nats
   * from {@link #exact}; far beyond that it is nonsense.
   */
  public static double kingma(double logAlpha) {
    double alpha = StrictMath.exp(logAlpha);
    return 0.5 * logAlpha + alpha * (C1 + alpha * (C2 + alpha * C3)) - HALF_EULER_PLUS_LN2;
  }

  /** d(−KL)/d log α of {@link #kingma}. */
  public static double kingmaSlope(double logAlpha) {
    double alpha = StrictMath.exp(logAlpha);
    return 0.5 + alpha * (C1 + alpha * (2 * C2 + alpha * 3 * C3));
  }

  /** As above from α, for kernels that work on arrays. */
  static float kingmaSlopeOfAlpha(float alpha) {
    return 0.5f + alpha * ((float) C1 + alpha * ((float) (2 * C2) + alpha * (float) (3 * C3)));
  }

  /**
   * The true value, without sampling: E log|ξ| for ξ ~ N(1, α) is half the mean of log α χ², a
   * Poisson mixture of digammas, so −KL = −½ Σ_j Poisson(j; λ) h_j with λ = 1/(2α) and h_j = ψ(½ +
   * j) − ψ(½) = Σ_{i&lt;j} 1/(i + ½). Good to 12 digits for log α ≥ −12; the sum has about 24 √λ
   * terms.
   */
  public static double exact(double logAlpha) {
    double lambda = 0.5 * StrictMath.exp(-logAlpha);
    double reach = POISSON_REACH * Math.sqrt(lambda) + 30;
    int mode = (int) lambda;
    int last = (int) (lambda + reach);
    int first = Math.max(0, (int) (lambda - reach));
    double[] digammas = new double[last - first + 1]; // h_first … h_last
    double h = 0;
    for (int j = 0; j <= last; j++) {
      if (j >= first) {
        digammas[j - first] = h;
      }
      h += 1 / (j + 0.5);
    }
    // Unnormalised Poisson weights from the mode outwards: no factorials, no overflow.
    double weights = 0;
    double sum = 0;
    double weight = 1;
    for (int j = mode; j <= last; j++) {
      weights += weight;
      sum += weight * digammas[j - first];
      weight *= lambda / (j + 1);
    }
    weight = 1;
    for (int j = mode; j > first; j--) {
      weight *= j / lambda;
      weights += weight;
      sum += weight * digammas[j - 1 - first];
    }
    return -0.5 * sum / weights;
  }

  /** d(−KL)/d log α of the true value: x D(x) with x = 1/√(2α) and D Dawson's function. */
  public static double exactSlope(double logAlpha) {
    double x = Math.sqrt(0.5) * StrictMath.exp(-0.5 * logAlpha);
    return x * dawson(x);
  }

  /** d²(−KL)/d(log α)² of the true value, from D′ = 1 − 2xD. */
  static double exactCurvature(double logAlpha) {
    double x = Math.sqrt(0.5) * StrictMath.exp(-0.5 * logAlpha);
    double d = dawson(x);
    return -0.5 * (x * d + x * x * (1 - 2 * x * d));
  }

  /** D(x) = e^(−x²) ∫₀ˣ e^(t²) dt for x ≥ 0, by Rybicki's sum over odd multiples of a step. */
  static double dawson(double x) {
    if (x < 0.01) {
      double square = x * x;
      return x * (1 - square * (2.0 / 3 - square * 4.0 / 15));
    }
    // The even multiple of the step nearest x is the centre; terms beyond ±7 vanish.
    long centre = 2 * Math.round(0.5 * x / RYBICKI_STEP);
    double offset = x - centre * RYBICKI_STEP;
    double sum = 0;
    for (int n = -35; n <= 35; n += 2) {
      double distance = offset - n * RYBICKI_STEP;
      sum += StrictMath.exp(-distance * distance) / (n + centre);
    }
    return sum / Math.sqrt(Math.PI);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** log(1 + e^x) without overflow. */
  private static double softplus(double x) {
    return x > 30 ? x : StrictMath.log1p(StrictMath.exp(x));
  }
}
