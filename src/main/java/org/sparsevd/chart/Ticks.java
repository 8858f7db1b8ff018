package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis begins, ends and has its ticks: four to six of them where the range allows.
 *
 * @param lower start of the axis
 * @param upper end of the axis, at or beyond the last tick
 * @param values the ticks, ascending
 * @param decimals digits after the point that tell them apart
 */
record Ticks(double lower, double upper, List<Double> values, int decimals) {
  private static final int MOST = 6;
  private static final double[] STEPS = {1, 2, 2.5, 5};
  private static final int[] EPOCH_STEPS = {1, 2, 5};

  Ticks {
    values = List.copyOf(values);
  }

  /** From 0 to a little beyond {@code highest}. */
  static Ticks from0(double highest) {
    double wanted = highest > 0 ? highest * 1.04 : 1;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)) - 1);
    while (true) {
      for (double mantissa : STEPS) {
        double step = mantissa * power;
        double upper = Math.ceil(wanted / (step / 2)) * (step / 2);
        if (Math.floor(upper / step + 1e-9) + 1 <= MOST) {
          return new Ticks(0, upper, multiples(step, upper), decimals(step));
        }
      }
      power *= 10;
    }
  }

  /** From a round value at or below {@code lowest} to one at or above {@code highest}. */
  static Ticks between(double lowest, double highest) {
    double span = highest > lowest ? highest - lowest : Math.max(1e-6, Math.abs(highest));
    double power = Math.pow(10, Math.floor(Math.log10(span)) - 1);
    while (true) {
      for (double mantissa : STEPS) {
        double step = mantissa * power;
        long first = (long) Math.floor(lowest / step + 1e-9);
        long last = (long) Math.ceil(highest / step - 1e-9);
        if (last - first + 1 <= MOST) {
          List<Double> values = new ArrayList<>();
          for (long i = first; i <= Math.max(last, first + 1); i++) {
            values.add(i * step);
          }
          return new Ticks(values.getFirst(), values.getLast(), values, decimals(step));
        }
      }
      power *= 10;
    }
  }

  /**
   * Epochs from 0 to the next round one from {@code latest} on, but no further than {@code planned}
   * epochs when they are known (greater than 0).
   */
  static Ticks ofEpochs(int latest, int planned) {
    int atLeast = Math.max(latest, 1);
    int rounding = roundingOf(atLeast);
    int upper = (atLeast + rounding - 1) / rounding * rounding;
    if (planned >= atLeast) {
      upper = Math.min(upper, planned);
    }
    int step = 1;
    for (int power = 1, i = 0; upper / step + 1 > MOST; i++) {
      power = i > 0 && i % EPOCH_STEPS.length == 0 ? power * 10 : power;
      step = EPOCH_STEPS[i % EPOCH_STEPS.length] * power;
    }
    return new Ticks(0, upper, multiples(step, upper), 0);
  }

  private static int roundingOf(int epochs) {
    if (epochs <= 10) {
      return 10;
    }
    int power = (int) Math.pow(10, Math.floor(Math.log10(epochs)));
    double leading = (double) epochs / power;
    if (leading <= 2) {
      return power / 5;
    }
    return leading <= 5 ? power / 2 : power;
  }

  private static List<Double> multiples(double step, double upper) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i * step <= upper + step * 1e-6; i++) {
      values.add(i * step);
    }
    return values;
  }

  private static int decimals(double step) {
    int decimals = 0;
    for (double rest = step; decimals < 6 && Math.abs(rest - Math.rint(rest)) > 1e-6; rest *= 10) {
      decimals++;
    }
    return decimals;
  }
}
