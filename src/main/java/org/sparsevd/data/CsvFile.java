package org.sparsevd.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.ColumnarIterator;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.csv.CSVDataSource;
import org.tribuo.data.csv.CSVIterator;

/**
 * What a CSV file holds: a header of column names, then a row a sample, with numbers in every
 * column but the one of labels.
 *
 * @param file where it was read
 * @param columns names of the columns of numbers, in their order
 * @param labelColumn name of the column of labels
 * @param values [rows × columns], row by row; not to be modified
 * @param labels [rows]
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record CsvFile(
    Path file, List<String> columns, String labelColumn, double[] values, List<String> labels) {
  /** Names that a column of labels is known by, whatever their case; else it is the last one. */
  private static final List<String> LABEL_NAMES = List.of("label", "class");

  /** What an array can hold. */
  private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

  /** The header is row 1, as in a spreadsheet. */
  private static final int FIRST_ROW = 2;

  /**
   * Reads a file.
   *
   * @throws DatasetException in one sentence that names file and row, when it is not of this form
   */
  static CsvFile read(Path file) throws DatasetException {
    List<String> header = header(file);
    int labelAt = labelColumn(header);
    List<String> columns = new ArrayList<>(header);
    String labelColumn = columns.remove(labelAt);
    RowProcessor.Builder<Label> builder = new RowProcessor.Builder<>();
    builder.setFieldProcessors(
        columns.stream().map(column -> (FieldProcessor) new CsvNumber(column)).toList());
    RowProcessor<Label> processor =
        builder.build(new FieldResponseProcessor<>(labelColumn, "", new LabelFactory()));
    ColumnarIterator rows = new CSVDataSource<>(file, processor, true).rowIterator();
    List<Example<Label>> examples = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    try {
      while (rows.hasNext()) {
        ColumnarIterator.Row row = rows.next();
        String label = row.getRowData().get(labelColumn).strip();
        if (label.isEmpty()) {
          throw new IllegalArgumentException(
              "column %s: expected a class, found nothing".formatted(labelColumn));
        }
        examples.add(processor.generateExample(row, true).orElseThrow());
        labels.add(label);
      }
    } catch (IllegalArgumentException e) { // of a row's cells, or Tribuo's of their number
      throw new DatasetException(
          "%s, row %d: %s".formatted(file, FIRST_ROW + examples.size(), problem(e, header.size())),
          e);
    } finally {
      close(rows);
    }
    if (examples.isEmpty()) {
      throw new DatasetException(file + ": expected rows below the header, found none");
    }
    if ((long) examples.size() * columns.size() > MAX_VALUES) {
      throw new DatasetException(
          "%s: expected at most %d numbers, found %d rows of %d"
              .formatted(file, MAX_VALUES, examples.size(), columns.size()));
    }
    return new CsvFile(file, List.copyOf(columns), labelColumn, values(examples, columns), labels);
  }

  private static String problem(IllegalArgumentException e, int columns) {
    if (e.getMessage().startsWith("column ")) {
      return e.getMessage();
    }
    return e.getCause() == null
        ? "expected %d cells as in the header, found more or fewer".formatted(columns)
        : "cannot be read: " + e.getCause().getMessage();
  }

  private static List<String> header(Path file) throws DatasetException {
    if (!Files.isReadable(file)) {
      throw new DatasetException(file + ": expected a CSV file, found none that can be read");
    }
    List<String> header;
    try (CSVIterator rows = new CSVIterator(file.toUri())) {
      header = rows.getFields();
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
    }
    // The reader gives an empty file the name U+FFFF.
    boolean empty =
        header == null || header.isEmpty() || List.of("", "\uffff").contains(header.getFirst());
    if (empty || header.size() < 2) {
      throw new DatasetException(
          "%s, row 1: expected the names of 2 or more columns between commas, found %s"
              .formatted(file, empty ? "an empty file" : header.getFirst()));
    }
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name.isBlank() || !seen.add(name)) {
        throw new DatasetException(
            "%s, row 1: expected a name for every column, each its own, found %s"
                .formatted(file, name.isBlank() ? "a column without" : name + " twice"));
      }
    }
    if (looksLikeData(header)) {
      throw new DatasetException(
          "%s, row 1: expected the names of the columns, found numbers".formatted(file));
    }
    return List.copyOf(header);
  }

  /** Numbers, but not the numbers of the columns. */
  private static boolean looksLikeData(List<String> header) {
    List<String> names = header.subList(0, header.size() - 1);
    boolean numbers = names.stream().allMatch(name -> name.matches("\\s*[-+]?[0-9.]+\\s*"));
    boolean counts =
        IntStream.of(0, 1)
            .anyMatch(first ->
                IntStream.range(0, names.size())
                    .allMatch(i -> names.get(i).equals(Integer.toString(first + i))));
    return numbers && !counts;
  }

  private static int labelColumn(List<String> header) {
    for (String known : LABEL_NAMES) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).strip().equalsIgnoreCase(known)) {
          return i;
        }
      }
    }
    return header.size() - 1;
  }

  private static void close(ColumnarIterator rows) throws DatasetException {
    try {
      ((CSVIterator) rows).close();
    } catch (IOException e) {
      throw new DatasetException("a CSV file cannot be closed: " + e.getMessage(), e);
    }
  }

  /** The examples' features, which Tribuo orders by name, in the order of the columns. */
  private static double[] values(List<Example<Label>> examples, List<String> columns) {
    double[] values = new double[examples.size() * columns.size()];
    Map<String, Integer> places = new HashMap<>();
    columns.forEach(column -> places.put(column, places.size()));
    for (int row = 0; row < examples.size(); row++) {
      for (Feature feature : examples.get(row)) {
        values[row * columns.size() + places.get(feature.getName())] = feature.getValue();
      }
    }
    return values;
  }

  int rows() {
    return labels.size();
  }
}
