package org.sparsevd.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One line of a chart in which every line has its own places across.
 *
 * @param key names it to the program
 * @param run index of its run
 * @param name names it on screen
 * @param label names it at its end, where there is little room
 * @param style its colours and dash
 * @param main whether its label stands out
 * @param format writes a value
 * @param x ascending
 * @param y one for each x; NaN where there is none
 */
record Track(
    String key,
    int run,
    String name,
    String label,
    LineStyle style,
    boolean main,
    DoubleFunction<String> format,
    List<Double> x,
    List<Double> y) {
  Track {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d values, got %d".formatted(name, x.size(), y.size()));
    }
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  boolean hasValues() {
    return y.stream().anyMatch(Double::isFinite);
  }

  /** Index of the last place at or before {@code position} that has a value; −1 for none. */
  int at(double position) {
    int found = -1;
    for (int i = 0; i < x.size() && x.get(i) <= position + 1e-9; i++) {
      found = Double.isFinite(y.get(i)) ? i : found;
    }
    return found;
  }

  /** Index of the last value; −1 for none. */
  int last() {
    return at(Double.POSITIVE_INFINITY);
  }

  /**
   * This smoothed by an exponential moving average that starts without a bias towards 0, as in
   * TensorBoard: s ← w s + (1 − w) y, divided by 1 − wⁿ.
   *
   * @param weight w, of what came before; 0 leaves the line as it is
   */
  Track smoothed(double weight) {
    if (weight <= 0) {
      return this;
    }
    double sum = 0;
    double weights = 0;
    Double[] smooth = new Double[y.size()];
    for (int i = 0; i < smooth.length; i++) {
      double value = y.get(i);
      if (Double.isFinite(value)) {
        sum = weight * sum + (1 - weight) * value;
        weights = weight * weights + (1 - weight);
        smooth[i] = sum / weights;
      } else {
        smooth[i] = value;
      }
    }
    return new Track(key, run, name, label, style, main, format, x, List.of(smooth));
  }
}
