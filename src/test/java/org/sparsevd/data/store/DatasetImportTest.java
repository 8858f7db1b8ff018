package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.data.Samples;

class DatasetImportTest {
  private static final Progress QUIET = (what, done, total) -> {};

  @TempDir private Path folder;

  private Path source;
  private DatasetStore store;
  private DatasetCatalog catalog;

  @BeforeEach
  void makeFolders() throws IOException {
    source = Files.createDirectory(folder.resolve("mine"));
    store = new DatasetStore(folder.resolve("datasets"));
    catalog = new DatasetCatalog(folder.resolve("program"), store.folder());
  }

  private Dataset imported() throws IOException {
    DatasetImport.importFrom(source, "own", store, QUIET);
    assertTrue(catalog.names().contains("own"));
    return catalog.load("own", Preprocessing.UNIT, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void idxFilesWithTestImages(String suffix) throws IOException {
    ImageFixtures.idx(
        source.resolve("train-images-idx3-ubyte" + suffix),
        new int[] {12, 2, 3},
        ImageFixtures.pixels(12, 6));
    ImageFixtures.idx(
        source.resolve("train-labels-idx1-ubyte" + suffix),
        new int[] {12},
        ImageFixtures.labels(12, 3));
    ImageFixtures.idx(
        source.resolve("t10k-images-idx3-ubyte" + suffix),
        new int[] {4, 2, 3},
        ImageFixtures.pixels(4, 6));
    ImageFixtures.idx(
        source.resolve("t10k-labels-idx1-ubyte" + suffix),
        new int[] {4},
        ImageFixtures.labels(4, 3));
    Dataset data = imported();
    assertEquals(Optional.of(new ImageShape(1, 2, 3)), data.shape());
    assertEquals(List.of("0", "1", "2"), data.classNames());
    assertEquals(12, data.train().size());
    assertEquals(4, data.test().size());
    assertImages(data.train(), 6, 3);
    assertImages(data.test(), 6, 3);
    assertNothingAside();
  }

  @Test
  void everyFifthImageIsATestImageWhereThereAreNone() throws IOException {
    idx(20, 4, 2);
    Dataset data = imported();
    assertEquals(16, data.train().size());
    assertEquals(4, data.test().size());
    Dataset other = catalog.load("own", Preprocessing.UNIT, 0, 2);
    float[] first = new float[4];
    float[] second = new float[4];
    boolean differs = false;
    for (int i = 0; i < 4; i++) {
      data.test().copy(i, first, 0);
      other.test().copy(i, second, 0);
      differs |= !Arrays.equals(first, second);
    }
    assertTrue(differs, "the seed draws them");
  }

  @Test
  void cifarsBinaryFormWithItsNames() throws IOException {
    Files.write(source.resolve("data_batch_1.bin"), ImageFixtures.cifar(0, 6, 1, 10));
    Files.write(source.resolve("data_batch_2.bin"), ImageFixtures.cifar(6, 4, 1, 10));
    Files.write(source.resolve("test_batch.bin"), ImageFixtures.cifar(0, 3, 1, 10));
    Files.writeString(
        source.resolve("batches.meta.txt"),
        "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
    Dataset data = imported();
    assertEquals("automobile", data.classNames().get(1));
    assertEquals(10, data.train().size());
    assertEquals(3, data.test().size());
    assertImages(data.train(), ImageFixtures.CIFAR_PIXELS, 10);
  }

  @Test
  void ofCifar100TheFineLabelCounts() throws IOException {
    Files.write(source.resolve("train.bin"), ImageFixtures.cifar(0, 110, 2, 100));
    Files.write(source.resolve("test.bin"), ImageFixtures.cifar(0, 2, 2, 100));
    Dataset data = imported();
    assertEquals(100, data.classes());
    assertEquals(99, data.train().label(99));
    assertImages(data.train(), ImageFixtures.CIFAR_PIXELS, 100);
  }

  @Test
  void pictureSheetsAndTheBinaryFormAreTheSameDataSet() throws IOException {
    Files.write(source.resolve("data_batch_1.bin"), ImageFixtures.cifar(0, 20, 1, 10));
    Files.write(source.resolve("test_batch.bin"), ImageFixtures.cifar(50, 3, 1, 10));
    String binary = imported().sha256();
    Path sheets = Files.createDirectory(folder.resolve("sheets"));
    for (int batch = 0; batch < 5; batch++) {
      ImageFixtures.sheet(sheets.resolve("data_batch_" + (batch + 1) + ".png"), batch * 4, 4);
    }
    ImageFixtures.sheet(sheets.resolve("test_batch.png"), 50, 3);
    Files.writeString(
        sheets.resolve("train_lables.json"), "[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9]");
    Files.writeString(sheets.resolve("test_lables.json"), "[0,1,2]");
    DatasetImport.importFrom(sheets, "sheets", store, QUIET);
    assertEquals(binary, catalog.load("sheets", Preprocessing.UNIT, 0, 1).sha256());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFolderOfImagesForEachClass(boolean colours) throws IOException {
    for (int i = 0; i < 5; i++) {
      ImageFixtures.picture(source.resolve("cat/" + i + ".png"), colours, i);
      ImageFixtures.picture(source.resolve("dog/" + i + ".png"), colours, 5 + i);
    }
    Files.writeString(source.resolve("readme.txt"), "not looked at");
    Dataset data = imported();
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertEquals(Optional.of(new ImageShape(colours ? 3 : 1, 3, 4)), data.shape());
    assertEquals(8, data.train().size());
    float[] image = new float[data.train().features()];
    data.train().copy(0, image, 0);
    if (colours) {
      assertEquals(255, Math.round(255 * (image[0] + image[12])), "red and green are opposites");
      assertEquals(9, Math.round(255 * image[24]));
    }
    assertEquals(1, Math.round(255 * (image[1] - image[0])));
  }

  @Test
  void trainAndTestFoldersOfClasses() throws IOException {
    for (int i = 0; i < 3; i++) {
      ImageFixtures.picture(source.resolve("train/a/" + i + ".png"), false, i);
      ImageFixtures.picture(source.resolve("train/b/" + i + ".png"), false, i);
    }
    ImageFixtures.picture(source.resolve("test/b/0.png"), false, 1);
    Dataset data = imported();
    assertEquals(6, data.train().size());
    assertEquals(1, data.test().size());
    assertEquals(1, data.test().label(0));
  }

  @Test
  void aPictureOfAnotherSizeIsNamed() throws IOException {
    ImageFixtures.picture(source.resolve("cat/0.png"), false, 0);
    ImageFixtures.picture(source.resolve("dog/0.png"), false, 1);
    Path odd = source.resolve("dog/1.png");
    javax.imageio.ImageIO.write(
        new java.awt.image.BufferedImage(5, 3, java.awt.image.BufferedImage.TYPE_BYTE_GRAY),
        "png",
        odd.toFile());
    assertEquals(odd + ": expected an image of 3 × 4, found 3 × 5.", refused());
  }

  @Test
  void aLabelThatCannotBeIsNamedWithItsImage() throws IOException {
    byte[] records = ImageFixtures.cifar(0, 5, 1, 10);
    records[3 * 3073] = 10;
    Path file = Files.write(source.resolve("data_batch_1.bin"), records);
    assertEquals(file + ", image 4: expected a label from 0 to 9, found 10.", refused());
  }

  @Test
  void aFileThatIsCutShortIsNamed() throws IOException {
    byte[] records = ImageFixtures.cifar(0, 5, 1, 10);
    Path file =
        Files.write(source.resolve("data_batch_1.bin"), Arrays.copyOf(records, 3073 * 4 + 17));
    assertEquals(file + ": expected records of 3073 bytes, found 12309 bytes in all.", refused());
  }

  @Test
  void labelsThatAreTooFewAreNamed() throws IOException {
    idx(6, 4, 2);
    Path labels = source.resolve("train-labels-idx1-ubyte");
    Files.delete(labels);
    ImageFixtures.idx(labels, new int[] {5}, ImageFixtures.labels(5, 2));
    assertEquals(
        labels
            + ": expected a label for each of the 6 images of train-images-idx3-ubyte, found [5].",
        refused());
  }

  @Test
  void aCsvFileIsCopiedWithItsTestSamples() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,label\n");
    for (int i = 0; i < 10; i++) {
      rows.append(i).append(",7,").append(i % 2 == 0 ? "even" : "odd").append('\n');
    }
    Path csv = Files.writeString(folder.resolve("Numbers 1.csv"), rows);
    Files.writeString(folder.resolve("Numbers 1-test.csv"), "a,b,label\n4,7,even\n");
    assertEquals("Numbers-1", DatasetImport.nameFor(csv));
    DatasetImport.importFrom(csv, "numbers", store, QUIET);
    Dataset data = catalog.load("numbers", Preprocessing.UNIT, 0, 1);
    assertEquals(10, data.train().size());
    assertEquals(1, data.test().size());
    DatasetReport report = DatasetReport.of(catalog, "numbers");
    assertEquals(List.of(5, 5), report.trainCounts());
    assertEquals(
        List.of(
            store.folder().resolve("numbers.csv")
                + ": 1 column is the same in every training row (b); weights on it learn nothing."),
        report.remarks());
    store.delete("numbers");
    assertFalse(catalog.names().contains("numbers"));
    assertNothingAside();
  }

  @Test
  void aValueThatIsNoNumberIsNamedWithItsRow() throws IOException {
    Path csv = Files.writeString(folder.resolve("bad.csv"), "a,label\n1,x\nNaN,y\n");
    String message =
        assertThrows(
                DatasetException.class, () -> DatasetImport.importFrom(csv, "bad", store, QUIET))
            .getMessage();
    assertTrue(message.contains("bad.csv, row 3"), message);
    assertFalse(catalog.names().contains("bad"));
    assertNothingAside();
  }

  @Test
  void aTakenNameIsRefusedAndNothingIsChanged() throws IOException {
    idx(6, 4, 2);
    String sha = imported().sha256();
    ImageFixtures.idx(source.resolve("train-images-idx3-ubyte"), new int[] {6, 2, 2}, new byte[24]);
    assertEquals("Data set 'own' is there already; expected a new name.", refused());
    assertEquals(sha, catalog.load("own", Preprocessing.UNIT, 0, 1).sha256());
    for (String name : List.of("mnist", "toy")) {
      assertThrows(
          DatasetException.class, () -> DatasetImport.importFrom(source, name, store, QUIET));
    }
    assertThrows(
        DatasetException.class, () -> DatasetImport.importFrom(source, "../x", store, QUIET));
  }

  @Test
  void thatOfAPublicDataSetIsNoNameForOwnDataAndWhatIsFetchedOfItStays() throws IOException {
    idx(6, 4, 2);
    Path part = store.downloads("cifar-10").resolve("cifar-10-binary.tar.gz.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[1000]);
    assertEquals(
        "Data set 'cifar-10': expected another name for data of your own, this is that of a public"
            + " data set, which is fetched and checked.",
        assertThrows(
                DatasetException.class,
                () -> DatasetImport.importFrom(source, "cifar-10", store, QUIET))
            .getMessage());
    assertEquals(1000, Files.size(part));
    // Nor does an import meet what a fetch of its name has left.
    Path left = store.downloads("own").resolve("file.part");
    Files.createDirectories(left.getParent());
    Files.write(left, new byte[10]);
    imported();
    assertEquals(10, Files.size(left));
    assertNothingAside();
  }

  @Test
  void stoppedHalfwayNothingIsLeft() throws IOException {
    idx(500, 4, 2);
    Progress stops = (what, done, total) -> Thread.currentThread().interrupt();
    try {
      assertThrows(
          InterruptedIOException.class,
          () -> DatasetImport.importFrom(source, "own", store, stops));
    } finally {
      Thread.interrupted();
    }
    assertFalse(catalog.names().contains("own"));
    assertNothingAside();
  }

  @Test
  void whatIsNoDataSetIsRefusedInOneSentence() throws IOException {
    Files.writeString(source.resolve("notes.txt"), "hello");
    String message = refused();
    assertTrue(message.startsWith(source + ": expected a CSV file, IDX files"), message);
    assertEquals(1, message.lines().count());
  }

  private String refused() throws IOException {
    String message =
        assertThrows(
                DatasetException.class, () -> DatasetImport.importFrom(source, "own", store, QUIET))
            .getMessage();
    assertNothingAside();
    return message;
  }

  private void idx(int images, int features, int classes) throws IOException {
    ImageFixtures.idx(
        source.resolve("train-images-idx3-ubyte"),
        new int[] {images, 2, features / 2},
        ImageFixtures.pixels(images, features));
    ImageFixtures.idx(
        source.resolve("train-labels-idx1-ubyte"),
        new int[] {images},
        ImageFixtures.labels(images, classes));
  }

  private static void assertImages(Samples samples, int features, int classes) {
    float[] image = new float[features];
    for (int i = 0; i < samples.size(); i++) {
      samples.copy(i, image, 0);
      assertEquals(i % classes, samples.label(i));
      for (int k = 0; k < features; k++) {
        assertEquals(Byte.toUnsignedInt(ImageFixtures.pixel(i, k)) / 255f, image[k]);
      }
    }
  }

  /** Nothing half-written, and no data set but those that were asked for. */
  private void assertNothingAside() throws IOException {
    if (!Files.exists(store.folder())) {
      return;
    }
    try (Stream<Path> inside = Files.list(store.folder())) {
      List<Path> hidden =
          inside
              .filter(path -> path.getFileName().toString().startsWith("."))
              .filter(path -> !path.getFileName().toString().equals(".downloads"))
              .toList();
      assertEquals(List.of(), hidden);
    }
  }
}
