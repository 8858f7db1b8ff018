package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Preprocessing;

/** Places that a data set is had from when others do not have it. */
@Timeout(60)
class FetchAlternativesTest {
  private static final Progress QUIET = (what, done, total) -> {};

  @TempDir private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private DatasetStore store;
  private Path archive;

  @BeforeEach
  void pack() throws IOException {
    store = new DatasetStore(folder.resolve("datasets"));
    archive = SmallCifar.packed(folder.resolve("ten.tar.gz"), SmallCifar.ten());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A server that has the archive. */
  private HttpServer serving() throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/file.bin",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    open.add(() -> server.stop(0));
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.bin");
  }

  private Source.Web web(URI address) throws IOException {
    return SmallCifar.web(archive, address);
  }

  private Source.Web broken(String scheme, boolean resets, String says) throws IOException {
    BrokenServer server = new BrokenServer(resets, says);
    open.add(server);
    return web(server.address(scheme));
  }

  private Source installed() throws IOException {
    Path files = SmallCifar.unpacked(folder.resolve("installed"), SmallCifar.ten());
    return new Source.Installed(files, CifarFolder::read);
  }

  private void fetch(Source... sources) throws IOException {
    DatasetFetch.fetch(
        SmallCifar.dataset(10, ""), List.of(sources), Optional.empty(), store, QUIET);
  }

  private void assertStored() throws IOException {
    var data =
        new DatasetCatalog(folder.resolve("program"), store.folder())
            .load("cifar", Preprocessing.UNIT, 0, 1);
    assertEquals(SmallCifar.TRAIN, data.train().size());
    assertEquals(SmallCifar.TEST, data.test().size());
    float[] image = new float[ImageFixtures.CIFAR_PIXELS];
    data.train().copy(31, image, 0);
    assertEquals(Byte.toUnsignedInt(ImageFixtures.pixel(31, 2000)) / 255f, image[2000]);
  }

  @Test
  void anArchiveOfTheWebIsUnpacked() throws IOException {
    fetch(web(address(serving())));
    assertStored();
  }

  @Test
  void filesThatThePackageOfTheSystemBroughtNeedNoNetwork() throws IOException {
    fetch(installed(), web(URI.create("http://127.0.0.1:1/nobody/is/asked")));
    assertStored();
    assertFalse(Files.exists(store.downloads("cifar")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectionThatEndsWithoutAnAnswerIsSaidAndTheNextPlaceIsTried(boolean resets)
      throws IOException {
    Source.Web none = broken("http", resets, "");
    String message = assertThrows(DatasetException.class, () -> fetch(none)).getMessage();
    assertTrue(
        message.startsWith("127.0.0.1: the connection broke off before an answer, perhaps"),
        message);
    fetch(none, web(address(serving())));
    assertStored();
  }

  @Test
  void aConnectionThatCannotBeTrustedIsSaidAndTheNextPlaceIsTried() throws IOException {
    Source.Web wrong = broken("https", false, "HTTP/1.1 400 No such tongue\r\n\r\n");
    String message = assertThrows(DatasetException.class, () -> fetch(wrong)).getMessage();
    assertTrue(message.startsWith("127.0.0.1: no connection that can be trusted, per"), message);
    Source.Web cut = broken("https", true, "");
    assertThrows(DatasetException.class, () -> fetch(cut));
    fetch(wrong, cut, web(address(serving())));
    assertStored();
  }

  @Test
  void aConnectionOnWhichNothingMoreArrivesIsGivenUpAndGoesOnLater() throws Exception {
    byte[] bytes = Files.readAllBytes(archive);
    CountDownLatch ended = new CountDownLatch(1);
    HttpServer stalling =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stalling.createContext(
        "/file.bin",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
          exchange.getResponseBody().flush();
          await(ended);
          exchange.close();
        });
    stalling.setExecutor(task -> Thread.ofVirtual().start(task));
    stalling.start();
    open.add(ended::countDown);
    open.add(() -> stalling.stop(0));
    Download stalled =
        new Download(
            address(stalling),
            "ten.tar.gz",
            bytes.length,
            Download.md5(archive),
            Duration.ofMillis(400));
    Source.Web web = new Source.Web(List.of(stalled), CifarFolder.fileNames(), CifarFolder::read);
    String message = assertThrows(DatasetException.class, () -> fetch(web)).getMessage();
    assertTrue(message.startsWith("ten.tar.gz: the connection broke off"), message);
    Path part = store.downloads("cifar").resolve("ten.tar.gz.part");
    assertEquals(bytes.length / 2, Files.size(part), "it goes on from there");
    fetch(web, installed());
    assertStored();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
