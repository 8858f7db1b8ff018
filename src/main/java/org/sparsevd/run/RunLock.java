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

  /** Another program that asks whether it is held has it for a moment. */
  private static final int MOST_TRIES = 5;

  private Path folder; // guarded by the class
  private FileChannel channel; // guarded by the class

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
    FileChannel channel = locked(folder);
    HELD_HERE.add(real);
    return new RunLock(real, channel);
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel = open(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (int tries = 1; isTaken(channel); tries++) {
      if (tries == MOST_TRIES) {
        channel.close();
        throw inUse(folder);
      }
      pause();
    }
    return channel;
  }

  /**
   * Takes the lock of another folder instead, or of this one made anew after it was deleted.
   *
   * @throws InvalidRunException when another training has it; this lock stays as it was
   */
  void moveTo(Path newFolder) throws IOException {
    synchronized (RunLock.class) {
      Path real = newFolder.toRealPath();
      if (!real.equals(folder) && HELD_HERE.contains(real)) {
        throw inUse(newFolder);
      }
      FileChannel taken = locked(newFolder);
      close();
      HELD_HERE.add(real);
      folder = real;
      channel = taken;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
