package org.sparsevd.data.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The moment at which data get their name, for one window or command on this computer at a time:
 * between looking whether a name is free and taking it, nobody else takes it. They wait for each
 * other by a lock of the operating system on an empty file, which stays; where there are no locks,
 * as on some network drives, only the windows of one process do.
 */
final class Naming {
  /** Begins with a dot, as no data set's name does. */
  private static final String LOCK = ".names.lock";

  private Naming() {}

  /** Looks and takes. */
  @FunctionalInterface
  interface Taking {
    void take() throws IOException;
  }

  /**
   * Takes a name while nobody else does.
   *
   * @param folder for the lock's file, made when it is missing
   */
  static synchronized void alone(Path folder, Taking taking) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel);
      try {
        taking.take();
      } finally {
        if (lock != null) {
          lock.release();
        }
      }
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.lock();
    } catch (FileLockInterruptionException e) {
      InterruptedIOException stopped = new InterruptedIOException("Stopped.");
      stopped.initCause(e);
      throw stopped;
    } catch (IOException e) {
      return null;
    }
  }
}
