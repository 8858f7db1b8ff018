package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Parsers of this package that only it may call, for tests that give them bad files. */
public final class StoreParsers {
  private StoreParsers() {}

  /**
   * Reads a folder or an archive of images in any form.
   *
   * @param scratch where an archive is unpacked
   */
  public static void images(Path path, Path scratch) throws IOException {
    List<String> names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    ImageReader.read(path, names, scratch, (what, done, total) -> {});
  }
}
