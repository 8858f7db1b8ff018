package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparsevd.data.DatasetException;

/** Images in any form that is known, told by what lies in a folder. */
final class ImageReader {
  private ImageReader() {}

  /**
   * Reads a folder, or a gzipped tar archive of IDX files, of CIFAR's binary form or of picture
   * sheets.
   *
   * @param classNames of picture sheets, which name none
   * @param scratch where an archive may be unpacked
   * @throws DatasetException when the form is none of those, or something in it is wrong
   */
  static ImageCollection read(Path path, List<String> classNames, Path scratch, Progress progress)
      throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path, classNames).orElseThrow(() -> unknown(path));
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      TarFile.extract(path, ImageReader::isWanted, scratch, progress);
      return folder(scratch, classNames).orElseThrow(() -> unknown(path));
    }
    throw unknown(path);
  }

  private static boolean isWanted(String name) {
    return CifarFolder.fileNames().contains(name)
        || CifarSheets.fileNames().contains(name)
        || IdxFolder.isNamed(name);
  }

  private static Optional<ImageCollection> folder(Path folder, List<String> classNames)
      throws IOException {
    if (CifarFolder.isIn(folder)) {
      return Optional.of(CifarFolder.read(folder));
    } else if (CifarSheets.isIn(folder)) {
      return Optional.of(CifarSheets.read(folder, classNames));
    } else if (IdxFolder.isIn(folder)) {
      return Optional.of(IdxFolder.read(folder));
    } else if (ClassFolders.isIn(folder)) {
      return Optional.of(ClassFolders.read(folder));
    }
    return Optional.empty();
  }

  private static DatasetException unknown(Path path) {
    return new DatasetException(
        "%s: expected a CSV file, IDX files train-images… and train-labels… (plain or .gz), CIFAR's binary files, a .tar.gz of such files, or a folder of images for each class."
            .formatted(path));
  }
}
