package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/** Public data sets from files of the user's own, which may be those of another. */
class FetchFromUserTest {
  private static final Progress QUIET = (what, done, total) -> {};

  @TempDir private Path folder;

  private DatasetStore store;
  private Path tenArchive;
  private Path hundredArchive;

  @BeforeEach
  void pack() throws IOException {
    store = new DatasetStore(folder.resolve("datasets"));
    tenArchive = SmallCifar.packed(folder.resolve("ten.tar.gz"), SmallCifar.ten());
    hundredArchive = SmallCifar.packed(folder.resolve("hundred.tar.gz"), SmallCifar.hundred());
  }

  private void fetch(PublicDataset dataset, Path archive, Path from) throws IOException {
    Source web = SmallCifar.web(archive, URI.create("http://127.0.0.1:1/none"));
    DatasetFetch.fetch(dataset, List.of(web), Optional.of(from.toString()), store, QUIET);
  }

  private String refused(PublicDataset dataset, Path archive, Path from) {
    String message =
        assertThrows(DatasetException.class, () -> fetch(dataset, archive, from)).getMessage();
    assertFalse(Files.exists(store.folder().resolve("cifar")), "nothing is stored");
    return message;
  }

  private Dataset stored() throws IOException {
    return new DatasetCatalog(folder.resolve("program"), store.folder())
        .load("cifar", Preprocessing.UNIT, 0, 1);
  }

  @Test
  void tenClassesAreNotStoredAsAHundred() throws IOException {
    Path ten = SmallCifar.unpacked(folder.resolve("ten"), SmallCifar.ten());
    assertEquals(
        ten + ": expected the 100 classes of CIFAR-100, found 10.",
        refused(SmallCifar.dataset(100, ""), hundredArchive, ten));
    Path hundred = SmallCifar.unpacked(folder.resolve("hundred"), SmallCifar.hundred());
    assertEquals(
        hundred + ": expected the 10 classes of CIFAR-10, found 100.",
        refused(SmallCifar.dataset(10, "whatever"), tenArchive, hundred));
    fetch(SmallCifar.dataset(100, ""), hundredArchive, hundred);
    assertEquals(100, stored().classes());
    assertEquals("class 99", stored().classNames().getLast());
  }

  @Test
  void anArchiveOfUnknownContentsHasToBeThePublishers() throws IOException {
    assertEquals(
        "%s: expected the archive hundred.tar.gz with MD5 %s, found %s."
            .formatted(tenArchive, Download.md5(hundredArchive), Download.md5(tenArchive)),
        refused(SmallCifar.dataset(100, ""), hundredArchive, tenArchive));
    var files = SmallCifar.hundred();
    files.get("cifar-100-binary/train.bin")[17]++;
    Path changed = SmallCifar.packed(folder.resolve("changed.tar.gz"), files);
    assertEquals(
        "%s: expected the archive hundred.tar.gz with MD5 %s, found %s."
            .formatted(changed, Download.md5(hundredArchive), Download.md5(changed)),
        refused(SmallCifar.dataset(100, ""), hundredArchive, changed));
    fetch(SmallCifar.dataset(100, ""), hundredArchive, hundredArchive);
    assertEquals(100, stored().classes());
  }

  @Test
  void whereTheContentsAreKnownAnArchiveMayBePackedAnew() throws IOException {
    fetch(SmallCifar.dataset(10, ""), tenArchive, tenArchive);
    String sha256 = stored().sha256();
    store.delete("cifar");
    var files = SmallCifar.ten();
    files.put("readme.html", new byte[] {1, 2, 3});
    Path anew = SmallCifar.packed(folder.resolve("anew.tgz"), files);
    fetch(SmallCifar.dataset(10, sha256), tenArchive, anew);
    assertEquals(sha256, stored().sha256());
    store.delete("cifar");
    files.get("cifar-10-batches-bin/test_batch.bin")[17]++;
    Path changed = SmallCifar.packed(folder.resolve("changed.tgz"), files);
    String message = refused(SmallCifar.dataset(10, sha256), tenArchive, changed);
    assertEquals(
        changed + ": expected contents with SHA-256 " + sha256,
        message.substring(0, message.indexOf(", found ")));
  }

  @Test
  void whatAnotherArchiveLeftIsNotTakenForThisOnes() throws IOException {
    fetch(SmallCifar.dataset(10, ""), tenArchive, tenArchive);
    String sha256 = stored().sha256();
    store.delete("cifar");
    // The wrong one is refused once it is unpacked.
    assertEquals(
        hundredArchive + ": expected the 10 classes of CIFAR-10, found 100.",
        refused(SmallCifar.dataset(10, sha256), tenArchive, hundredArchive));
    var files = SmallCifar.ten();
    files.remove("cifar-10-batches-bin/batches.meta.txt");
    files.remove("cifar-10-batches-bin/test_batch.bin");
    Path less = SmallCifar.packed(folder.resolve("less.tar.gz"), files);
    String first = refused(SmallCifar.dataset(10, sha256), tenArchive, less);
    assertEquals(
        less
            + ": expected 100 training and 20 test images of CIFAR-10, found 100 and 0 of"
            + " 3 \u00d7 32 \u00d7 32.",
        first);
    // Here the one before has just what the next one lacks.
    Path archives = store.downloads("cifar").resolve("archive");
    SmallCifar.unpacked(archives, SmallCifar.ten());
    assertEquals(first, refused(SmallCifar.dataset(10, sha256), tenArchive, less));
    fetch(SmallCifar.dataset(10, sha256), tenArchive, tenArchive);
    assertEquals(sha256, stored().sha256());
  }

  @Test
  void cifar100sOwnArchiveIsKnownByItsChecksum() throws IOException {
    Path small = folder.resolve("cifar-100-binary.tar.gz");
    Files.copy(tenArchive, small);
    PublicDataset real = PublicDataset.named("cifar-100").orElseThrow();
    assertEquals(
        small
            + ": expected the archive cifar-100-binary.tar.gz with MD5"
            + " 03b5dce01913d631647c71ecec9e9cb8, found "
            + Download.md5(small)
            + ".",
        assertThrows(
                DatasetException.class,
                () -> DatasetFetch.fetch(real, Optional.of(small.toString()), store, QUIET))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-ubyte", "-ubyte.gz"})
  void anArchiveOfIdxFilesDoesAsWell(String suffix) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String split : List.of("train", "t10k")) {
      int images = split.equals("train") ? 12 : 4;
      files.put(
          "fashion/" + split + "-images-idx3" + suffix,
          idx("i" + suffix, new int[] {images, 2, 2}, ImageFixtures.pixels(images, 4)));
      files.put(
          "fashion/" + split + "-labels-idx1" + suffix,
          idx("l" + suffix, new int[] {images}, ImageFixtures.labels(images, 3)));
    }
    Path archive = SmallCifar.packed(folder.resolve("fashion.tar.gz"), files);
    PublicDataset small =
        new PublicDataset(
            "cifar",
            "Small",
            "",
            "https://example.org",
            new PublicDataset.Contents(
                new ImageShape(1, 2, 2), 3, List.of("shirt", "shoe", "bag"), 12, 4, ""),
            List.of());
    DatasetFetch.fetch(small, List.of(), Optional.of(archive.toString()), store, QUIET);
    assertEquals(List.of("shirt", "shoe", "bag"), stored().classNames());
    assertEquals(12, stored().train().size());
    assertEquals(4, stored().test().size());
    assertEquals(2, stored().test().label(2));
    DatasetImport.importFrom(archive, "mine", store, QUIET);
    assertEquals(
        stored().sha256(),
        new DatasetCatalog(store.folder()).load("mine", Preprocessing.UNIT, 0, 1).sha256());
    files.remove("fashion/t10k-labels-idx1" + suffix);
    Path cut = SmallCifar.packed(folder.resolve("cut.tar.gz"), files);
    assertThrows(DatasetException.class, () -> DatasetImport.importFrom(cut, "cut", store, QUIET));
  }

  private byte[] idx(String name, int[] lengths, byte[] values) throws IOException {
    return Files.readAllBytes(ImageFixtures.idx(folder.resolve(name), lengths, values));
  }

  @Test
  void anArchiveOfOtherFilesIsNamedItself() throws IOException {
    Path archive =
        SmallCifar.packed(folder.resolve("notes.tar.gz"), Map.of("notes.txt", new byte[10]));
    String message = refused(SmallCifar.dataset(10, "whatever"), tenArchive, archive);
    assertEquals(
        archive + ": expected a CSV file, IDX files train-images\u2026",
        message.substring(0, message.indexOf(" and train-labels")));
  }
}
