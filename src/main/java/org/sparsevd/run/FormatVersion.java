package org.sparsevd.run;

import java.nio.file.Path;

/** The version that a file says it is of. */
final class FormatVersion {
  private FormatVersion() {}

  /**
   * Checks that a file can be read.
   *
   * @param known the newest version that this program reads
   * @throws InvalidRunException when the file is of a newer one, or of none
   */
  static void check(Path file, int found, int known) throws InvalidRunException {
    if (found > known) {
      throw new InvalidRunException(file, newer(found, known) + "; a newer program can open it");
    } else if (found < 1) {
      throw new InvalidRunException(
          file, "expected formatVersion %d, found %d".formatted(known, found));
    }
  }

  /** That a file is of a newer version. */
  static String newer(int found, int known) {
    return "formatVersion %d is newer than this program, which reads up to %d"
        .formatted(found, known);
  }
}
