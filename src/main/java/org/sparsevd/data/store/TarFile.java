package org.sparsevd.data.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.sparsevd.data.DatasetException;

/** Gzipped tar archives, of which some files are wanted, whatever folder they are in. */
final class TarFile {
  private static final long MAX_BYTES = 1L << 28;
  private static final int BUFFER_BYTES = 1 << 16;

  private TarFile() {}

  /**
   * Puts the files with wanted names into {@code folder}, without the folders they are in.
   *
   * @throws DatasetException when it is no such archive, or a file is longer than 256 MB
   * @throws FileSystemException when the archive can't be opened or a file can't be written
   */
  static void extract(Path archive, Predicate<String> wanted, Path folder, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    String what = archive.getFileName().toString();
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(file, BUFFER_BYTES), BUFFER_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && wanted.test(name)) {
          if (entry.getSize() > MAX_BYTES) {
            throw new DatasetException(
                "%s: expected files of at most 256 MB, %s has %d bytes."
                    .formatted(archive, name, entry.getSize()));
          }
          progress.at(what + ": " + name, 0, -1);
          try (OutputStream out = DiskOutput.open(folder.resolve(name))) {
            tar.transferTo(out);
          }
        }
      }
    } catch (DatasetException | FileSystemException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException(
          "%s: expected a gzipped tar archive, found one that is damaged or cut short."
              .formatted(archive),
          e);
    }
  }
}
