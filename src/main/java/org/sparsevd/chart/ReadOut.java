package org.sparsevd.chart;

import java.util.List;
import java.util.Optional;

/**
 * What a chart says under the mouse.
 *
 * @param x the value on the x axis it speaks of
 * @param title that value in words
 * @param rows the values there
 */
public record ReadOut(double x, String title, List<Row> rows) {
  public ReadOut {
    rows = List.copyOf(rows);
  }

  /** One value: what it is, how much, and the style of its line if it has one. */
  public record Row(String name, String value, Optional<LineStyle> style) {}
}
