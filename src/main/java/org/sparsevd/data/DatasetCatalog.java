package org.sparsevd.data;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The datasets by name: those that come with the program, and the CSV files that lie beside them
 * ({@code NAME.csv} is the dataset NAME).
 */
public final class DatasetCatalog {
  private static final String FOLDER = "datasets";
  private static final List<String> OWN = List.of(MnistData.NAME, ToyData.NAME);

  private final Path datasetsFolder;

  /** A catalogue of the datasets whose files lie under {@code datasetsFolder}. */
  public DatasetCatalog(Path datasetsFolder) {
    this.datasetsFolder = datasetsFolder;
  }

  /**
   * The {@code datasets} folder that belongs to this program: beside {@code lib} when it runs from
   * its jar, in the project when it runs from {@code target/classes}. Whether it is there shows
   * when something is loaded.
   */
  public static Path defaultFolder() {
    try {
      var source = DatasetCatalog.class.getProtectionDomain().getCodeSource();
      // …/lib/sparsevd-studio.jar or …/target/classes: the folder two above holds the datasets.
      Path lib = Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
      return lib.resolveSibling(FOLDER);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place is no path", e);
    }
  }

  /**
   * Names that {@link #load} knows now, those of the program first; a CSV file of such a name does
   * not count.
   */
  public List<String> names() {
    return Stream.concat(
            OWN.stream(),
            CsvData.names(datasetsFolder).stream().filter(name -> !OWN.contains(name)))
        .toList();
  }

  /** Whether a dataset could have this name, be it here or on another machine. */
  public static boolean isName(String name) {
    return CsvData.isName(name);
  }

  /**
   * Changes when the files of a dataset do; always the same for those of the program.
   *
   * @param name any
   */
  public long version(String name) {
    if (OWN.contains(name) || !isName(name)) {
      return 0;
    }
    return Stream.of(CsvData.file(datasetsFolder, name), CsvData.testFile(datasetsFolder, name))
        .mapToLong(file -> 31 * file.toFile().lastModified() + file.toFile().length())
        .reduce(0, (one, other) -> 31 * one + other);
  }

  /**
   * Loads a dataset.
   *
   * @throws DatasetException when the name or the size can't be, or a file is missing or not what
   *     it should be
   */
  public Dataset load(DataRequest request) throws DatasetException {
    String name = request.name();
    Dataset whole =
        switch (name) {
          case MnistData.NAME ->
              MnistData.load(datasetsFolder.resolve(name), request.preprocessing());
          case ToyData.NAME -> ToyData.generate(request.seed());
          default -> {
            if (!names().contains(name)) {
              throw new DatasetException(
                  "Dataset '%s': expected one of %s.".formatted(name, String.join(", ", names())));
            }
            yield CsvData.load(datasetsFolder, name, request.preprocessing(), request.seed());
          }
        };
    Dataset split = holdOut(whole, request.validationSize(), request.seed());
    return request.randomLabels() == 0
        ? split
        : split.withTrain(
            RelabelledSamples.randomly(
                split.train(), split.classes(), request.randomLabels(), request.seed()));
  }

  /** As above, with the labels that the samples have. */
  public Dataset load(String name, Preprocessing preprocessing, int validationSize, long seed)
      throws DatasetException {
    return load(new DataRequest(name, preprocessing, validationSize, 0, seed));
  }

  private static Dataset holdOut(Dataset whole, int validationSize, long seed)
      throws DatasetException {
    int size = whole.train().size();
    if (validationSize < 0 || validationSize >= size) {
      throw new DatasetException(
          "validationSize: %d is not allowed with the data set %s, expected a whole number from 0 to %d"
              .formatted(validationSize, whole.name(), size - 1));
    }
    if (validationSize == 0) {
      return whole;
    }
    Rows.Split split = Rows.split(size, validationSize, seed);
    return new Dataset(
        whole.name(),
        whole.title(),
        whole.train().subset(split.kept()),
        whole.train().subset(split.heldOut()),
        whole.test(),
        whole.shape(),
        whole.classNames(),
        whole.inputMean(),
        whole.sha256());
  }
}
