package org.sparsevd.run.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sparsevd.data.Sha256;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.FileProblem;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFiles;

/**
 * A run in one file, {@code NAME.sparsevd}: a zip of the run's folder and a {@code manifest.json}
 * with the size and digest of every file.
 *
 * @param file the archive
 * @param files packed, the manifest not counted
 * @param bytes size of the archive
 */
public record RunArchive(Path file, int files, long bytes) {
  /** What the names of archives end in. */
  public static final String SUFFIX = ".sparsevd";

  /** Entries carry this date, so that equal runs give equal bytes. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * What of a run is packed besides its settings and figures, which always are.
   *
   * @param history masks, log α and θ of every epoch
   * @param weights θ, log σ² and biases of the latest epoch
   */
  public record Contents(boolean history, boolean weights) {
    /** Everything but what only resuming needs. */
    public static final Contents ALL = new Contents(true, true);
  }

  /**
   * Packs the run in {@code folder}, every file of which is read first: nobody shall keep nothing
   * but an archive that cannot be imported.
   *
   * @param file to write; a whole archive or nothing
   * @throws InvalidRunException when {@code folder} is no run or a file of it is damaged, or {@code
   *     file} is there already or cannot be written
   */
  public static RunArchive write(Path folder, Path file, Contents contents) throws IOException {
    Run run = RunFiles.check(folder, contents.history);
    List<String> names = RunFiles.of(run, epoch -> contents.history, contents.weights);
    AtomicFiles.writeNew(file, out -> pack(run, names, out));
    Path absolute = file.toAbsolutePath();
    return new RunArchive(absolute, names.size(), Files.size(absolute));
  }

  /** The manifest comes last: only then are all digests known. */
  private static void pack(Run run, List<String> names, OutputStream out) throws IOException {
    List<Manifest.Entry> entries = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        // History files are deflated as they are; a second time gains nothing.
        zip.setLevel(name.endsWith(".npz") ? Deflater.NO_COMPRESSION : Deflater.BEST_COMPRESSION);
        begin(zip, name);
        entries.add(copy(run.folder().resolve(name), name, zip));
        zip.closeEntry();
      }
      zip.setLevel(Deflater.BEST_COMPRESSION);
      begin(zip, Manifest.NAME);
      String manifest = new Manifest(run.info().name(), entries).toJson();
      zip.write(manifest.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
  }

  private static Manifest.Entry copy(Path from, String name, OutputStream to) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = open(from)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        to.write(buffer, 0, read);
        bytes += read;
      }
    }
    return new Manifest.Entry(name, bytes, Sha256.hex(digest));
  }

  private static InputStream open(Path file) throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new InvalidRunException(file, "cannot be read: " + FileProblem.inWords(e), e);
    }
  }
}
