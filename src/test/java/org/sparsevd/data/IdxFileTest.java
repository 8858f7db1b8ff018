package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  private static final byte[] VALUES = {0, 1, 127, (byte) 128, (byte) 255, 7};
  private static final byte[] CONTENTS = idx(0x0803, new int[] {3, 1, 2}, VALUES);
  private static final IdxFile FILE = new IdxFile("images", List.of(3, 1, 2), sha256(CONTENTS));

  @TempDir Path folder;

  @Test
  void readsTheValuesOfAFileThatIsAsExpected() throws IOException {
    store(CONTENTS);
    assertArrayEquals(VALUES, FILE.read(folder));
  }

  @Test
  void namesTheMagicNumberOfAnotherKindOfFile() throws IOException {
    store(idx(0x0801, new int[] {6}, VALUES));
    assertFails("expected magic number 2051 (3 × 1 × 2 unsigned bytes), found 2049.");
  }

  @Test
  void namesTheDimensionsOfAnotherSet() throws IOException {
    store(idx(0x0803, new int[] {3, 2, 2}, new byte[12]));
    assertFails("expected 3 × 1 × 2 unsigned bytes, found 3 × 2 × 2.");
  }

  @Test
  void refusesDimensionsThatWouldNotFitInMemory() throws IOException {
    store(idx(0x0803, new int[] {-1, Integer.MAX_VALUE, Integer.MAX_VALUE}, VALUES));
    assertFails("expected 3 × 1 × 2 unsigned bytes, found -1 × 2147483647 × 2147483647.");
  }

  @Test
  void countsTheValuesOfAFileWithTooFew() throws IOException {
    store(Arrays.copyOf(CONTENTS, CONTENTS.length - 2));
    assertFails("expected 6 bytes of values, found 4.");
  }

  @Test
  void noticesValuesBeyondTheLast() throws IOException {
    store(Arrays.copyOf(CONTENTS, CONTENTS.length + 1));
    assertFails("expected 6 bytes of values, found more.");
  }

  @Test
  void comparesTheContentsWithTheExpectedHash() throws IOException {
    byte[] other = CONTENTS.clone();
    other[other.length - 1]++;
    store(other);
    assertFails(
        "expected contents with SHA-256 " + FILE.sha256() + ", found " + sha256(other) + ".");
  }

  @Test
  void noticesAGzipFileCutShortAnywhere() throws IOException {
    store(CONTENTS);
    byte[] whole = Files.readAllBytes(path());
    for (int length = 0; length < whole.length; length++) {
      Files.write(path(), Arrays.copyOf(whole, length));
      assertFails("expected 3 × 1 × 2 unsigned bytes, found the file cut short.");
    }
  }

  @Test
  void noticesContentsThatEndInsideTheHeader() throws IOException {
    for (int length : new int[] {0, 3, 4, 15}) {
      store(Arrays.copyOf(CONTENTS, length));
      assertFails("expected 3 × 1 × 2 unsigned bytes, found the file cut short.");
    }
  }

  @Test
  void noticesAFileThatIsNotGzip() throws IOException {
    Files.write(path(), CONTENTS);
    assertFails("expected gzip data, found damage (Not in GZIP format).");
  }

  @Test
  void saysWhereAMissingFileShouldBe() {
    assertFails("expected 3 × 1 × 2 unsigned bytes, found no such file.");
  }

  @Test
  void reportsAFolderInPlaceOfAFile() throws IOException {
    Files.createDirectory(path());
    assertEquals(0, failure().getMessage().indexOf(path() + ": can't be read ("));
  }

  private Path path() {
    return folder.resolve("images.gz");
  }

  private void store(byte[] contents) throws IOException {
    gzip(path(), contents);
  }

  private void assertFails(String expectedAfterThePath) {
    assertEquals(path() + ": " + expectedAfterThePath, failure().getMessage());
  }

  private DatasetException failure() {
    return assertThrows(DatasetException.class, () -> FILE.read(folder));
  }

  static void gzip(Path path, byte[] contents) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(contents);
    }
  }

  static byte[] idx(int magic, int[] dimensions, byte[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
    buffer.putInt(magic);
    for (int length : dimensions) {
      buffer.putInt(length);
    }
    return buffer.put(values).array();
  }

  private static String sha256(byte[] contents) {
    MessageDigest digest = Sha256.digest();
    digest.update(contents);
    return Sha256.hex(digest);
  }
}
