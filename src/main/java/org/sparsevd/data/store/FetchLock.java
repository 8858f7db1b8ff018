package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.sparsevd.data.DatasetException;

/**
 * The right to fetch a data set, for one window or command on this computer at a time: two would
 * write into the same half-arrived file. It is a lock of the operating system on an empty file
 * beside what arrives, so it ends with its process, however that ends. The file itself stays:
 * taking it away could take it from under another's lock.
 */
final class FetchLock implements AutoCloseable {
  private static final String SUFFIX = ".lock";

  /**
   * Files locked by this process. Opening one twice in one process would, once closed, give up the
   * first one's lock on many systems.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>(); // guarded by the class

  private final Path file;
  private final FileChannel channel;

  private FetchLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param downloads folder of what arrives of the data set
   * @throws DatasetException when another has it
   */
  static FetchLock take(Path downloads, PublicDataset dataset) throws IOException {
    synchronized (FetchLock.class) {
      Path folder = Files.createDirectories(downloads.getParent());
      String name = downloads.getFileName() + SUFFIX;
      Path file = folder.toRealPath().resolve(name);
      if (HELD_HERE.contains(file)) {
        throw inUse(dataset);
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw inUse(dataset);
      }
      HELD_HERE.add(file);
      return new FetchLock(file, channel);
    }
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      return channel.tryLock() == null;
    } catch (IOException e) {
      return false; // a file system without locks, as some network drives are: fetch unguarded
    }
  }

  private static DatasetException inUse(PublicDataset dataset) {
    return new DatasetException(
        "%s is being fetched by another window or command; wait for it, or stop it there first."
            .formatted(dataset.title()));
  }

  @Override
  public void close() {
    synchronized (FetchLock.class) {
      HELD_HERE.remove(file);
      try {
        channel.close();
      } catch (IOException e) {
        // The lock is given up all the same, at the latest when the process ends.
      }
    }
  }
}
