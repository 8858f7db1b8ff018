package org.sparsevd.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's files, read whole into memory. */
final class WholeFile {
  /** The longest array of Java, with a little to spare for what the JVM keeps of it. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private WholeFile() {}

  /**
   * The text of a file that a run must have.
   *
   * @throws InvalidRunException when it is missing or no UTF-8
   */
  static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRunException(file, "not found; a run folder has one");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InvalidRunException(file, "not a text file in UTF-8", e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws InvalidRunException when there are more than an array can hold
   */
  static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidRunException(file, "expected at most 2 GB, found " + Files.size(file));
    }
    return Files.readAllBytes(file);
  }
}
