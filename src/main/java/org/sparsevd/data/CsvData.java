package org.sparsevd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A dataset of one's own: {@code NAME.csv}, UTF-8 with commas, a header, numbers in every column
 * but that of labels, which is the one called {@code label} or else {@code class} in any case, or
 * else the last. The columns are the inputs in their order; the classes are the labels in the order
 * of their characters.
 *
 * <p>Test samples are those of {@code NAME-test.csv}, which has the same columns, if it is there.
 * Otherwise every fifth sample becomes one, drawn by the seed.
 *
 * <p>{@link Preprocessing#PAPER} gives every column mean 0 and standard deviation 1, {@link
 * Preprocessing#UNIT} brings it to 0 … 1, both over all samples of the file that are no test
 * samples, whether or not some are set aside for validation. A column that is the same everywhere
 * becomes 0. The {@linkplain Dataset#inputMean mean} is that of the scaled columns. The digest is
 * taken over the bytes of the file, and those of the test file if there is one.
 */
final class CsvData {
  private static final String SUFFIX = ".csv";
  private static final String TEST = "-test";

  private CsvData() {}

  /**
   * Names of the files in {@code folder}, those of test samples apart; none when it is not there.
   */
  static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(DatasetCatalog::isName)
          .forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names.stream()
        .filter(name ->
            !name.endsWith(TEST)
                || !names.contains(name.substring(0, name.length() - TEST.length())))
        .toList();
  }

  static Path file(Path folder, String name) {
    return folder.resolve(name + SUFFIX);
  }

  /** Where the test samples of {@code file} are, if they have a file. */
  static Path testFile(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + TEST + SUFFIX);
  }

  /**
   * Reads a dataset.
   *
   * @param seed draws the test samples where they have no file
   * @throws DatasetException in one sentence that names file and row, when it cannot be used
   */
  static Dataset load(Path file, String name, Preprocessing preprocessing, long seed)
      throws DatasetException {
    CsvFile all = CsvFile.read(file);
    List<String> classes = all.labels().stream().distinct().sorted().toList();
    if (classes.size() < 2) {
      throw new DatasetException(
          "%s: expected 2 or more classes in the column %s, found only %s"
              .formatted(all.file(), all.labelColumn(), classes.getFirst()));
    }
    Path testFile = testFile(file);
    boolean ownTest = Files.exists(testFile);
    int rows = all.rows();
    Rows.Split split = Rows.testSplit(rows, ownTest, seed);
    if (split.kept().length == 0) {
      throw new DatasetException(
          "%s: expected rows to train on, found only %d".formatted(all.file(), rows));
    }
    Scaling scaling = Scaling.of(all, split.kept(), preprocessing);
    Samples samples = samples(all, all.columns(), classes, scaling);
    Samples train = samples.subset(split.kept());
    Samples test =
        ownTest
            ? samples(testFile(all, testFile), all.columns(), classes, scaling)
            : samples.subset(split.heldOut());
    return new Dataset(
        name,
        name,
        train,
        train.subset(new int[0]),
        test,
        Optional.empty(),
        classes,
        scaling.shift(),
        sha256(ownTest ? List.of(all.file(), testFile) : List.of(all.file())));
  }

  private static CsvFile testFile(CsvFile all, Path testFile) throws DatasetException {
    CsvFile test = CsvFile.read(testFile);
    boolean fits =
        test.labelColumn().equals(all.labelColumn())
            && new HashSet<>(test.columns()).equals(new HashSet<>(all.columns()));
    if (!fits) {
      throw new DatasetException(
          "%s, row 1: expected the columns of %s, found others"
              .formatted(testFile, all.file().getFileName()));
    }
    return test;
  }

  /**
   * The rows of a file, scaled.
   *
   * @param columns in the order of the inputs
   */
  private static Samples samples(
      CsvFile csv, List<String> columns, List<String> classes, Scaling scaling)
      throws DatasetException {
    int features = columns.size();
    Map<String, Integer> columnPlaces = places(csv.columns());
    Map<String, Integer> classPlaces = places(classes);
    int[] places = columns.stream().mapToInt(columnPlaces::get).toArray();
    float[] values = new float[csv.rows() * features];
    int[] labels = new int[csv.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = classPlaces.getOrDefault(csv.labels().get(row), -1);
      if (labels[row] < 0) {
        throw new DatasetException(
            "%s, row %d: expected one of the classes %s, found %s"
                .formatted(
                    csv.file(),
                    csv.numbers()[row],
                    String.join(", ", classes),
                    csv.labels().get(row)));
      }
      for (int j = 0; j < features; j++) {
        values[row * features + j] = scaling.apply(csv.values()[row * features + places[j]], j);
      }
    }
    return new FloatSamples(values, labels, features);
  }

  /** The place of each name: looking through a list of thousands takes its time for every row. */
  private static Map<String, Integer> places(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    return places;
  }

  private static String sha256(List<Path> files) throws DatasetException {
    MessageDigest digest = Sha256.digest();
    for (Path file : files) {
      try {
        digest.update(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return Sha256.hex(digest);
  }

  /**
   * (x − from) · factor, a column each.
   *
   * @param factor 0 for a column that is the same everywhere
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Scaling(double[] from, double[] factor) {
    static Scaling of(CsvFile csv, int[] rows, Preprocessing preprocessing) {
      int columns = csv.columns().size();
      Scaling scaling = new Scaling(new double[columns], new double[columns]);
      for (int j = 0; j < columns; j++) {
        int column = j;
        double[] values =
            IntStream.of(rows).mapToDouble(row -> csv.values()[row * columns + column]).toArray();
        double least = Arrays.stream(values).min().orElseThrow();
        double spread = Arrays.stream(values).max().orElseThrow() - least;
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
            Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        boolean standardises = preprocessing == Preprocessing.PAPER;
        scaling.from[j] = standardises ? mean : least;
        scaling.factor[j] = spread == 0 ? 0 : 1 / (standardises ? Math.sqrt(variance) : spread);
      }
      return scaling;
    }

    float apply(double value, int column) {
      return (float) ((value - from[column]) * factor[column]);
    }

    float[] shift() {
      float[] shift = new float[from.length];
      for (int j = 0; j < shift.length; j++) {
        shift[j] = (float) (from[j] * factor[j]);
      }
      return shift;
    }
  }
}
