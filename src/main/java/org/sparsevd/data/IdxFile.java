package org.sparsevd.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One gzipped IDX file of unsigned bytes, as it should be: a magic number (0x0000080D with D
 * dimensions), the length of each dimension, then the values, numbers big-endian.
 *
 * @param name file name without {@code .gz}
 * @param dimensions expected length of each dimension
 * @param sha256 expected SHA-256 of the uncompressed contents, in hexadecimal
 */
public record IdxFile(String name, List<Integer> dimensions, String sha256) {
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int CHUNK_BYTES = 1 << 16;

  public IdxFile {
    dimensions = List.copyOf(dimensions);
  }

  /** Name of the gzipped file. */
  public String fileName() {
    return name + ".gz";
  }

  /**
   * Reads the values and checks everything that this record says of the file.
   *
   * @param folder where the file lies
   * @return the values, row by row
   */
  public byte[] read(Path folder) throws DatasetException {
    Path path = folder.resolve(fileName());
    try (InputStream file = Files.newInputStream(path);
        InputStream in = new GZIPInputStream(file, CHUNK_BYTES)) {
      MessageDigest digest = Sha256.digest();
      checkHeader(path, in, digest);
      byte[] values = readValues(path, in, digest);
      String found = Sha256.hex(digest);
      if (!found.equals(sha256)) {
        throw new DatasetException(
            "%s: expected contents with SHA-256 %s, found %s.".formatted(path, sha256, found));
      }
      return values;
    } catch (NoSuchFileException e) {
      throw new DatasetException(
          "%s: expected %s, found no such file.".formatted(path, describe()), e);
    } catch (ZipException e) {
      throw new DatasetException(
          "%s: expected gzip data, found damage (%s).".formatted(path, e.getMessage()), e);
    } catch (EOFException e) {
      throw new DatasetException(
          "%s: expected %s, found the file cut short.".formatted(path, describe()), e);
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException("%s: can't be read (%s).".formatted(path, e), e);
    }
  }

  private void checkHeader(Path path, InputStream in, MessageDigest digest) throws IOException {
    byte[] bytes = in.readNBytes(4 + 4 * dimensions.size());
    digest.update(bytes);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.remaining() < Integer.BYTES) {
      throw new EOFException();
    }
    int magic = header.getInt();
    int expectedMagic = UNSIGNED_BYTES | dimensions.size();
    if (magic != expectedMagic) {
      throw new DatasetException(
          "%s: expected magic number %d (%s), found %d."
              .formatted(path, expectedMagic, describe(), magic));
    }
    if (header.remaining() < Integer.BYTES * dimensions.size()) {
      throw new EOFException();
    }
    List<Integer> found = dimensions.stream().map(expected -> header.getInt()).toList();
    if (!found.equals(dimensions)) {
      throw new DatasetException(
          "%s: expected %s, found %s.".formatted(path, describe(), product(found)));
    }
  }

  private byte[] readValues(Path path, InputStream in, MessageDigest digest) throws IOException {
    byte[] values = new byte[dimensions.stream().reduce(1, Math::multiplyExact)];
    int filled = 0;
    while (filled < values.length) {
      int read = in.readNBytes(values, filled, Math.min(CHUNK_BYTES, values.length - filled));
      if (read == 0) {
        throw new DatasetException(
            "%s: expected %d bytes of values, found %d.".formatted(path, values.length, filled));
      }
      digest.update(values, filled, read);
      filled += read;
    }
    if (in.read() >= 0) {
      throw new DatasetException(
          "%s: expected %d bytes of values, found more.".formatted(path, values.length));
    }
    return values;
  }

  private String describe() {
    return product(dimensions) + " unsigned bytes";
  }

  private static String product(List<Integer> lengths) {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }
}
