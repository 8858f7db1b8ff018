package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.nn.vd.KlForm;

/** What of the KL term is drawn against log α, in each of its forms. */
public enum KlQuantity {
  /** −KL in nats. */
  VALUE(-5, 0.4, 2, 0) {
    @Override
    public double of(KlForm form, double logAlpha) {
      return form.negativeKl(logAlpha);
    }

    @Override
    double residualRange(boolean withKingma) {
      return withKingma ? 0.045 : 0.012;
    }

    @Override
    double residualTick(boolean withKingma) {
      return withKingma ? 0.04 : 0.01;
    }
  },
  /** d(−KL)/d log α in nats: what training feels. */
  SLOPE(0, 0.75, 0.25, 2) {
    @Override
    public double of(KlForm form, double logAlpha) {
      return form.slope(logAlpha);
    }

    @Override
    double residualRange(boolean withKingma) {
      return withKingma ? 0.06 : 0.016;
    }

    @Override
    double residualTick(boolean withKingma) {
      return withKingma ? 0.05 : 0.01;
    }
  };

  private final double lower;
  private final double upper;
  private final double tickStep;
  private final int decimals;

  KlQuantity(double lower, double upper, double tickStep, int decimals) {
    this.lower = lower;
    this.upper = upper;
    this.tickStep = tickStep;
    this.decimals = decimals;
  }

  /** The quantity at {@code logAlpha}, in nats. */
  public abstract double of(KlForm form, double logAlpha);

  /** Half the height of the axis of the differences to the true value. */
  abstract double residualRange(boolean withKingma);

  /** The tick of that axis beside 0. */
  abstract double residualTick(boolean withKingma);

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(lower / tickStep) * tickStep; tick <= upper; tick += tickStep) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** Digits after the point of the ticks. */
  int decimals() {
    return decimals;
  }
}
