package org.sparsevd.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tribuo.data.columnar.ColumnarIterator;

/**
 * The rows of a CSV file for Tribuo's row processor, the first of which is the header. Tribuo's own
 * iterator writes a warning of 32 KB for every empty line, of which a file of kilobytes has
 * thousands.
 */
final class CsvRows extends ColumnarIterator implements AutoCloseable {
  /** Empty lines are left out here, not by the parser, which would not count them. */
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private static final int BYTE_ORDER_MARK = '\ufeff';

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private int number;

  /**
   * Opens a file; its fields are none when it is empty.
   *
   * @throws IOException when it cannot be read, or its header is no CSV text
   */
  CsvRows(Path file) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8.newDecoder()));
    parser = CSVParser.parse(withoutMark(reader), FORMAT);
    records = parser.iterator();
    try {
      fields = nextFilled().map(CSVRecord::toList).map(List::copyOf).orElse(List.of());
    } catch (UncheckedIOException e) {
      parser.close();
      throw e.getCause();
    }
  }

  /** The next record that is no empty line. */
  private Optional<CSVRecord> nextFilled() {
    number++; // should this one be unreadable
    while (records.hasNext()) {
      CSVRecord record = records.next();
      number = (int) record.getRecordNumber();
      if (record.size() > 1 || !record.get(0).isEmpty()) {
        return Optional.of(record);
      }
      number++;
    }
    return Optional.empty();
  }

  /** Of the row read last, from 1 as in a spreadsheet: with the header and empty lines. */
  int number() {
    return number;
  }

  private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /**
   * The next row.
   *
   * @throws IllegalArgumentException when it has not a cell for each field
   * @throws UncheckedIOException when it cannot be read or is no CSV text
   */
  @Override
  protected Optional<Row> getRow() {
    Optional<CSVRecord> next = nextFilled();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    CSVRecord cells = next.get();
    if (cells.size() != fields.size()) {
      throw new IllegalArgumentException(
          "expected %d cells as in the header, found %d".formatted(fields.size(), cells.size()));
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(fields.get(i), cells.get(i));
    }
    return Optional.of(new Row(number, fields, row));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
