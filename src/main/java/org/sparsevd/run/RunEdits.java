package org.sparsevd.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Changes that people make to the small files of a run: read, changed and written, by one window or
 * command at a time on this computer, so that none undoes another's. They wait for each other by a
 * lock of the operating system on the empty file {@code edit.lock}, which stays; where there are no
 * locks, as on some network drives, only the windows of one process do.
 */
final class RunEdits {
  private static final String NAME = "edit.lock";

  private RunEdits() {}

  /** Reads and writes. */
  @FunctionalInterface
  interface Edit<T> {
    T make() throws IOException;
  }

  /** Makes a change while nobody else makes one in {@code folder}. */
  static synchronized <T> T make(Path folder, Edit<T> edit) throws IOException {
    RunFolder.checkThere(folder);
    try (FileChannel channel = open(folder)) {
      FileLock lock = lock(channel);
      try {
        return edit.make();
      } finally {
        if (lock != null) {
          lock.release();
        }
      }
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new InvalidRunException(folder, "cannot be written to: " + FileProblem.inWords(e), e);
    }
  }

  private static FileLock lock(FileChannel channel) {
    try {
      return channel.lock();
    } catch (IOException e) {
      return null;
    }
  }
}
