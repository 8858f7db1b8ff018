package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparsevd.data.DatasetException;

/** Images in any form that is known, told by what lies in a folder. */
final class ImageReader {
  private ImageReader() {}

  /**
   * Reads a folder, or a gzipped tar archive of CIFAR's binary form or of picture sheets.
   *
   * @param classNames of picture sheets, which name none
   * @param scratch where an archive may be unpacked
   * @throws DatasetException when the form is none of those, or something in it is wrong
   */
  static ImageCollection read(Path path, List<String> classNames, Path scratch, Progress progress)
      throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path, classNames);
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      List<String> wanted = new ArrayList<>(CifarFolder.fileNames());
      wanted.addAll(CifarSheets.fileNames());
      TarFile.extract(path, wanted, scratch, progress);
      return folder(scratch, classNames);
    }
    throw unknown(path);
  }

  private static ImageCollection folder(Path folder, List<String> classNames) throws IOException {
    if (CifarFolder.isIn(folder)) {
      return CifarFolder.read(folder);
    } else if (CifarSheets.isIn(folder)) {
      return CifarSheets.read(folder, classNames);
    } else if (IdxFolder.isIn(folder)) {
      return IdxFolder.read(folder);
    } else if (ClassFolders.isIn(folder)) {
      return ClassFolders.read(folder);
    }
    throw unknown(folder);
  }

  private static DatasetException unknown(Path path) {
    return new DatasetException(
        "%s: expected a CSV file, IDX files train-images… and train-labels… (plain or .gz), CIFAR's binary files or their .tar.gz, or a folder of images for each class."
            .formatted(path));
  }
}
