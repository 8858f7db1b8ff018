package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of words under a head, the first column left, the others right, as wide as they need. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> head) {
    rows.add(List.copyOf(head));
  }

  /** Adds a row of as many cells as the head has. */
  void add(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "expected %d cells, got %d".formatted(rows.getFirst().size(), cells.size()));
    }
    rows.add(List.copyOf(cells));
  }

  /** Prints head and rows; nothing when there are no rows. */
  void print(PrintWriter out) {
    if (rows.size() == 1) {
      return;
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int width = width(column);
        String cell = row.get(column);
        String room = " ".repeat(width - cell.length());
        line.append(column == 0 ? cell + room : "   " + room + cell);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
