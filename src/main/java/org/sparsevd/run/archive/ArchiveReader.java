package org.sparsevd.run.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.sparsevd.data.Sha256;
import org.sparsevd.run.FileProblem;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RunFiles;
import org.sparsevd.run.RunFolder;

/**
 * Unpacks a {@link RunArchive} that may come from anybody: nothing is believed before it is
 * checked, nothing is written outside a new folder, and what is not a whole run leaves no trace.
 */
public final class ArchiveReader {
  private static final int MAX_MANIFEST_BYTES = 1 << 25;

  /** More than 100,000 epochs of LeNet-300-100's history. */
  private static final long MAX_BYTES = 1L << 34;

  /** Figures deflate to a tenth, history hardly at all; a zip bomb to a thousandth. */
  private static final long MAX_RATIO = 100;

  private static final int MAX_STEM = 100;

  private final Path file;
  private final ZipFile zip;

  private ArchiveReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** Whether a file is an archive by its name. */
  public static boolean isArchive(Path file) {
    return file.getFileName() != null
        && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(RunArchive.SUFFIX);
  }

  /**
   * Unpacks a run into a new folder in {@code parent} and reads every file of it.
   *
   * @return the folder, named as the run, with a number where that name is taken
   * @throws InvalidRunException in one sentence: what is wrong with the archive, or why the folder
   *     cannot be written
   */
  public static Path read(Path file, Path parent) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRunException(file, "no such file; an exported run is expected");
    }
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      return new ArchiveReader(file, zip).read(parent);
    } catch (ZipException e) {
      throw new InvalidRunException(
          file, "not an exported run, or cut short: " + e.getMessage(), e);
    } catch (InvalidRunException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidRunException(file, "cannot be read: " + FileProblem.inWords(e), e);
    }
  }

  private Path read(Path parent) throws IOException {
    Manifest manifest = manifest();
    checkSizes(manifest);
    Path aside;
    try {
      Files.createDirectories(parent);
      aside = Files.createTempDirectory(parent, ".import-");
    } catch (IOException e) {
      throw new InvalidRunException(
          parent, "no run can be put there: " + FileProblem.inWords(e), e);
    }
    try {
      Path run = aside.resolve(stem(manifest));
      for (Manifest.Entry entry : manifest.files()) {
        unpack(entry, run);
      }
      checkRun(run);
      return move(run, parent);
    } catch (IOException e) {
      if (FileProblem.isDiskFull(e)) {
        throw new InvalidRunException(parent, "no run can be put there: the disk is full", e);
      }
      throw e;
    } finally {
      RunFolder.deleteWhole(aside);
    }
  }

  private Manifest manifest() throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw refused("not an exported run: it has no " + Manifest.NAME);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(MAX_MANIFEST_BYTES + 1);
    }
    if (bytes.length > MAX_MANIFEST_BYTES) {
      throw refused(Manifest.NAME + " is larger than that of any run");
    }
    try {
      return Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, e.getMessage(), e);
    }
  }

  /** The archive holds what its manifest lists, each file once, and unpacks to no absurd size. */
  private void checkSizes(Manifest manifest) throws IOException {
    Set<String> listed = new HashSet<>(Set.of(Manifest.NAME));
    manifest.files().forEach(entry -> listed.add(entry.name()));
    Set<String> held = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = Manifest.shortened(entry.getName());
      if (!listed.contains(entry.getName())) {
        throw refused("\"" + name + "\" is not in its manifest");
      }
      if (!held.add(entry.getName())) {
        throw refused("\"" + name + "\" is there twice");
      }
    }
    for (String name : listed) {
      if (!held.contains(name)) {
        throw refused(name + " is missing");
      }
    }
    long bytes = 0;
    for (Manifest.Entry entry : manifest.files()) {
      bytes = entry.bytes() > MAX_BYTES ? MAX_BYTES + 1 : bytes + entry.bytes();
      if (bytes > MAX_BYTES) {
        throw refused("its files are larger than those of any run");
      }
    }
    if (bytes / MAX_RATIO > Files.size(file)) {
      throw refused("it would unpack to more than %d times its size".formatted(MAX_RATIO));
    }
  }

  private void unpack(Manifest.Entry entry, Path run) throws IOException {
    Path to = run.resolve(entry.name()); // one of the few names that a run's files have
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    Files.createDirectories(to.getParent());
    try (InputStream in = zip.getInputStream(zip.getEntry(entry.name()));
        OutputStream out = Files.newOutputStream(to)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > entry.bytes()) {
          break; // longer than was announced: read no further
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    if (bytes != entry.bytes()) {
      throw refused(
          "%s is %s than its manifest says"
              .formatted(entry.name(), bytes > entry.bytes() ? "longer" : "shorter"));
    }
    if (!Sha256.hex(digest).equals(entry.sha256())) {
      throw refused(entry.name() + " is not what was packed: its SHA-256 differs");
    }
  }

  /** Problems are told of the archive: where it was unpacked is gone when they are read. */
  private void checkRun(Path run) throws IOException {
    try {
      RunFiles.check(run);
    } catch (InvalidRunException e) {
      String message = e.getMessage().replace(run.toAbsolutePath().normalize() + "/", "");
      throw new InvalidRunException(file, message, e);
    } catch (RuntimeException e) {
      throw new InvalidRunException(file, "not a run this program can read: " + e.getMessage(), e);
    }
  }

  /** A folder's name from the run's, whatever that is and however long. */
  private static String stem(Manifest manifest) {
    String start = manifest.run();
    start = start.length() > MAX_STEM ? start.substring(0, MAX_STEM) : start;
    String name = start.replaceAll("[^\\p{L}\\p{N}._ +=,()-]", "_").replaceAll("^[. ]+|[. ]+$", "");
    return name.isEmpty() ? "run" : name;
  }

  private static Path move(Path run, Path parent) throws IOException {
    String stem = run.getFileName().toString();
    for (int number = 1; ; number++) {
      Path folder = parent.resolve(number == 1 ? stem : stem + "-" + number);
      if (Files.notExists(folder)) {
        try {
          return Files.move(run, folder);
        } catch (FileAlreadyExistsException e) {
          // Taken a moment ago: try the next number.
        }
      }
    }
  }

  private InvalidRunException refused(String why) {
    return new InvalidRunException(file, why);
  }
}
