package org.sparsevd.run;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsevd.train.EpochMetrics;

/** {@code epochs.csv}: one row a completed epoch. What does not apply is empty. */
final class EpochsCsv {
  static final String NAME = "epochs.csv";
  static final String SPARSITY_PREFIX = "sparsityPercent.";

  private static final List<String> BEFORE_SPARSITY =
      List.of(
          "epoch",
          "dataTermNats",
          "klNats",
          "klWeight",
          "learningRate",
          "trainErrorPercent",
          "validationErrorPercent",
          "testErrorPercent",
          "compression");
  private static final List<String> AFTER_SPARSITY =
      List.of("imagesPerSecond", "seconds", "evaluationSeconds");

  private EpochsCsv() {}

  /** What the file holds: the layers its columns name, and the rows. */
  record Content(List<String> layers, List<EpochMetrics> epochs) {}

  static void write(Path folder, List<String> layers, List<EpochMetrics> epochs)
      throws IOException {
    List<String> header = new ArrayList<>(BEFORE_SPARSITY);
    layers.forEach(layer -> header.add(SPARSITY_PREFIX + layer));
    header.addAll(AFTER_SPARSITY);
    StringBuilder text = new StringBuilder();
    appendLine(text, header);
    epochs.forEach(metrics -> appendLine(text, row(metrics)));
    AtomicFiles.write(folder.resolve(NAME), text.toString());
  }

  /** Cells are numbers and layer names, so none needs quotes. */
  private static void appendLine(StringBuilder text, List<String> cells) {
    text.append(String.join(",", cells)).append('\n');
  }

  private static List<String> row(EpochMetrics metrics) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(metrics.epoch()));
    row.add(number(metrics.dataTermNats()));
    row.add(number(metrics.klNats()));
    row.add(number(metrics.klWeight()));
    row.add(number(metrics.learningRate()));
    row.add(number(metrics.trainErrorPercent()));
    row.add(number(metrics.validationErrorPercent()));
    row.add(number(metrics.testErrorPercent()));
    row.add(number(metrics.compression()));
    metrics.sparsityPercent().forEach(percent -> row.add(number(percent)));
    row.add(number(metrics.imagesPerSecond()));
    row.add(number(metrics.seconds()));
    row.add(number(metrics.evaluationSeconds()));
    return row;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  /**
   * Reads the file. Columns may stand in any order; only {@code epoch} must be there, so that runs
   * of other programs open too.
   *
   * @throws InvalidRunException when a row or number cannot be read, naming line and column
   */
  static Content read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new InvalidRunException(file, "not found; a run needs it");
    }
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      List<String> columns = parser.getHeaderNames();
      if (!columns.contains("epoch")) {
        throw new InvalidRunException(file, "expected a column \"epoch\", found " + columns);
      }
      List<String> layers =
          columns.stream()
              .filter(column -> column.startsWith(SPARSITY_PREFIX))
              .map(column -> column.substring(SPARSITY_PREFIX.length()))
              .toList();
      List<EpochMetrics> epochs = new ArrayList<>();
      for (CSVRecord record : parser) {
        EpochMetrics metrics = metrics(new Row(file, record), layers);
        if (!epochs.isEmpty() && metrics.epoch() <= epochs.getLast().epoch()) {
          throw new InvalidRunException(
              file, "line " + record.getRecordNumber() + ": epoch " + metrics.epoch() + " again");
        }
        epochs.add(metrics);
      }
      return new Content(layers, List.copyOf(epochs));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new InvalidRunException(file, "not a readable CSV file: " + e.getMessage(), e);
    }
  }

  private static EpochMetrics metrics(Row row, List<String> layers) throws InvalidRunException {
    double epoch = row.number("epoch");
    if (epoch != Math.rint(epoch) || epoch < 0 || epoch > Integer.MAX_VALUE) {
      throw row.invalid("epoch", "a whole number");
    }
    List<Double> sparsity = new ArrayList<>();
    for (String layer : layers) {
      sparsity.add(row.number(SPARSITY_PREFIX + layer));
    }
    double compression = row.number("compression");
    boolean nothingKept = !layers.isEmpty() && sparsity.stream().allMatch(p -> p == 100);
    return new EpochMetrics(
        (int) epoch,
        row.number("dataTermNats"),
        row.number("klNats"),
        row.number("klWeight"),
        row.number("learningRate"),
        row.number("trainErrorPercent"),
        row.number("validationErrorPercent"),
        row.number("testErrorPercent"),
        nothingKept ? Double.POSITIVE_INFINITY : compression,
        sparsity,
        row.number("imagesPerSecond"),
        row.number("seconds"),
        row.number("evaluationSeconds"));
  }

  /** A row being read. */
  private record Row(Path file, CSVRecord record) {
    /** NaN when the column is missing or the cell empty. */
    double number(String column) throws InvalidRunException {
      if (!record.isSet(column) || record.get(column).isBlank()) {
        return Double.NaN;
      }
      try {
        return Double.parseDouble(record.get(column));
      } catch (NumberFormatException e) {
        throw invalid(column, "a number");
      }
    }

    InvalidRunException invalid(String column, String expected) {
      return new InvalidRunException(
          file,
          "line %d, %s: expected %s, found \"%s\""
              .formatted(record.getRecordNumber() + 1, column, expected, record.get(column)));
    }
  }
}
