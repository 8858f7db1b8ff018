package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The computer's own file system, which can run full or become read-only at any moment and get well
 * again, on every machine and for every user. Writes fail in their middle, as on a real full disk.
 */
public final class FaultyDisk extends DyingDisk {
  /** What is wrong. */
  public enum Fault {
    NONE,
    FULL,
    READ_ONLY
  }

  private volatile Fault fault = Fault.NONE;

  public FaultyDisk() {
    super(Integer.MAX_VALUE);
  }

  public void set(Fault now) {
    fault = now;
  }

  @Override
  public Path path(Path path) {
    return super.path(path);
  }

  @Override
  void change(String what) throws IOException {
    String file = what.substring(what.indexOf(' ') + 1);
    if (fault == Fault.READ_ONLY) {
      throw new FileSystemException(file, null, "Read-only file system");
    }
    if (fault == Fault.FULL && what.startsWith("folder")) {
      throw new FileSystemException(file, null, "No space left on device");
    }
  }

  @Override
  int fitting(int length) {
    return fault == Fault.NONE ? length : length / 2;
  }

  @Override
  void full(String path) throws IOException {
    throw new IOException("No space left on device");
  }
}
