package org.sparsevd.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to train into a run's folder, for one training on this computer at a time. It is a lock
 * of the operating system on the empty file {@code run.lock}, so it ends with its process, however
 * that ends. The file itself stays: taking it away could take it from under another's lock.
 */
final class RunLock implements AutoCloseable {
  static final String NAME = "run.lock";

  /**
   * Folders locked by this process. Opening a lock file twice in one process would, once closed,
   * give up the first one's lock on many systems.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>(); // guarded by the class

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder of a run, or where one is about to be
   * @throws InvalidRunException when another training has it
   */
  static synchronized RunLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (HELD_HERE.contains(real)) {
      throw inUse(folder);
    }
    FileChannel channel = open(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isTaken(channel)) {
      channel.close();
      throw inUse(folder);
    }
    HELD_HERE.add(real);
    return new RunLock(real, channel);
  }

  /** Whether some training has the lock now. */
  static synchronized boolean isHeld(Path folder) {
    try {
      if (HELD_HERE.contains(folder.toRealPath())) {
        return true;
      }
      if (!Files.exists(folder.resolve(NAME))) {
        return false;
      }
      try (FileChannel channel = open(folder, StandardOpenOption.WRITE)) {
        return isTaken(channel);
      }
    } catch (IOException e) {
      return false; // nobody trains where nothing can be written
    }
  }

  /** Throws what {@link #take} would throw, but leaves no file. */
  static void checkFree(Path folder) throws InvalidRunException {
    if (isHeld(folder)) {
      throw inUse(folder);
    }
  }

  private static FileChannel open(Path folder, StandardOpenOption... options) throws IOException {
    try {
      return FileChannel.open(folder.resolve(NAME), options);
    } catch (IOException e) {
      throw new InvalidRunException(folder, "cannot be written to: " + FileProblem.inWords(e), e);
    }
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (IOException e) {
      return false; // a file system without locks, as some network drives are: train unguarded
    }
  }

  private static InvalidRunException inUse(Path folder) {
    return new InvalidRunException(
        folder, "is being trained by another window or command; stop it there first");
  }

  @Override
  public void close() {
    synchronized (RunLock.class) {
      HELD_HERE.remove(folder);
      try {
        channel.close();
      } catch (IOException e) {
        // The lock is given up all the same, at the latest when the process ends.
      }
    }
  }
}
