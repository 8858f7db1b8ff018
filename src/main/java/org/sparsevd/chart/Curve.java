package org.sparsevd.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One line of a chart over epochs.
 *
 * @param key names it to the program
 * @param name names it on screen
 * @param label names it at its end, where there is little room
 * @param style its colours and dash
 * @param main whether its label stands out
 * @param format writes a value for label and read-out
 * @param values one an epoch; NaN where it has none
 */
record Curve(
    String key,
    String name,
    String label,
    LineStyle style,
    boolean main,
    DoubleFunction<String> format,
    List<Double> values) {
  Curve {
    values = List.copyOf(values);
  }

  boolean hasValues() {
    return values.stream().anyMatch(value -> !value.isNaN());
  }
}
