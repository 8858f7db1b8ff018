package org.sparsevd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The datasets by name: those that come with the program, and those that lie beside them or in the
 * user's own folder, as a folder of images with an {@link ImageDescription} or as a CSV file
 * ({@code NAME.csv} is the dataset NAME).
 */
public final class DatasetCatalog {
  private static final String FOLDER = "datasets";
  private static final String MNIST = "mnist";
  private static final List<String> OWN = List.of(MNIST, ToyData.NAME);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path datasetsFolder;
  private final List<Path> folders; // looked through in this order

  /** A catalogue of the datasets whose files lie under {@code datasetsFolder}. */
  public DatasetCatalog(Path datasetsFolder) {
    this(datasetsFolder, datasetsFolder);
  }

  /**
   * As above.
   *
   * @param userFolder where those are that did not come with the program; it need not be there
   */
  public DatasetCatalog(Path datasetsFolder, Path userFolder) {
    this.datasetsFolder = datasetsFolder;
    folders = Stream.of(datasetsFolder, userFolder).distinct().toList();
  }

  /** The datasets of this program and of this user. */
  public static DatasetCatalog current() {
    return new DatasetCatalog(defaultFolder(), userFolder());
  }

  /** Folders that are looked through, in this order; those of the program's own data first. */
  public List<Path> places() {
    return folders;
  }

  /** Where the datasets of this user are; it need not be there. */
  public static Path userFolder() {
    return UserFolder.current().resolve(FOLDER);
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
   * Names that {@link #load} knows now, those of the program first; other data of such a name does
   * not count.
   */
  public List<String> names() {
    TreeSet<String> others = new TreeSet<>();
    for (Path folder : folders) {
      others.addAll(CsvData.names(folder));
      others.addAll(imagesIn(folder));
    }
    OWN.forEach(others::remove);
    return Stream.concat(OWN.stream(), others.stream()).toList();
  }

  private static List<String> imagesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(ImageData::isIn)
          .map(images -> images.getFileName().toString())
          .filter(DatasetCatalog::isName)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a dataset could have this name, be it here or on another machine. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The folder of images with this name; empty when there is none, or its data are others.
   *
   * @param name any
   */
  public Optional<Path> images(String name) {
    if (name.equals(MNIST)) {
      return Optional.of(datasetsFolder.resolve(name));
    }
    return isName(name) && !OWN.contains(name)
        ? folders.stream().map(folder -> folder.resolve(name)).filter(ImageData::isIn).findFirst()
        : Optional.empty();
  }

  /**
   * The CSV file with this name; empty when there is none, or its data are others.
   *
   * @param name any
   */
  public Optional<Path> csv(String name) {
    return isName(name) && !OWN.contains(name) && images(name).isEmpty()
        ? folders.stream()
            .map(folder -> CsvData.file(folder, name))
            .filter(Files::isRegularFile)
            .findFirst()
        : Optional.empty();
  }

  /**
   * Changes when the files of a dataset do; always the same for those of the program.
   *
   * @param name any
   */
  public long version(String name) {
    return OWN.contains(name)
        ? 0
        : files(name).stream()
            .mapToLong(file -> 31 * file.toFile().lastModified() + file.toFile().length())
            .reduce(0, (one, other) -> 31 * one + other);
  }

  /**
   * The files of a dataset, as far as its description can be read; none of one that is computed.
   *
   * @param name any
   */
  public List<Path> files(String name) {
    Optional<Path> images = images(name);
    if (images.isPresent()) {
      Path description = images.get().resolve(ImageDescription.FILE);
      try {
        return Stream.concat(
                Stream.of(description),
                ImageDescription.read(images.get()).files().stream()
                    .map(file -> images.get().resolve(file.fileName())))
            .toList();
      } catch (DatasetException e) {
        return List.of(description); // loading it says why
      }
    }
    return csv(name).stream()
        .flatMap(file -> Stream.of(file, CsvData.testFile(file)))
        .filter(Files::exists)
        .toList();
  }

  /**
   * Names of the columns that are inputs of a CSV file, in their order; none of other data.
   *
   * @param name any
   * @throws DatasetException when the file is not what it should be
   */
  public List<String> columns(String name) throws DatasetException {
    Optional<Path> csv = csv(name);
    return csv.isEmpty() ? List.of() : CsvFile.read(csv.get()).columns();
  }

  /**
   * What the columns that are inputs of a CSV file hold, as they stand there; none of other data.
   *
   * @param name any
   * @throws DatasetException when the file is not what it should be
   */
  public List<ColumnFigures> columnFigures(String name) throws DatasetException {
    Optional<Path> csv = csv(name);
    return csv.isEmpty() ? List.of() : ColumnFigures.of(CsvFile.read(csv.get()));
  }

  /**
   * Loads a dataset.
   *
   * @throws DatasetException when the name or the size can't be, or a file is missing or not what
   *     it should be
   */
  public Dataset load(DataRequest request) throws DatasetException {
    String name = request.name();
    Dataset whole = whole(name, request.preprocessing(), request.seed());
    Dataset split = holdOut(whole, request.validationSize(), request.seed());
    return request.randomLabels() == 0
        ? split
        : split.withTrain(
            RelabelledSamples.randomly(
                split.train(), split.classes(), request.randomLabels(), request.seed()));
  }

  private Dataset whole(String name, Preprocessing preprocessing, long seed)
      throws DatasetException {
    if (name.equals(ToyData.NAME)) {
      return ToyData.generate(seed);
    }
    Optional<Path> images = images(name);
    if (images.isPresent()) {
      return ImageData.load(images.get(), name, preprocessing, seed);
    }
    Path csv =
        csv(name)
            .orElseThrow(() ->
                new DatasetException(
                    "Dataset '%s': expected one of %s."
                        .formatted(name, String.join(", ", names()))));
    return CsvData.load(csv, name, preprocessing, seed);
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
