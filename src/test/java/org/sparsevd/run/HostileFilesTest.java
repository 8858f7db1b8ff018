package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.train.EpochMetrics;

/** Files that were damaged or made to do damage: they are refused, and nothing else happens. */
class HostileFilesTest {
  private static final String HISTORY = "history/epoch-00002.npz";

  /** More than any of these small runs needs, and far less than what hostile files claim. */
  private static final long MOST_BYTES = 16L << 20;

  @TempDir private static Path parent;

  private static Path whole;

  @TempDir private Path folder;

  @BeforeAll
  static void record() throws Exception {
    whole = parent.resolve("run");
    RecordedRun.train(whole, RecordedRun.toy("epochs=2", "hiddenLayers=2"), 1);
  }

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectories(folder.resolve("history"));
    for (String name :
        new String[] {"run.json", "epochs.csv", "histograms.csv", "weights.safetensors", HISTORY}) {
      Files.copy(whole.resolve(name), folder.resolve(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run.json, 600, 1",
    "epochs.csv, 600, 2",
    "histograms.csv, 600, 3",
    "weights.safetensors, 600, 4",
    HISTORY + ", 600, 5"
  })
  void aDamagedFileIsReadOrRefusedAndNothingElseHappens(String name, int times, long seed)
      throws Exception {
    byte[] original = Files.readAllBytes(folder.resolve(name));
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] damaged = damage(original, random);
      Files.write(folder.resolve(name), damaged);
      refused += isRefused("mutation " + i) ? 1 : 0;
    }
    assertTrue(refused > times / 20, name + " was refused only " + refused + " times");
  }

  /** The zip format's checksums keep most damage away from the arrays; here they get it. */
  @Test
  void damagedArraysInAWholeZipAreReadOrRefusedAndNothingElseHappens() throws Exception {
    SequencedMap<String, byte[]> original = unzip(Files.readAllBytes(folder.resolve(HISTORY)));
    String[] names = original.keySet().toArray(String[]::new);
    Random random = new Random(6);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      SequencedMap<String, byte[]> damaged = new LinkedHashMap<>(original);
      String name = names[random.nextInt(names.length)];
      if (random.nextInt(20) == 0) {
        damaged.remove(name);
      } else {
        damaged.put(name, damage(original.get(name), random));
      }
      Files.write(folder.resolve(HISTORY), zip(damaged));
      refused += isRefused("mutation " + i) ? 1 : 0;
    }
    assertTrue(refused > 30, "refused only " + refused + " times");
  }

  /** Whether opening the run and asking for all it has is refused; any other error is a failure. */
  private boolean isRefused(String which) {
    try {
      Run run = RunFolder.open(folder);
      run.epochs().stream().map(EpochMetrics::lossNats).forEach(loss -> {});
      run.weights();
      run.info().config();
      for (EpochMetrics metrics : run.epochs()) {
        run.histograms(metrics.epoch()).forEach(histogram -> histogram.kept(3));
        run.history(metrics.epoch());
      }
      return false;
    } catch (InvalidRunException e) {
      return true;
    } catch (UncheckedIOException e) {
      assertInstanceOf(InvalidRunException.class, e.getCause(), which);
      return true;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(which, e);
    }
  }

  /** One to three accidents: bytes changed, lost, doubled or put in, digits made others. */
  private static byte[] damage(byte[] original, Random random) {
    byte[] bytes = original;
    for (int accidents = 1 + random.nextInt(3); accidents > 0 && bytes.length > 0; accidents--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(1 + random.nextInt(12), bytes.length - at);
      byte[] put = new byte[length];
      switch (random.nextInt(7)) {
        case 0 -> put = new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))};
        case 1 -> random.nextBytes(put);
        case 2 -> put = new byte[0];
        case 3 -> put = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 2 * length));
        case 4 ->
            put = "99999999999999999999".substring(0, length).getBytes(StandardCharsets.UTF_8);
        case 5 ->
            put =
                "-1e999,{}[]\"\n:null"
                    .substring(random.nextInt(12))
                    .getBytes(StandardCharsets.UTF_8);
        default -> length = random.nextInt(8) == 0 ? bytes.length - at : 1;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      out.writeBytes(put);
      out.write(bytes, at + length, bytes.length - at - length);
      bytes = out.toByteArray();
    }
    return bytes;
  }

  @Test
  void anArrayThatUnzipsToManyMegabytesIsNotUnzipped() throws Exception {
    for (String name : new String[] {"fc1.logAlpha.npy", "fc1.theta.npy", "cut.npy", "other.npy"}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.setLevel(1);
        zip.putNextEntry(new ZipEntry(name));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
          zip.write(zeros);
        }
      }
      Files.write(folder.resolve(HISTORY), bytes.toByteArray());
      assertRefusedCheaply();
    }
  }

  @Test
  void arraysThatClaimGigabytesAreNotAllocated() throws Exception {
    for (String array : new String[] {"cut", "fc1.held", "fc1.logAlpha", "fc1.theta", "fc1.bias"}) {
      for (String shape : new String[] {"2147483647,", "2, 1073741824", "65536, 65536, 65536"}) {
        SequencedMap<String, byte[]> arrays = unzip(Files.readAllBytes(whole.resolve(HISTORY)));
        String text = new String(arrays.get(array + ".npy"), StandardCharsets.ISO_8859_1);
        String header = text.substring(10, text.indexOf('\n'));
        String lie = header.replaceFirst("\\([0-9, ]*\\)", "(" + shape + ")").stripTrailing();
        String padded = lie + " ".repeat(header.length() - lie.length());
        arrays.put(
            array + ".npy", text.replace(header, padded).getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve(HISTORY), zip(arrays));
        assertRefusedCheaply();
      }
    }
  }

  @Test
  void layersThatClaimGigabytesAreNotAllocated() throws Exception {
    Files.delete(folder.resolve("weights.safetensors"));
    String json = Files.readString(whole.resolve("run.json"));
    for (String shape : new String[] {"16384x16384", "1x268435456", "268435456x1"}) {
      String[] sizes = shape.split("x", -1);
      Files.writeString(
          folder.resolve("run.json"),
          json.replace("\"inputs\" : 100", "\"inputs\" : " + sizes[0])
              .replaceFirst("\"outputs\" : 2", "\"outputs\" : " + sizes[1]));
      assertRefusedCheaply();
    }
  }

  private void assertRefusedCheaply() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> RunFolder.open(folder).history(2));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertInstanceOf(InvalidRunException.class, e.getCause());
    assertTrue(allocated < MOST_BYTES, allocated + " bytes for " + e.getMessage());
  }

  private static SequencedMap<String, byte[]> unzip(byte[] bytes) throws IOException {
    SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
