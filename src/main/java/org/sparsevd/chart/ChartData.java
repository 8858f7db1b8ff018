package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * What a chart shows, for those who cannot or would rather not read it off a picture: in words, and
 * as a table.
 *
 * @param title of the chart
 * @param summary what it says now, in one or two sentences
 * @param x the axis across
 * @param yName what goes up, with its unit
 * @param series the curves or groups of bars; none while there is nothing to show
 */
public record ChartData(String title, String summary, Axis x, String yName, List<Series> series) {
  public ChartData {
    series = List.copyOf(series);
  }

  /**
   * An axis.
   *
   * @param name with its unit
   * @param format writes a value of it
   * @param isTime whether the last value is the latest
   */
  public record Axis(String name, DoubleFunction<String> format, boolean isTime) {}

  /**
   * Values over x.
   *
   * @param name of the curve
   * @param format writes a value
   * @param x ascending
   * @param y one for each x; NaN where there is none
   */
  public record Series(String name, DoubleFunction<String> format, List<Double> x, List<Double> y) {
    public Series {
      if (x.size() != y.size()) {
        throw new IllegalArgumentException(
            "%s: expected %d values, got %d".formatted(name, x.size(), y.size()));
      }
      x = List.copyOf(x);
      y = List.copyOf(y);
    }

    private boolean has(int i) {
      return !y.get(i).isNaN();
    }

    private List<Integer> places() {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < y.size(); i++) {
        if (has(i)) {
          places.add(i);
        }
      }
      return places;
    }
  }

  /** Title, axes, and of every series its extremes and its latest value, a line each. */
  public String description() {
    List<String> lines = new ArrayList<>();
    lines.add(summary);
    List<Double> all =
        series.stream().flatMap(each -> each.places().stream().map(each.x::get)).sorted().toList();
    if (all.isEmpty()) {
      return summary;
    }
    lines.add(
        Text.of(
            "chart.words.axes",
            x.name,
            x.format.apply(all.getFirst()),
            x.format.apply(all.getLast()),
            yName));
    series.stream()
        .filter(each -> !each.places().isEmpty())
        .forEach(each -> lines.add(words(each)));
    return String.join("\n", lines);
  }

  private String words(Series each) {
    List<Integer> places = each.places();
    int lowest = Collections.min(places, (i, j) -> Double.compare(each.y.get(i), each.y.get(j)));
    int highest = Collections.max(places, (i, j) -> Double.compare(each.y.get(i), each.y.get(j)));
    int last = places.getLast();
    String words =
        Text.of(
            "chart.words.series",
            each.name,
            value(each, lowest),
            x.format.apply(each.x.get(lowest)),
            value(each, highest),
            x.format.apply(each.x.get(highest)),
            x.name);
    return x.isTime
        ? words
            + Text.of(
                "chart.words.latest", value(each, last), x.format.apply(each.x.get(last)), x.name)
        : words;
  }

  private static String value(Series series, int i) {
    return series.format.apply(series.y.get(i));
  }

  /** Names of the columns: the axis across, then every series. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(x.name));
    series.forEach(each -> columns.add(each.name));
    return columns;
  }

  /** A row for every x that any series has, ascending, as many cells as {@link #columns}. */
  public List<List<String>> rows() {
    Map<Double, String[]> rows = new TreeMap<>();
    for (int s = 0; s < series.size(); s++) {
      Series each = series.get(s);
      for (int i : each.places()) {
        rows.computeIfAbsent(each.x.get(i), at -> new String[series.size()])[s] = value(each, i);
      }
    }
    List<List<String>> table = new ArrayList<>();
    rows.forEach((at, values) -> {
      List<String> row = new ArrayList<>(List.of(x.format.apply(at)));
      for (String value : values) {
        row.add(value == null ? "" : value);
      }
      table.add(List.copyOf(row));
    });
    return table;
  }

  /**
   * The table as CSV text: numbers as they are, whatever the language of the screen; where the axis
   * across is no time, its values in words.
   */
  public String csv() {
    Map<Double, Object[]> rows = new TreeMap<>();
    for (int s = 0; s < series.size(); s++) {
      Series each = series.get(s);
      for (int i : each.places()) {
        rows.computeIfAbsent(each.x.get(i), at -> new Object[series.size()])[s] = each.y.get(i);
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(CSVFormat.DEFAULT.format(columns().toArray())).append('\n');
    rows.forEach((at, values) -> {
      List<Object> cells = new ArrayList<>();
      cells.add(x.isTime ? (Object) at : Numbers.inFiles(() -> x.format.apply(at)));
      for (Object value : values) {
        cells.add(value == null ? "" : value);
      }
      text.append(CSVFormat.DEFAULT.format(cells.toArray())).append('\n');
    });
    return text.toString();
  }

  /** The table with tabs between cells, for a spreadsheet. */
  public String tabSeparated() {
    StringBuilder text = new StringBuilder(String.join("\t", columns())).append('\n');
    rows().forEach(row -> text.append(String.join("\t", row)).append('\n'));
    return text.toString();
  }
}
