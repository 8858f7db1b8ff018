package org.sparsevd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.ColumnarIterator;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;

/**
 * What a CSV file holds: a header of column names, then a row a sample, with numbers in every
 * column but the one of labels.
 *
 * @param file where it was read
 * @param columns names of the columns of numbers, in their order
 * @param labelColumn name of the column of labels
 * @param values [rows × columns], row by row; not to be modified
 * @param labels [rows]
 * @param numbers [rows] of the rows in the file, from 1 as in a spreadsheet; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record CsvFile(
    Path file,
    List<String> columns,
    String labelColumn,
    double[] values,
    List<String> labels,
    int[] numbers) {
  /** Names that a column of labels is known by, whatever their case; else it is the last one. */
  private static final List<String> LABEL_NAMES = List.of("label", "class");

  /** What an array can hold. */
  private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

  /**
   * Reads a file.
   *
   * @throws DatasetException in one sentence that names file and row, when it is not of this form
   */
  static CsvFile read(Path file) throws DatasetException {
    if (!Files.isReadable(file)) {
      throw new DatasetException(file + ": expected a CSV file, found none that can be read");
    }
    try (CsvRows rows = new CsvRows(file)) {
      return read(file, rows);
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(file + ": " + inWords(e), e);
    }
  }

  private static CsvFile read(Path file, CsvRows rows) throws DatasetException {
    List<String> header = rows.getFields();
    check("%s, row %d".formatted(file, header.isEmpty() ? 1 : rows.number()), header);
    List<String> columns = new ArrayList<>(header);
    String labelColumn = columns.remove(labelColumn(header));
    RowProcessor.Builder<Label> builder = new RowProcessor.Builder<>();
    builder.setFieldProcessors(
        columns.stream().map(column -> (FieldProcessor) new CsvNumber(column)).toList());
    RowProcessor<Label> processor =
        builder.build(new FieldResponseProcessor<>(labelColumn, "", new LabelFactory()));
    Map<String, Integer> places = new HashMap<>();
    columns.forEach(column -> places.put(column, places.size()));
    double[] values = new double[columns.size()];
    List<String> labels = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try {
      while (rows.hasNext()) {
        ColumnarIterator.Row row = rows.next();
        String label = row.getRowData().get(labelColumn).strip();
        if (label.isEmpty()) {
          throw new IllegalArgumentException(
              "column %s: expected a class, found nothing".formatted(labelColumn));
        }
        int from = labels.size() * columns.size();
        if (from > MAX_VALUES - columns.size()) {
          throw new IllegalArgumentException(
              "expected at most %d numbers, found more".formatted(MAX_VALUES));
        }
        values = atLeast(values, from + columns.size());
        // Its features are in the order of their names.
        for (Feature feature : processor.generateExample(row, true).orElseThrow()) {
          values[from + places.get(feature.getName())] = feature.getValue();
        }
        labels.add(label);
        numbers.add(rows.number());
      }
    } catch (UncheckedIOException e) { // the message of which is a class's name first
      throw inRow(file, rows.number(), inWords(e.getCause()), e);
    } catch (IllegalArgumentException e) {
      throw inRow(file, rows.number(), e.getMessage(), e);
    }
    if (labels.isEmpty()) {
      throw new DatasetException(file + ": expected rows below the header, found none");
    }
    return new CsvFile(
        file,
        List.copyOf(columns),
        labelColumn,
        Arrays.copyOf(values, labels.size() * columns.size()),
        labels,
        numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /** What is not UTF-8 shows in the next thousands of bytes that are read ahead. */
  private static String inWords(IOException e) {
    return e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException
        ? "expected text in UTF-8, found other bytes here or shortly after"
        : "cannot be read: " + e.getMessage();
  }

  private static DatasetException inRow(Path file, int row, String problem, Exception e) {
    return new DatasetException("%s, row %d: %s".formatted(file, row, problem), e);
  }

  /** {@code values}, longer by a half at least when there is no place for {@code length}. */
  private static double[] atLeast(double[] values, int length) {
    if (length <= values.length) {
      return values;
    }
    long longer = Math.max(length, values.length + values.length / 2L);
    return Arrays.copyOf(values, (int) Math.min(longer, MAX_VALUES));
  }

  private static void check(String where, List<String> header) throws DatasetException {
    boolean empty = header.isEmpty() || header.equals(List.of(""));
    if (empty || header.size() < 2) {
      throw new DatasetException(
          "%s: expected the names of 2 or more columns between commas, found %s"
              .formatted(where, empty ? "an empty file" : header.getFirst()));
    }
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name.isBlank() || !seen.add(name)) {
        throw new DatasetException(
            "%s: expected a name for every column, each its own, found %s"
                .formatted(where, name.isBlank() ? "a column without" : name + " twice"));
      }
    }
    if (looksLikeData(header)) {
      throw new DatasetException(where + ": expected the names of the columns, found numbers");
    }
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

  int rows() {
    return labels.size();
  }
}
