package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;

/** What is wrong or odd about data of one's own is said before it is trained on. */
class OwnDataChecksTest {
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

  private void idx(byte... labels) throws IOException {
    ImageFixtures.idx(
        source.resolve("train-images"),
        new int[] {labels.length, 2, 3},
        ImageFixtures.pixels(labels.length, 6));
    ImageFixtures.idx(source.resolve("train-labels"), new int[] {labels.length}, labels);
  }

  private List<String> remarks() throws IOException {
    importOwn();
    return DatasetReport.remarksOnOwn(catalog, "own");
  }

  private void importOwn() throws IOException {
    DatasetImport.importFrom(source, "own", store, (what, done, total) -> {});
  }

  private String refusal() {
    String said = assertThrows(DatasetException.class, this::importOwn).getMessage();
    assertFalse(catalog.names().contains("own"));
    return said;
  }

  @Test
  void aStrayLabelIsNamedInsteadOfMakingHundredsOfClasses() throws IOException {
    byte[] labels = ImageFixtures.labels(40, 10);
    labels[32] = (byte) 255;
    idx(labels);
    assertEquals(
        source.resolve("train-labels")
            + ": expected labels that count the classes from 0; the largest is 255 (image 33), but"
            + " of the 255 below it 245 have no image.",
        refusal());
  }

  @Test
  void imagesWithoutPixelsAreNamed() throws IOException {
    ImageFixtures.idx(source.resolve("train-images"), new int[] {4, 0, 3}, new byte[0]);
    ImageFixtures.idx(source.resolve("train-labels"), new int[] {4}, ImageFixtures.labels(4, 2));
    assertEquals(
        source.resolve("train-images") + ": expected samples of 1 or more values, found 4 × 0 × 3.",
        refusal());
  }

  @Test
  void fewDigitsOfManyAreAllowedAndRemarkedUponOnce() throws IOException {
    byte[] labels = ImageFixtures.labels(40, 2);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (labels[i] == 0 ? 1 : 9);
    }
    idx(labels);
    List<String> remarks = remarks();
    assertEquals(
        "8 of 10 classes have no training sample (0, 2, 3, 4, 5, …), so they cannot be learned.",
        remarks.getFirst(),
        remarks.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"webp", "HEIC", "avif"})
  void imagesOfAKindThatIsNotReadAreNotPassedOver(String suffix) throws IOException {
    for (int i = 0; i < 10; i++) {
      ImageFixtures.picture(
          source.resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png"), false, i);
    }
    Files.writeString(source.resolve("cat").resolve("notes.txt"), "no image");
    Files.createDirectory(source.resolve("scripts"));
    assertEquals(List.of(), remarks().stream().filter(words -> words.contains("class")).toList());
    store.delete("own");
    Path other = Files.createDirectory(source.resolve("owl")).resolve("1." + suffix);
    Files.writeString(other, "RIFF....WEBP");
    assertTrue(refusal().startsWith(other.toString()), refusal());
  }

  @Test
  void columnsThatNeverChangeAreNamedWithTheirFile() throws IOException {
    source = folder.resolve("own.csv");
    Files.writeString(source, "a,b,label\n" + "1,5,x\n2,5,y\n".repeat(10));
    assertEquals(
        List.of(
            store.folder().resolve("own.csv")
                + ": 1 column is the same in every training row (b); weights on it learn nothing."),
        remarks());
    assertEquals(List.of(), DatasetReport.remarksOnOwn(catalog, "toy"));
  }
}
