package org.sparsevd.nn;

/**
 * How much a parameter's gradient varies from draw to draw of the noise, over its weights on
 * average. Draws come in groups: each gives an unbiased estimate of its own, and how those differ
 * gives the standard error of their mean.
 */
public final class GradientVariance {
  private final Parameter parameter;
  private final int drawsPerGroup;
  private final double[] means; // of this group so far, by Welford's recurrence
  private final double[] squares; // sums of squared deviations from them
  private int drawn; // in this group
  private int groups;
  private double variances; // sum over the groups
  private double squaredVariances;
  private double meanSquares;

  /**
   * @param parameter whose gradient is looked at
   * @param drawsPerGroup at least 2
   */
  public GradientVariance(Parameter parameter, int drawsPerGroup) {
    if (drawsPerGroup < 2) {
      throw new IllegalArgumentException("expected 2 or more draws a group, got " + drawsPerGroup);
    }
    this.parameter = parameter;
    this.drawsPerGroup = drawsPerGroup;
    means = new double[parameter.size()];
    squares = new double[parameter.size()];
  }

  /** Takes in the gradient as it is now: another draw. */
  public void add() {
    float[] gradient = parameter.gradient().data;
    drawn++;
    for (int i = 0; i < means.length; i++) {
      double off = gradient[i] - means[i];
      means[i] += off / drawn;
      squares[i] += off * (gradient[i] - means[i]);
    }
    if (drawn == drawsPerGroup) {
      endGroup();
    }
  }

  private void endGroup() {
    double variance = 0;
    double meanSquare = 0;
    for (int i = 0; i < means.length; i++) {
      double own = squares[i] / (drawn - 1);
      variance += own;
      meanSquare += means[i] * means[i] - own / drawn; // the square of the mean, unbiased
      means[i] = 0;
      squares[i] = 0;
    }
    variance /= means.length;
    variances += variance;
    squaredVariances += variance * variance;
    meanSquares += meanSquare / means.length;
    groups++;
    drawn = 0;
  }

  /** Whole groups so far. */
  public int groups() {
    return groups;
  }

  /** Variance of a weight's gradient, averaged over the weights; NaN before the first group. */
  public double variance() {
    return variances / groups;
  }

  /** Standard error of {@link #variance}; NaN before the second group. */
  public double standardError() {
    double spread = squaredVariances / groups - variance() * variance();
    return Math.sqrt(Math.max(0, spread) / (groups - 1));
  }

  /** Square of a weight's mean gradient, averaged over the weights: the signal in the noise. */
  public double meanSquare() {
    return meanSquares / groups;
  }
}
