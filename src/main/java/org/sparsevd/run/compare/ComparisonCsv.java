package org.sparsevd.run.compare;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * A comparison as CSV text: a row a figure and a row a differing setting, a column a run.
 *
 * <p>Columns: {@code kind} ({@code figure} or {@code setting}), {@code name} (as in {@link
 * Figure#key} or the setting's key), {@code of} (layer of a sparsity, letter of the run that all
 * are as sparse as), one column a run headed by its letter and name, and {@code best} (letters).
 * Numbers are plain; what does not apply is empty.
 */
public final class ComparisonCsv {
  private ComparisonCsv() {}

  /** The text, lines ended by {@code \n}. */
  public static String text(Comparison comparison, ComparisonTable table) {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("kind", "name", "of"));
    comparison.runs().forEach(run -> head.add(run.letter() + " " + run.name()));
    head.add("best");
    line(text, head);
    for (ComparisonTable.Row row : table.rows()) {
      line(text, figure(comparison, row));
    }
    for (SettingDifferences.Row row : SettingDifferences.of(comparison).differing()) {
      line(text, setting(row));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(CSVFormat.DEFAULT.format(cells.toArray())).append('\n');
  }

  private static List<String> figure(Comparison comparison, ComparisonTable.Row row) {
    List<String> cells = new ArrayList<>(List.of("figure", row.figure().key(), row.of()));
    row.values().forEach(value -> cells.add(number(value)));
    cells.add(
        String.join(
            " ",
            row.best().stream().mapToObj(run -> comparison.runs().get(run).letter()).toList()));
    return cells;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static List<String> setting(SettingDifferences.Row row) {
    List<String> cells = new ArrayList<>(List.of("setting", row.setting().key(), ""));
    for (SettingDifferences.Value value : row.values()) {
      cells.add(
          value instanceof SettingDifferences.Value.Told told
              ? told.history().isEmpty() ? row.setting().write(told.value()) : told.history()
              : "");
    }
    cells.add("");
    return cells;
  }
}
