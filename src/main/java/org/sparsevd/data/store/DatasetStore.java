package org.sparsevd.data.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsevd.data.DataRequest;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageDescription;
import org.sparsevd.data.Preprocessing;

/**
 * The user's folder of data sets. What comes into it is written aside, read back and checked as
 * training would read it, and only then moved to its name, so that no name is ever of half a data
 * set.
 */
public final class DatasetStore {
  /** Begins the names of what is not a data set yet, which no catalogue takes for one. */
  private static final String ASIDE = ".";

  private static final String DOWNLOADS = ".downloads";
  private static final String CSV = ".csv";
  private static final String TEST = "-test";

  /** What a killed process left is thrown away after this. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Path folder;

  /**
   * What images must be.
   *
   * @param from what to name when they are others
   * @param sha256 their digest
   */
  record Expected(String from, String sha256) {}

  /**
   * @param folder of data sets; made when something is put into it
   */
  public DatasetStore(Path folder) {
    this.folder = folder;
  }

  /** The store of this user. */
  public static DatasetStore ofUser() {
    return new DatasetStore(DatasetCatalog.userFolder());
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Where what is being fetched for a data set lies until it is stored. */
  Path downloads(String name) {
    return folder.resolve(DOWNLOADS).resolve(name);
  }

  /**
   * Fails unless a data set could get this name.
   *
   * @throws DatasetException when the name is not allowed, or taken
   */
  public void checkFree(String name) throws DatasetException {
    if (!DatasetCatalog.isName(name)) {
      throw new DatasetException(
          "Data set '%s': expected a name of letters, digits, dots, hyphens and underscores that begins with a letter or digit."
              .formatted(name));
    }
    if (name.endsWith(CSV)) {
      throw new DatasetException(
          "Data set '%s': expected a name without %s, which files of data have."
              .formatted(name, CSV));
    }
    boolean known = // in any case: on some disks it would be the same file
        new DatasetCatalog(DatasetCatalog.defaultFolder(), folder)
            .names().stream().anyMatch(name::equalsIgnoreCase);
    if (known || Files.exists(folder.resolve(name))) {
      throw new DatasetException(
          "Data set '%s' is there already; expected a new name.".formatted(name));
    }
  }

  /**
   * Stores images.
   *
   * @param title what a person calls them
   * @param licence empty when it is not known
   * @param source address or path they are from
   * @param expected what they must be; empty when nobody knows
   * @throws DatasetException when the name is taken or cannot be, or the digest is another
   */
  void add(
      String name,
      String title,
      String licence,
      String source,
      ImageCollection images,
      Optional<Expected> expected,
      Progress progress)
      throws IOException {
    checkFree(name);
    Path parent = aside(name);
    try {
      Path aside = Files.createDirectory(parent.resolve(name));
      ImageDescription description =
          new ImageDescription(
              title,
              licence,
              source,
              images.train().shape(),
              images.classNames(),
              StoredImages.write(aside, "train", images.train(), progress),
              images.test().isPresent()
                  ? Optional.of(StoredImages.write(aside, "test", images.test().get(), progress))
                  : Optional.empty());
      try (OutputStream out = DiskOutput.open(aside.resolve(ImageDescription.FILE))) {
        out.write(description.json().getBytes(StandardCharsets.UTF_8));
      }
      if (expected.isPresent() && !expected.get().sha256.equals(description.sha256())) {
        throw new DatasetException(
            "%s: expected contents with SHA-256 %s, found %s; nothing was kept."
                .formatted(expected.get().from, expected.get().sha256, description.sha256()));
      }
      progress.at(name, -1, -1);
      DatasetCatalog catalog = new DatasetCatalog(parent);
      catalog.load(new DataRequest(name, Preprocessing.UNIT, 0, 0, 1));
      Naming.alone(
          folder.resolve(DOWNLOADS),
          () -> {
            checkFree(name);
            move(aside, folder.resolve(name), name);
          });
    } finally {
      deleteAll(parent);
    }
  }

  /**
   * Stores a CSV file, and that of its test samples if it has one.
   *
   * @throws DatasetException when the name is taken or cannot be, or the file cannot be used
   */
  void addCsv(String name, Path file, Optional<Path> test) throws IOException {
    checkFreeCsv(name);
    Path aside = aside(name);
    try {
      Path copy = copy(file, aside.resolve(name + CSV));
      Optional<Path> testCopy = Optional.empty();
      if (test.isPresent()) {
        testCopy = Optional.of(copy(test.get(), aside.resolve(name + TEST + CSV)));
      }
      check(aside, name, file, test);
      Optional<Path> samples = testCopy;
      Naming.alone(
          folder.resolve(DOWNLOADS),
          () -> {
            checkFreeCsv(name);
            if (samples.isPresent()) {
              move(samples.get(), folder.resolve(name + TEST + CSV), name + TEST);
            }
            try {
              move(copy, folder.resolve(name + CSV), name); // last: the name is its
            } catch (IOException e) {
              Files.deleteIfExists(folder.resolve(name + TEST + CSV)); // else a data set of its own
              throw e;
            }
          });
    } finally {
      deleteAll(aside);
    }
  }

  /**
   * As {@link #checkFree}; nor may it make test samples of another's file, or be taken for such.
   */
  private void checkFreeCsv(String name) throws DatasetException {
    checkFree(name);
    if (Files.exists(folder.resolve(name + TEST + CSV))) {
      throw new DatasetException(
          "Data set '%s': expected another name, else the data set %s would be its test samples."
              .formatted(name, name + TEST));
    }
    if (name.endsWith(TEST)) {
      String whole = name.substring(0, name.length() - TEST.length());
      if (Files.exists(folder.resolve(whole + CSV))) {
        throw new DatasetException(
            "Data set '%s': expected another name, else it would be test samples of the data set %s."
                .formatted(name, whole));
      }
    }
  }

  /** Checks copies; what is wrong is said of the files themselves, for the copies will be gone. */
  private static void check(Path aside, String name, Path file, Optional<Path> test)
      throws DatasetException {
    try {
      new DatasetCatalog(aside).load(new DataRequest(name, Preprocessing.UNIT, 0, 0, 1));
    } catch (DatasetException e) {
      String said = e.getMessage().replace(aside.resolve(name + CSV).toString(), file.toString());
      if (test.isPresent()) {
        said = said.replace(aside.resolve(name + TEST + CSV).toString(), test.get().toString());
      }
      throw new DatasetException(said, e);
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (OutputStream out = DiskOutput.open(to)) {
      Files.copy(from, out);
    }
    return to;
  }

  /** A new folder for what is not a data set yet; whoever asks for it deletes it. */
  Path aside(String name) throws IOException {
    Files.createDirectories(folder);
    deleteOld();
    return Files.createTempDirectory(folder, ASIDE + name + "-");
  }

  /** As {@code e}, but of this folder when it is of a file in it: nobody else knows its name. */
  FileSystemException ofFolder(FileSystemException e) {
    boolean ofOurs = e.getFile() != null && Path.of(e.getFile()).startsWith(folder.toString());
    boolean isDenied = e instanceof AccessDeniedException;
    if (!ofOurs || (!isDenied && e.getReason() == null)) {
      return e;
    }
    FileSystemException named =
        isDenied
            ? new AccessDeniedException(folder.toString())
            : new FileSystemException(folder.toString(), null, e.getReason());
    named.initCause(e);
    return named;
  }

  private static void move(Path from, Path to, String name) throws IOException {
    try {
      Files.move(from, to); // in one piece, as they are on one disk, and over nothing
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      throw new DatasetException(
          "Data set '%s' is there already; expected a new name.".formatted(name), e);
    }
  }

  /** Bytes of what has arrived of a data set that is not stored yet; 0 when nothing has. */
  public long downloadedBytes(String name) throws IOException {
    Path arrived = downloads(name);
    if (!Files.isDirectory(arrived)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> inside = Files.walk(arrived)) {
      for (Path each : inside.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(each);
      }
    } catch (NoSuchFileException e) {
      return 0; // it is stored or thrown away at this very moment
    }
    return bytes;
  }

  /** Throws away what was fetched for a data set that is stored now. */
  void deleteDownloads(String name) throws IOException {
    deleteAll(downloads(name));
  }

  /**
   * Deletes a data set for good.
   *
   * @throws DatasetException when there is none of this name in this folder
   */
  public void delete(String name) throws IOException {
    Path images = folder.resolve(name);
    Path csv = folder.resolve(name + CSV);
    if (DatasetCatalog.isName(name) && Files.isDirectory(images)) {
      Path aside = folder.resolve(ASIDE + name + "-deleted-" + System.nanoTime());
      Files.move(images, aside, StandardCopyOption.ATOMIC_MOVE); // half of it is no data set
      deleteAll(aside);
    } else if (DatasetCatalog.isName(name) && Files.isRegularFile(csv)) {
      Files.delete(csv);
      Files.deleteIfExists(folder.resolve(name + TEST + CSV));
    } else {
      throw new DatasetException(
          "Data set '%s': expected one in %s, found none.".formatted(name, folder));
    }
  }

  private void deleteOld() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path each : inside.toList()) {
        String name = each.getFileName().toString();
        if (name.startsWith(ASIDE) && !name.equals(DOWNLOADS) && isOld(each)) {
          deleteAll(each);
        }
      }
    }
  }

  private static boolean isOld(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(KEPT));
    } catch (NoSuchFileException e) {
      return false; // whoever wrote it is through with it
    }
  }

  /** Deletes a file or a folder with all that is in it, if it is there. */
  static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> inside = Files.walk(path)) {
      all = inside.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return; // somebody else deletes it too
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
