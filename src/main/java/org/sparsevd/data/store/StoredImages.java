package org.sparsevd.data.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.sparsevd.data.IdxFile;
import org.sparsevd.data.ImageFiles;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.Sha256;

/** The files that images are kept in: gzipped IDX. */
final class StoredImages {
  private static final int BUFFER_BYTES = 1 << 16;

  private StoredImages() {}

  /** Writes images and labels of one split. */
  static ImageFiles write(Path folder, String split, LabelledImages images, Progress progress)
      throws IOException {
    ImageShape shape = images.shape();
    List<Integer> lengths =
        shape.channels() == 1
            ? List.of(images.size(), shape.height(), shape.width())
            : List.of(images.size(), shape.channels(), shape.height(), shape.width());
    return new ImageFiles(
        write(
            folder,
            split + "-images-idx" + lengths.size() + "-ubyte",
            lengths,
            images.pixels(),
            progress),
        write(
            folder,
            split + "-labels-idx1-ubyte",
            List.of(images.size()),
            images.labels(),
            progress));
  }

  private static IdxFile write(
      Path folder, String name, List<Integer> lengths, byte[] values, Progress progress)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Integer.BYTES * (1 + lengths.size()));
    header.putInt(0x0800 | lengths.size());
    lengths.forEach(header::putInt);
    MessageDigest digest = Sha256.digest();
    Path file = folder.resolve(new IdxFile(name, lengths, "").fileName());
    try (OutputStream out =
        new DigestOutputStream(
            new GZIPOutputStream(
                new BufferedOutputStream(DiskOutput.open(file), BUFFER_BYTES), BUFFER_BYTES),
            digest)) {
      out.write(header.array());
      for (int from = 0; from < values.length; from += BUFFER_BYTES) {
        progress.at(name, from, values.length);
        out.write(values, from, Math.min(BUFFER_BYTES, values.length - from));
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException(name + ": stopped.");
        }
      }
    }
    return new IdxFile(name, lengths, Sha256.hex(digest));
  }
}
