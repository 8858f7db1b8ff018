package org.sparsevd.data;

import java.nio.file.Path;
import java.util.List;

/** Parsers of this package that only it may call, for tests that give them bad files. */
public final class DataParsers {
  private DataParsers() {}

  /** Reads {@code name.gz} as a file of MNIST is read. */
  public static void idxFile(Path folder, String name, List<Integer> dimensions, String sha256)
      throws DatasetException {
    new IdxFile(name, dimensions, sha256).read(folder);
  }

  /** Reads a CSV file of samples. */
  public static void csvFile(Path file) throws DatasetException {
    CsvFile.read(file);
  }
}
