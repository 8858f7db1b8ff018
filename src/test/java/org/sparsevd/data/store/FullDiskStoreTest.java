package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.run.FaultyDisk;
import org.sparsevd.run.FaultyDisk.Fault;
import org.sparsevd.run.FileProblem;
import org.sparsevd.run.SmallDisk;

/** Fetches and imports on a disk without room, or that allows no change. */
@Timeout(60)
class FullDiskStoreTest {
  private static final Progress QUIET = (what, done, total) -> {};
  private static final int SIDE = 64;
  private static final int IMAGES = 1000;

  @TempDir private Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private Path plain;
  private DatasetStore store;

  @BeforeEach
  void open() {
    plain = folder.resolve("datasets");
    store = new DatasetStore(disk.path(plain));
  }

  @AfterEach
  void mend() {
    disk.set(Fault.NONE);
  }

  /** The disk fails once something has been written. */
  private Progress failing(Fault fault) {
    return (what, done, total) -> {
      if (done > 0) {
        disk.set(fault);
      }
    };
  }

  private String sentence(Executable work) {
    FileSystemException e = assertThrows(FileSystemException.class, work);
    disk.set(Fault.NONE);
    return FileProblem.sentence(e);
  }

  private static String words(Fault fault) {
    return fault == Fault.FULL ? "the disk is full" : "Read-only file system";
  }

  /** More than 3 MB that cannot be packed. */
  private Path images() throws IOException {
    Path files = folder.resolve("mine");
    byte[] pixels = new byte[IMAGES * SIDE * SIDE];
    new Random(1).nextBytes(pixels);
    ImageFixtures.idx(files.resolve("train-images"), new int[] {IMAGES, SIDE, SIDE}, pixels);
    ImageFixtures.idx(
        files.resolve("train-labels"), new int[] {IMAGES}, ImageFixtures.labels(IMAGES, 3));
    return files;
  }

  private Path csv(int rows) throws IOException {
    List<String> lines =
        IntStream.range(0, rows).mapToObj(i -> i + "," + -i + "," + (i % 2 == 0)).toList();
    return Files.writeString(
        folder.resolve("numbers.csv"), "a,b,label\n" + String.join("\n", lines) + "\n");
  }

  private static List<String> names(Path store) throws IOException {
    try (Stream<Path> all = Files.list(store)) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> !name.equals(".downloads"))
          .toList();
    }
  }

  @Test
  void imagesThatFindNoRoomLeaveNothingAndComeWhenThereIsSome() throws IOException {
    Path mine = images();
    assertEquals(
        plain + ": the disk is full",
        sentence(() -> DatasetImport.importFrom(mine, "own", store, failing(Fault.FULL))));
    assertEquals(List.of(), names(plain));
    DatasetImport.importFrom(mine, "own", store, QUIET);
    assertEquals(List.of("own"), names(plain));
  }

  @Test
  void whatIsWrittenWhenTheDiskBecomesReadOnlyIsNoDataSet() throws IOException {
    Path mine = images();
    assertEquals(
        plain + ": Read-only file system",
        sentence(() -> DatasetImport.importFrom(mine, "own", store, failing(Fault.READ_ONLY))));
    DatasetCatalog catalog = new DatasetCatalog(folder.resolve("program"), plain);
    assertEquals(List.of("mnist", "toy"), catalog.names());
    DatasetImport.importFrom(mine, "own", store, QUIET);
    assertEquals(IMAGES / 5, catalog.load("own", Preprocessing.UNIT, 0, 1).test().size());
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY"})
  void aCsvFileThatCannotBeCopiedLeavesNothing(Fault fault) throws IOException {
    Path csv = csv(20);
    Files.createDirectories(plain);
    assertEquals(
        plain + ": " + words(fault),
        sentence(() ->
            DatasetImport.importFrom(
                csv, "numbers", store, (what, done, total) -> disk.set(fault))));
    assertEquals(List.of(), names(plain));
    DatasetImport.importFrom(csv, "numbers", store, QUIET);
    assertEquals(List.of("numbers.csv"), names(plain));
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY"})
  void aFetchThatFindsNoRoomKeepsWhatHasArrivedAndAsksNoOtherPlace(Fault fault) throws Exception {
    byte[] content = Files.readAllBytes(archive());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
          exchange.getResponseBody().write(content, from, content.length - from);
          exchange.close();
        });
    server.start();
    try {
      Source web =
          SmallCifar.web(
              archive(), URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
      Source never = new Source.Npm("no-such-npm", "p", "1", List.of(), CifarFolder::read);
      PublicDataset cifar = SmallCifar.dataset(10, "");
      Path part = plain.resolve(".downloads").resolve("cifar").resolve("ten.tar.gz.part");
      Files.createDirectories(part.getParent());
      Files.write(part, Arrays.copyOf(content, 5000));
      if (fault == Fault.READ_ONLY) {
        disk.set(fault);
      }
      assertEquals(
          plain + ": " + words(fault),
          sentence(() ->
              DatasetFetch.fetch(
                  cifar, List.of(web, never), Optional.empty(), store, failing(fault))));
      byte[] arrived = Files.readAllBytes(part);
      assertTrue(arrived.length >= 5000 && arrived.length < content.length, "it goes on there");
      assertArrayEquals(Arrays.copyOf(content, arrived.length), arrived);
      DatasetFetch.fetch(cifar, List.of(web), Optional.empty(), store, QUIET);
      assertEquals(List.of("cifar"), names(plain));
    } finally {
      server.stop(0);
    }
  }

  /** One that arrives in many parts. */
  private Path archive() throws IOException {
    Path archive = folder.resolve("ten.tar.gz");
    if (!Files.exists(archive)) {
      Map<String, byte[]> files = SmallCifar.ten();
      byte[] noise = new byte[1 << 20];
      new Random(1).nextBytes(noise);
      files.put("noise.bin", noise);
      SmallCifar.packed(archive, files);
    }
    return archive;
  }

  @Test
  void anArchiveThatFindsNoRoomIsNotCalledDamaged() throws IOException {
    Path archive = archive();
    Progress unpacking =
        (what, done, total) -> {
          if (what.contains("data_batch_3.bin")) {
            disk.set(Fault.FULL);
          }
        };
    assertEquals(
        plain + ": the disk is full",
        sentence(() -> DatasetImport.importFrom(archive, "own", store, unpacking)));
    assertEquals(List.of(), names(plain));
  }

  @Test
  void aRealDiskOfThreeMegabytes() throws IOException {
    try (SmallDisk small = SmallDisk.mountIn(folder)) {
      DatasetStore there = new DatasetStore(small.folder().resolve("datasets"));
      String full = there.folder() + ": the disk is full";
      Path mine = images();
      assertEquals(full, sentence(() -> DatasetImport.importFrom(mine, "own", there, QUIET)));
      assertEquals(List.of(), names(there.folder()));
      Path csv = csv(200_000);
      assertEquals(full, sentence(() -> DatasetImport.importFrom(csv, "n", there, QUIET)));
      assertEquals(List.of(), names(there.folder()));
      Path few = csv(20);
      small.makeReadOnly();
      assertEquals(
          there.folder() + ": Read-only file system",
          sentence(() -> DatasetImport.importFrom(few, "n", there, QUIET)));
    }
  }
}
