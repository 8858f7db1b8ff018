package org.sparsevd.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The contents of any IDX file of unsigned bytes, gzipped or not.
 *
 * @param dimensions length of each
 * @param values row by row; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IdxArray(List<Integer> dimensions, byte[] values) {
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int MAX_DIMENSIONS = 8;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int CHUNK_BYTES = 1 << 16;

  public IdxArray {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Reads a file. Memory grows with what is there, not with what the file says is there.
   *
   * @throws DatasetException when it is no such file
   */
  public static IdxArray read(Path file) throws DatasetException {
    try (InputStream in = open(file)) {
      return read(file, in);
    } catch (NoSuchFileException e) {
      throw new DatasetException("%s: expected an IDX file, found no file.".formatted(file), e);
    } catch (EOFException e) {
      throw cutShort(file);
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(
          "%s: expected an IDX file, can't be read (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether a file begins as an IDX file does; gzipped ones are taken for such. */
  public static boolean isIdx(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(3);
      return start.length == 3
          && ((start[0] == 0 && start[1] == 0 && start[2] == UNSIGNED_BYTES >> 8) || isGzip(start));
    }
  }

  private static boolean isGzip(byte[] start) {
    return (Byte.toUnsignedInt(start[0]) << 8 | Byte.toUnsignedInt(start[1])) == GZIP_MAGIC;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES);
    try {
      in.mark(2);
      byte[] start = in.readNBytes(2);
      in.reset();
      return start.length == 2 && isGzip(start) ? new GZIPInputStream(in, CHUNK_BYTES) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static IdxArray read(Path file, InputStream in) throws IOException {
    int magic = number(file, in);
    int count = magic & 0xff;
    if ((magic & ~0xff) != UNSIGNED_BYTES || count < 1 || count > MAX_DIMENSIONS) {
      throw new DatasetException(
          "%s: expected an IDX file of unsigned bytes (magic number 0x0000080n, n its dimensions), found 0x%08X."
              .formatted(file, magic));
    }
    List<Integer> dimensions = new ArrayList<>();
    long size = 1;
    for (int i = 0; i < count; i++) {
      int length = number(file, in);
      size = Math.min(Integer.MAX_VALUE, size * Math.max(length, 0));
      dimensions.add(length);
    }
    if (dimensions.stream().skip(1).anyMatch(length -> length == 0)) {
      throw new DatasetException(
          "%s: expected samples of 1 or more values, found %s."
              .formatted(file, product(dimensions)));
    }
    if (dimensions.stream().anyMatch(length -> length < 0) || size > Integer.MAX_VALUE - 16) {
      throw new DatasetException(
          "%s: expected sizes of less than 2 GB together, found %s."
              .formatted(file, product(dimensions)));
    }
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    while (values.size() < size) {
      int read = in.readNBytes(chunk, 0, (int) Math.min(CHUNK_BYTES, size - values.size()));
      if (read == 0) {
        throw new DatasetException(
            "%s: expected %s values, found only %d."
                .formatted(file, product(dimensions), values.size()));
      }
      values.write(chunk, 0, read);
    }
    if (in.read() >= 0) {
      throw new DatasetException(
          "%s: expected %s values, found more.".formatted(file, product(dimensions)));
    }
    return new IdxArray(dimensions, values.toByteArray());
  }

  private static int number(Path file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw cutShort(file);
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  private static DatasetException cutShort(Path file) {
    return new DatasetException("%s: expected an IDX file, found it cut short.".formatted(file));
  }

  private static String product(List<Integer> lengths) {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }
}
