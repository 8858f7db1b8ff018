package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparsevd.data.DatasetException;

/** Brings the user's own data into a {@link DatasetStore}, which keeps a copy. */
public final class DatasetImport {
  private static final String CSV = ".csv";
  private static final String TEST = "-test.csv";

  private DatasetImport() {}

  /** A name for the data at {@code path}: that of the file or folder, as far as allowed. */
  public static String nameFor(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName(); // none of a root
    String stem =
        (last == null ? "" : last.toString()).replaceFirst("(?i)\\.(csv|tgz|tar\\.gz|gz)$", "");
    String allowed = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
    return allowed.isEmpty() ? "data" : allowed.substring(0, Math.min(100, allowed.length()));
  }

  /**
   * Imports a CSV file, or a folder or archive of images; blocks. Beside {@code NAME.csv}, {@code
   * NAME-test.csv} holds its test samples.
   *
   * @param name what configs and the command line will call it
   * @throws DatasetException in one sentence that names the file, when it cannot be used; nothing
   *     is kept then
   * @throws FileSystemException naming the store's folder, when it can't be written to
   * @throws java.io.InterruptedIOException when the thread was interrupted
   */
  public static void importFrom(Path path, String name, DatasetStore store, Progress progress)
      throws IOException {
    checkName(name, store);
    try {
      copy(path, name, store, progress);
    } catch (FileSystemException e) {
      throw store.ofFolder(e);
    }
  }

  /**
   * Fails unless the user's own data could get this name.
   *
   * @throws DatasetException when the name is not allowed, taken, or of a public data set
   */
  public static void checkName(String name, DatasetStore store) throws DatasetException {
    store.checkFree(name);
    if (PublicDataset.named(name).isPresent()) {
      throw new DatasetException(
          "Data set '%s': expected another name for data of your own, this is that of a public data set, which is fetched and checked."
              .formatted(name));
    }
  }

  private static void copy(Path path, String name, DatasetStore store, Progress progress)
      throws IOException {
    if (!Files.exists(path)) {
      throw new DatasetException(path + ": expected a file or folder, found nothing.");
    }
    Path last = path.toAbsolutePath().getFileName(); // none of a root
    String fileName = String.valueOf(last == null ? path : last);
    if (Files.isRegularFile(path) && fileName.toLowerCase(Locale.ROOT).endsWith(CSV)) {
      Path test =
          path.resolveSibling(fileName.substring(0, fileName.length() - CSV.length()) + TEST);
      progress.at(fileName, 0, -1);
      store.addCsv(name, path, Files.isRegularFile(test) ? Optional.of(test) : Optional.empty());
      return;
    }
    Path scratch = store.aside(name); // not that of a fetch, which keeps what has arrived
    try {
      progress.at(fileName, 0, -1);
      List<String> numbers = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
      ImageCollection images = ImageReader.read(path, numbers, scratch, progress);
      store.add(
          name,
          name,
          "",
          path.toAbsolutePath().normalize().toString(),
          images,
          Optional.empty(),
          progress);
    } finally {
      DatasetStore.deleteAll(scratch);
    }
  }
}
