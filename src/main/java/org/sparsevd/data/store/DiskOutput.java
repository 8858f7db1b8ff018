package org.sparsevd.data.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * Writes a file; what goes wrong is an exception that names it, so that a full disk is not taken
 * for trouble with whatever the bytes come from. Without a buffer, whose closing would write what
 * has been written already once more.
 */
final class DiskOutput extends FilterOutputStream {
  private final Path file;

  private DiskOutput(Path file, OutputStream out) {
    super(out);
    this.file = file;
  }

  static OutputStream open(Path file, OpenOption... options) throws IOException {
    return new DiskOutput(file, Files.newOutputStream(file, options));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close(); // some file systems only now tell that there is no room
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException e) {
    if (e instanceof FileSystemException) {
      return e;
    }
    IOException named = new FileSystemException(file.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }
}
