package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** What the file holds: the layers its sparsity figures are of, in their order, and the rows. */
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
   * Reads the file. Columns may stand in any order, and others beside them; only {@code epoch} must
   * be there, so that runs of other programs open too.
   *
   * @param knownLayers the run's layers, for the order of the sparsity figures; when empty, the
   *     layers the columns name
   * @throws InvalidRunException when a row or number cannot be read, naming line and column
   */
  static Content read(Path folder, List<String> knownLayers) throws IOException {
    Path file = folder.resolve(NAME);
    CsvTable table = CsvTable.read(file);
    if (!table.columns().contains("epoch")) {
      throw new InvalidRunException(file, "expected a column \"epoch\", found " + table.columns());
    }
    List<String> layers = knownLayers.isEmpty() ? layers(table) : List.copyOf(knownLayers);
    List<EpochMetrics> epochs = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      EpochMetrics metrics = metrics(row, layers);
      if (!epochs.isEmpty() && metrics.epoch() <= epochs.getLast().epoch()) {
        throw new InvalidRunException(
            file,
            "line %d, epoch: %d comes after %d"
                .formatted(row.line(), metrics.epoch(), epochs.getLast().epoch()));
      }
      epochs.add(metrics);
    }
    return new Content(layers, List.copyOf(epochs));
  }

  /**
   * The last epoch, read from the end of the file however long it is; empty when there is no row.
   *
   * @throws InvalidRunException when the file is missing, or its header or last row cannot be read
   */
  static Optional<EpochMetrics> last(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    CsvTable table = CsvTable.readLast(file);
    if (!table.columns().contains("epoch")) {
      throw new InvalidRunException(file, "expected a column \"epoch\", found " + table.columns());
    }
    return table.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(metrics(table.rows().getLast(), layers(table)));
  }

  private static List<String> layers(CsvTable table) {
    return table.columns().stream()
        .filter(column -> column.startsWith(SPARSITY_PREFIX))
        .map(column -> column.substring(SPARSITY_PREFIX.length()))
        .toList();
  }

  private static EpochMetrics metrics(CsvTable.Row row, List<String> layers)
      throws InvalidRunException {
    List<Double> sparsity = new ArrayList<>();
    for (String layer : layers) {
      sparsity.add(row.number(SPARSITY_PREFIX + layer));
    }
    boolean nothingKept = !layers.isEmpty() && sparsity.stream().allMatch(p -> p == 100);
    return new EpochMetrics(
        row.wholeNumber("epoch"),
        row.number("dataTermNats"),
        row.number("klNats"),
        row.number("klWeight"),
        row.number("learningRate"),
        row.number("trainErrorPercent"),
        row.number("validationErrorPercent"),
        row.number("testErrorPercent"),
        nothingKept ? Double.POSITIVE_INFINITY : row.number("compression"),
        sparsity,
        row.number("imagesPerSecond"),
        row.number("seconds"),
        row.number("evaluationSeconds"));
  }
}
