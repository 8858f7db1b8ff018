package org.sparsevd.run;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file of numbers under named columns, read whole. Columns without a name, as some programs
 * write for row numbers, are left out of account.
 *
 * @param columns names, in the order of the file
 */
record CsvTable(Path file, List<String> columns, List<Row> rows) {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
          .setIgnoreSurroundingSpaces(true)
          .get();

  /**
   * Reads a file.
   *
   * @throws InvalidRunException when it is missing or no CSV text
   */
  static CsvTable read(Path file) throws IOException {
    return parse(file, WholeFile.text(file));
  }

  /**
   * Reads the header and the last row of a file whose cells hold no line breaks.
   *
   * @throws InvalidRunException when it is missing or no CSV text
   */
  static CsvTable readLast(Path file) throws IOException {
    return parse(file, WholeFile.firstAndLastLine(file));
  }

  private static CsvTable parse(Path file, String text) throws InvalidRunException {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      List<String> columns = List.copyOf(parser.getHeaderNames());
      checkDifferent(file, columns);
      List<Row> rows = new ArrayList<>();
      for (CSVRecord cells : parser) {
        if (!cells.isConsistent()) {
          throw new InvalidRunException(
              file,
              "line %d: expected %d cells, found %d"
                  .formatted(parser.getCurrentLineNumber(), columns.size(), cells.size()));
        }
        rows.add(new Row(file, parser.getCurrentLineNumber(), cells));
      }
      return new CsvTable(file, columns, List.copyOf(rows));
    } catch (InvalidRunException e) {
      throw e;
    } catch (UncheckedIOException e) { // the message of which is a class's name first
      throw unreadable(file, e.getCause());
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static InvalidRunException unreadable(Path file, Exception e) {
    return new InvalidRunException(file, "not a readable CSV file: " + e.getMessage(), e);
  }

  /** Columns without a name may be many. */
  private static void checkDifferent(Path file, List<String> columns) throws InvalidRunException {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!column.isBlank() && !seen.add(column)) {
        throw new InvalidRunException(
            file,
            "line 1: expected columns of different names, found \"%s\" twice".formatted(column));
      }
    }
  }

  /**
   * One row.
   *
   * @param line where it ends in the file, from 1
   */
  record Row(Path file, long line, CSVRecord cells) {
    /** What stands in {@code column}; the empty string when the column is missing. */
    String text(String column) {
      return cells.isSet(column) ? cells.get(column).strip() : "";
    }

    /** NaN when the column is missing or the cell empty. */
    double number(String column) throws InvalidRunException {
      if (text(column).isEmpty()) {
        return Double.NaN;
      }
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw invalid(column, "a number", e);
      }
    }

    /** A count or epoch: 0 or more. */
    int wholeNumber(String column) throws InvalidRunException {
      double value = number(column);
      if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
        throw invalid(column, "a whole number", null);
      }
      return (int) value;
    }

    private InvalidRunException invalid(String column, String expected, Exception cause) {
      return new InvalidRunException(
          file,
          "line %d, %s: expected %s, found \"%s\"".formatted(line, column, expected, text(column)),
          cause);
    }
  }
}
