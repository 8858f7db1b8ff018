package org.sparsevd.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's files, read whole into memory, or only their ends. */
final class WholeFile {
  /** No line of a run's files is longer. */
  private static final int LONGEST_LINE = 1 << 16;

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
   * The first line of a file and the last one, each with its end; the first alone when there is no
   * other. Reads no more than it needs, however long the file is.
   *
   * @throws InvalidRunException when it is missing or no UTF-8
   */
  static String firstAndLastLine(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRunException(file, "not found; a run folder has one");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size <= 2L * LONGEST_LINE) {
        return ends(text(file));
      }
      String head = piece(file, channel, 0);
      String tail = piece(file, channel, size - LONGEST_LINE);
      return ends(
          head.substring(0, head.indexOf('\n') + 1) + tail.substring(tail.indexOf('\n') + 1));
    }
  }

  private static String piece(Path file, FileChannel channel, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LINE);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // until it is full, or the file has ended: it may have become shorter
    }
    // A character may be cut at an end, but not the line breaks between.
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    if (text.indexOf('\n') < 0) {
      throw new InvalidRunException(file, "expected lines of at most " + LONGEST_LINE + " bytes");
    }
    return text;
  }

  private static String ends(String text) {
    int first = text.indexOf('\n') + 1;
    String rest = text.substring(first).stripTrailing();
    return first == 0 || rest.isEmpty()
        ? text
        : text.substring(0, first) + rest.substring(rest.lastIndexOf('\n') + 1) + "\n";
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
