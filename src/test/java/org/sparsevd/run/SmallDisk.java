package org.sparsevd.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real disk of a few megabytes, which root can mount on Linux; elsewhere the test is skipped. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one on a new folder in {@code parent}. */
  public static SmallDisk mountIn(Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("small-disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "none", folder.toString()),
        "only root can mount a disk, and not everywhere");
    return new SmallDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Writes until no byte more goes onto it. */
  public void fill() throws IOException {
    byte[] block = new byte[1 << 12];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(folder).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Makes room again. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  /** Allows no more changes, which works while no file is open. */
  public void makeReadOnly() {
    assumeTrue(run("mount", "-o", "remount,ro", folder.toString()));
  }

  private Path filler() {
    return folder.resolve("filler.bin");
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    run("umount", "-l", folder.toString());
  }
}
