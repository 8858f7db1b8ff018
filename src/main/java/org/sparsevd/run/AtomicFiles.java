package org.sparsevd.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Files that are either whole or not there: written aside, then moved. */
public final class AtomicFiles {
  private static final String ASIDE = ".part";

  private AtomicFiles() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /** Replaces {@code file} by what {@code writer} writes; leaves it as it was on any error. */
  public static void write(Path file, Writer writer) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ASIDE);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16)) {
        writer.write(out);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(aside);
      } catch (IOException left) {
        e.addSuppressed(left); // what went wrong first says more
      }
      if (e instanceof IOException problem) {
        throw FileProblem.ofFile(file, problem);
      }
      throw e;
    }
  }

  /**
   * Writes a file that is not there yet; nothing half-written stays.
   *
   * @throws InvalidRunException when it is there already or cannot be written
   */
  public static void writeNew(Path file, Writer writer) throws IOException {
    requireNew(file);
    Path aside = file.resolveSibling(file.getFileName() + ASIDE);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16)) {
        writer.write(out);
      }
      Files.move(aside, file); // fails when somebody else was faster
    } catch (FileAlreadyExistsException e) {
      throw isThere(file, e);
    } catch (InvalidRunException e) {
      throw e; // of a file that was to be read
    } catch (IOException e) {
      throw new InvalidRunException(file, "cannot be written: " + FileProblem.inWords(e), e);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * Fails when there is a file of this name, or no folder for it.
   *
   * @throws InvalidRunException naming it
   */
  public static void requireNew(Path file) throws InvalidRunException {
    if (Files.exists(file)) {
      throw isThere(file, null);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InvalidRunException(file, "cannot be written: the folder is not there");
    }
  }

  private static InvalidRunException isThere(Path file, IOException cause) {
    return new InvalidRunException(file, "is there already; a new file is expected", cause);
  }

  /** Whether {@code file} is one being written, or left by a process that was killed meanwhile. */
  static boolean isAside(Path file) {
    return file.getFileName().toString().endsWith(ASIDE);
  }

  /** Deletes what killed processes left half-written in {@code folder}. */
  static void deleteAside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(AtomicFiles::isAside).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Replaces {@code file} by {@code text} in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
