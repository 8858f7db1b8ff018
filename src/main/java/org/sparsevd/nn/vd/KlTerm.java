package org.sparsevd.nn.vd;

import org.sparsevd.kernel.Kernels;

/**
 * One form of the KL divergence over whole arrays of clipped log α, fast enough for every step of
 * training. Thread-safe.
 */
final class KlTerm {
  /** Knots a unit of log α; a cubic between two is within 2·10⁻⁹ of the curve. */
  private static final int KNOTS_PER_UNIT = 64;

  private static final int INTERVALS = Math.round(2 * LogAlpha.CLIP) * KNOTS_PER_UNIT;

  private final KlForm form;
  private final Kernels kernels;
  private final double[] values; // −KL at the knots
  private final double[] slopes; // its slope there
  private final float[] slopeCubics; // 4 coefficients of the slope's cubic an interval

  KlTerm(KlForm form, Kernels kernels) {
    this.form = form;
    this.kernels = kernels;
    values = new double[INTERVALS + 1];
    slopes = new double[INTERVALS + 1];
    slopeCubics = new float[4 * INTERVALS];
    for (int i = 0; i <= INTERVALS; i++) {
      values[i] = form.negativeKl(knot(i));
      slopes[i] = form.slope(knot(i));
    }
    if (form == KlForm.EXACT) {
      fillSlopeCubics();
    }
  }

  /** Σ KL in nats of {@code length} weights with these log α, summed in order. */
  double sumKl(float[] logAlpha, int offset, int length) {
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      double position = (logAlpha[i] + LogAlpha.CLIP) * KNOTS_PER_UNIT;
      if (Double.isNaN(position)) {
        return Double.NaN;
      }
      int interval = Math.min((int) position, INTERVALS - 1);
      double t = position - interval;
      // Hermite's cubic through the values and slopes at both ends of the interval.
      double step = slopes[interval] / KNOTS_PER_UNIT;
      double nextStep = slopes[interval + 1] / KNOTS_PER_UNIT;
      double rise = values[interval + 1] - values[interval];
      double cubic = step + nextStep - 2 * rise;
      double square = 3 * rise - 2 * step - nextStep;
      sum -= values[interval] + t * (step + t * (square + t * cubic));
    }
    return sum;
  }

  /**
   * slope = d(−KL)/d log α of {@code length} weights.
   *
   * @param logAlpha clipped log α from {@code logAlpha[0]}
   * @param alpha α of the same weights from {@code alpha[0]}
   * @param slope result from {@code slope[0]}; modified
   */
  void slope(float[] logAlpha, float[] alpha, float[] slope, int length) {
    switch (form) {
      case APPROXIMATION -> approximationSlope(logAlpha, alpha, slope, length);
      case EXACT -> exactSlope(logAlpha, slope, length);
      case KINGMA -> kingmaSlope(alpha, slope, length);
    }
  }

  private void approximationSlope(float[] logAlpha, float[] alpha, float[] slope, int length) {
    for (int i = 0; i < length; i++) {
      slope[i] = -KlDivergence.sigmoidArgument(logAlpha[i]);
    }
    kernels.exp(slope, 0, slope, 0, length);
    for (int i = 0; i < length; i++) {
      slope[i] = KlDivergence.approximationSlope(slope[i], alpha[i]);
    }
  }

  private static void kingmaSlope(float[] alpha, float[] slope, int length) {
    for (int i = 0; i < length; i++) {
      slope[i] = KlDivergence.kingmaSlopeOfAlpha(alpha[i]);
    }
  }

  private void exactSlope(float[] logAlpha, float[] slope, int length) {
    for (int i = 0; i < length; i++) {
      float position = (logAlpha[i] + LogAlpha.CLIP) * KNOTS_PER_UNIT;
      int interval = Math.min((int) position, INTERVALS - 1);
      float t = position - interval; // NaN stays NaN
      int c = 4 * interval;
      slope[i] =
          slopeCubics[c]
              + t * (slopeCubics[c + 1] + t * (slopeCubics[c + 2] + t * slopeCubics[c + 3]));
    }
  }

  private void fillSlopeCubics() {
    for (int i = 0; i < INTERVALS; i++) {
      double step = KlDivergence.exactCurvature(knot(i)) / KNOTS_PER_UNIT;
      double nextStep = KlDivergence.exactCurvature(knot(i + 1)) / KNOTS_PER_UNIT;
      double rise = slopes[i + 1] - slopes[i];
      slopeCubics[4 * i] = (float) slopes[i];
      slopeCubics[4 * i + 1] = (float) step;
      slopeCubics[4 * i + 2] = (float) (3 * rise - 2 * step - nextStep);
      slopeCubics[4 * i + 3] = (float) (step + nextStep - 2 * rise);
    }
  }

  private static double knot(int i) {
    return -LogAlpha.CLIP + i / (double) KNOTS_PER_UNIT;
  }
}
