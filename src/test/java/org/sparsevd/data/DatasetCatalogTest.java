package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCatalogTest {
  private static final Path DATASETS = DatasetCatalog.defaultFolder();
  private static final int[] TRAIN_COUNTS = {
    5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949
  };
  private static final int[] TEST_COUNTS = {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009};

  @TempDir Path folder;

  private final DatasetCatalog catalog = new DatasetCatalog(DATASETS);

  @Test
  void findsTheBundledDatasets() {
    assertTrue(Files.isDirectory(DATASETS.resolve("mnist")), DATASETS.toString());
    assertEquals(List.of("mnist", "toy"), catalog.names());
  }

  @Test
  void loadsTheRealMnistWithThePapersPreprocessing() throws IOException {
    Dataset mnist = catalog.load("mnist", Preprocessing.PAPER, 0, 1);
    assertEquals(Optional.of(new ImageShape(1, 28, 28)), mnist.shape());
    assertEquals(10, mnist.classes());
    assertEquals(0, mnist.validation().size());
    assertEquals(784, mnist.validation().features());
    assertArrayEquals(TRAIN_COUNTS, labelCounts(mnist.train()));
    assertArrayEquals(TEST_COUNTS, labelCounts(mnist.test()));
    assertEquals(List.of(5, 0, 4, 1, 9), firstLabels(mnist.train()));
    assertEquals(List.of(7, 2, 1, 0, 4), firstLabels(mnist.test()));

    // The pixels in rows 14 and 10 of column 14, as any other reader of the files gives them.
    int centre = 14 * 28 + 14;
    int above = 10 * 28 + 14;
    float[] mean = mnist.inputMean();
    assertEquals(0.5088564f, mean[centre], 1e-7f);
    assertEquals(0.3102454f, mean[above], 1e-7f);
    assertEquals(0f, mean[0]);
    float[] inputs = new float[3 * 784];
    mnist.train().copy(1, inputs, 0);
    mnist.train().copy(0, inputs, 784);
    mnist.test().copy(0, inputs, 2 * 784);
    assertEquals(-mean[centre], inputs[centre]);
    assertEquals(12 / 256f - mean[above], inputs[above]);
    assertEquals(240 / 256f - mean[centre], inputs[784 + centre]);
    assertEquals(67 / 256f - mean[above], inputs[2 * 784 + above]);

    // With the mean image subtracted, every input averages 0 over the training images.
    assertEquals(0, columnMean(mnist.train(), centre), 1e-6);
  }

  @Test
  void loadsTheRealMnistInZeroToOne() throws IOException {
    Dataset mnist = catalog.load("mnist", Preprocessing.UNIT, 0, 1);
    assertArrayEquals(new float[784], mnist.inputMean());
    float[] inputs = new float[100 * 784];
    for (int i = 0; i < 100; i++) {
      mnist.train().copy(i, inputs, i * 784);
    }
    assertEquals(240 / 255f, inputs[14 * 28 + 14]);
    float largest = 0;
    for (float value : inputs) {
      assertTrue(value >= 0 && value <= 1);
      largest = Math.max(largest, value);
    }
    assertEquals(1f, largest);
  }

  @Test
  void holdsOutValidationSamplesWithoutChangingWhatIsSubtracted() throws IOException {
    Dataset whole = catalog.load("mnist", Preprocessing.PAPER, 0, 7);
    Dataset split = catalog.load("mnist", Preprocessing.PAPER, 5000, 7);
    assertEquals(55_000, split.train().size());
    assertEquals(5_000, split.validation().size());
    assertEquals(10_000, split.test().size());
    assertArrayEquals(whole.inputMean(), split.inputMean());
    assertEquals(whole.sha256(), split.sha256());
    int[] counts = labelCounts(split.train());
    int[] heldOut = labelCounts(split.validation());
    assertArrayEquals(
        TRAIN_COUNTS, IntStream.range(0, 10).map(c -> counts[c] + heldOut[c]).toArray());
    Rows.Split rows = Rows.split(60_000, 5_000, 7);
    assertEquals(whole.train().label(rows.heldOut()[9]), split.validation().label(9));
    assertEquals(whole.train().label(rows.kept()[9]), split.train().label(9));
  }

  @Test
  void theDigestIsThatOfAChecksumListOfTheUncompressedFiles() throws IOException {
    assertEquals(
        "d0a3eec1f5a454401d758fdbf15b9b0163a7034963586d671960c180b97e2c1a",
        catalog.load("mnist", Preprocessing.UNIT, 0, 1).sha256());
  }

  @Test
  void theChecksumListBesideTheFilesAgreesWithTheProgram() throws IOException {
    List<String> lines = Files.readAllLines(DATASETS.resolve("mnist/SHA256SUMS"));
    for (IdxFile file : ImageDescription.read(DATASETS.resolve("mnist")).files()) {
      assertTrue(lines.contains(file.sha256() + "  " + file.name()), file.name());
    }
  }

  @Test
  void namesTheFirstWrongFileWhenImagesAndLabelsAreSwapped() throws IOException {
    copyMnist();
    swap("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
    assertMnistFails(
        "train-images-idx3-ubyte.gz: expected magic number 2051 (60000 × 28 × 28 unsigned bytes),"
            + " found 2049.");
  }

  @Test
  void noticesTrainingAndTestFilesSwapped() throws IOException {
    copyMnist();
    swap("train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    assertMnistFails("train-labels-idx1-ubyte.gz: expected 60000 unsigned bytes, found 10000.");
  }

  @Test
  void noticesOneChangedLabel() throws IOException {
    copyMnist();
    IdxFile testLabels = ImageDescription.read(DATASETS.resolve("mnist")).files().getLast();
    byte[] labels = testLabels.read(DATASETS.resolve("mnist"));
    labels[0] = 1;
    Path changed = folder.resolve("mnist/t10k-labels-idx1-ubyte.gz");
    Files.delete(changed);
    IdxFileTest.gzip(changed, IdxFileTest.idx(0x0801, new int[] {10_000}, labels));
    String message = loadMnist().getMessage();
    assertTrue(
        message.startsWith(
            changed + ": expected contents with SHA-256 " + testLabels.sha256() + ", found "),
        message);
  }

  @Test
  void noticesATruncatedFile() throws IOException {
    copyMnist();
    Path cut = folder.resolve("mnist/t10k-images-idx3-ubyte.gz");
    byte[] whole = Files.readAllBytes(cut);
    Files.delete(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertMnistFails(
        "t10k-images-idx3-ubyte.gz: expected 10000 × 28 × 28 unsigned bytes, found the file cut"
            + " short.");
  }

  @Test
  void saysWhereItLookedForMissingFiles() throws IOException {
    assertEquals(
        folder.resolve("mnist/dataset.json")
            + ": expected the description of a data set, found no such file.",
        loadMnist().getMessage());
    Files.createDirectory(folder.resolve("mnist"));
    Files.copy(DATASETS.resolve("mnist/dataset.json"), folder.resolve("mnist/dataset.json"));
    assertMnistFails(
        "train-images-idx3-ubyte.gz: expected 60000 × 28 × 28 unsigned bytes, found no such"
            + " file.");
  }

  @Test
  void refusesNamesItDoesNotKnow() {
    assertEquals(
        "Dataset 'mnits': expected one of mnist, toy.",
        assertThrows(DatasetException.class, () -> catalog.load("mnits", Preprocessing.PAPER, 0, 1))
            .getMessage());
  }

  @Test
  void refusesToHoldOutEverything() {
    for (int size : new int[] {-1, 2000}) {
      assertEquals(
          "validationSize: "
              + size
              + " is not allowed with the data set toy, expected a whole number from 0 to 1999",
          assertThrows(
                  DatasetException.class, () -> catalog.load("toy", Preprocessing.PAPER, size, 1))
              .getMessage());
    }
  }

  @Test
  void toyIsTheSameUnderEitherPreprocessing() throws IOException {
    assertEquals(
        catalog.load("toy", Preprocessing.PAPER, 100, 3).sha256(),
        catalog.load("toy", Preprocessing.UNIT, 0, 3).sha256());
    assertEquals(100, catalog.load("toy", Preprocessing.UNIT, 100, 3).validation().size());
  }

  private void copyMnist() throws IOException {
    Files.createDirectory(folder.resolve("mnist"));
    try (Stream<Path> files = Files.list(DATASETS.resolve("mnist"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("mnist").resolve(file.getFileName()));
      }
    }
  }

  private void swap(String one, String other) throws IOException {
    Path first = folder.resolve("mnist").resolve(one);
    Path second = folder.resolve("mnist").resolve(other);
    Path aside = folder.resolve("aside");
    Files.move(first, aside);
    Files.move(second, first);
    Files.move(aside, second);
  }

  private void assertMnistFails(String expectedAfterTheFolder) {
    assertEquals(
        folder.resolve("mnist").resolve(expectedAfterTheFolder).toString(),
        loadMnist().getMessage());
  }

  private DatasetException loadMnist() {
    return assertThrows(
        DatasetException.class,
        () -> new DatasetCatalog(folder).load("mnist", Preprocessing.PAPER, 0, 1));
  }

  private static int[] labelCounts(Samples samples) {
    int[] counts = new int[10];
    for (int i = 0; i < samples.size(); i++) {
      counts[samples.label(i)]++;
    }
    return counts;
  }

  private static List<Integer> firstLabels(Samples samples) {
    return IntStream.range(0, 5).map(samples::label).boxed().toList();
  }

  private static double columnMean(Samples samples, int column) {
    float[] values = new float[samples.features()];
    double sum = 0;
    for (int i = 0; i < samples.size(); i++) {
      samples.copy(i, values, 0);
      sum += values[column];
    }
    return sum / samples.size();
  }
}
