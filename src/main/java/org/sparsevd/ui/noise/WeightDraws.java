package org.sparsevd.ui.noise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparsevd.chart.WeightNoiseChart;

/** Draws of w = θ (1 + √α ε), more and more of them, counted in bins. */
final class WeightDraws {
  private static final int BINS = 61;

  /** Standard deviations shown to either side of θ and of zero. */
  private static final double REACH = 3.5;

  private final Random random = new Random(1);
  private final int[] counts = new int[BINS];
  private double theta = 1;
  private double logAlpha;
  private double lower;
  private double upper;
  private long total;
  private long otherSign;

  /** Begins anew with another weight or another α. */
  void begin(double newTheta, double newLogAlpha) {
    theta = newTheta;
    logAlpha = newLogAlpha;
    double reach = REACH * deviation();
    lower = Math.min(-0.2 * Math.abs(theta), theta - reach);
    upper = Math.max(0.2 * Math.abs(theta), theta + reach);
    Arrays.fill(counts, 0);
    total = 0;
    otherSign = 0;
  }

  double deviation() {
    return Math.exp(logAlpha / 2) * Math.abs(theta);
  }

  /** Draws {@code count} more. */
  void draw(int count) {
    double root = Math.exp(logAlpha / 2);
    for (int i = 0; i < count; i++) {
      double w = theta * (1 + root * random.nextGaussian());
      int bin = (int) Math.floor((w - lower) / (upper - lower) * BINS);
      if (bin >= 0 && bin < BINS) {
        counts[bin]++;
      }
      otherSign += w * theta < 0 ? 1 : 0;
      total++;
    }
  }

  long total() {
    return total;
  }

  /** Share of the draws with the other sign than θ; NaN without draws. */
  double otherSignShare() {
    return otherSign / (double) total;
  }

  /** Φ(−1/√α), what that share tends to. */
  static double otherSignProbability(double logAlpha) {
    return normal(-Math.exp(-logAlpha / 2));
  }

  /** Φ(x) for x ≤ 0 by its continued fraction or series; good to 1e-9. */
  private static double normal(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (x > -3) {
      double term = x;
      double sum = x;
      for (int k = 3; Math.abs(term) > 1e-12; k += 2) {
        term *= x * x / k;
        sum += term;
      }
      return 0.5 + sum * density;
    }
    double fraction = 0;
    for (int k = 60; k >= 1; k--) {
      fraction = k / (-x + fraction);
    }
    return density / (-x + fraction);
  }

  WeightNoiseChart.Draws forChart() {
    List<Integer> bins = IntStream.of(counts).boxed().toList();
    return new WeightNoiseChart.Draws(theta, deviation(), lower, upper, bins, total);
  }
}
