package org.sparsevd.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetException;

/** Two windows or commands on one folder of data sets: neither harms what the other brings. */
@Timeout(120)
class TwoAtOneStoreTest {
  private static final Progress QUIET = (what, done, total) -> {};
  private static final PublicDataset CIFAR = SmallCifar.dataset(10, "");
  private static final String BUSY =
      "CIFAR-10 is being fetched by another window or command; wait for it, or stop it there"
          + " first.";

  @TempDir private Path folder;

  private final List<Process> children = new ArrayList<>();
  private DatasetStore store;
  private Source here;

  @BeforeEach
  void open() throws IOException {
    store = new DatasetStore(folder.resolve("datasets"));
    Path files = SmallCifar.unpacked(folder.resolve("files"), SmallCifar.ten());
    here = new Source.Installed(files, CifarFolder::read);
  }

  @AfterEach
  void end() {
    children.forEach(child -> child.toHandle().destroyForcibly());
  }

  private void fetch(Progress progress) throws IOException {
    DatasetFetch.fetch(CIFAR, List.of(here), Optional.empty(), store, progress);
  }

  private String refused() {
    return assertThrows(DatasetException.class, () -> fetch(QUIET)).getMessage();
  }

  @Test
  void ofTwoFetchesInOneProgramTheSecondIsTold() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          other.submit(() -> {
            fetch((what, done, total) -> {
              begun.countDown();
              assertTrue(uninterrupted(goOn));
            });
            return null;
          });
      begun.await();
      assertEquals(BUSY, refused());
      goOn.countDown();
      first.get();
    }
    assertEquals("Data set 'cifar' is there already; expected a new name.", refused());
  }

  private static boolean uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void whatAnotherProcessFetchesIsLeftAloneUntilItEndsHoweverThatIs() throws Exception {
    Process other = start("hold", store.folder().toString());
    Path part = store.downloads("cifar").resolve("ten.tar.gz.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[] {1, 2, 3});
    assertEquals(BUSY, refused());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(part));
    other.destroyForcibly().waitFor();
    fetch(QUIET);
    assertTrue(Files.exists(store.folder().resolve("cifar")));
  }

  @Test
  void ofFilesThatGetOneNameAtOnceOneStaysWhole() throws Exception {
    int names = 30;
    List<Path> files = List.of(csv("ours"), csv("second"), csv("theirs"));
    Process other =
        start(
            "import", store.folder().toString(), files.get(2).toString(), Integer.toString(names));
    CyclicBarrier both = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < names; i++) {
        String name = "name" + i;
        List<Future<Boolean>> here =
            files.subList(0, 2).stream()
                .map(file ->
                    threads.submit(() -> {
                      both.await();
                      return StoringProgram.gets(store, file, name);
                    }))
                .toList();
        other.getOutputStream().write('\n');
        other.getOutputStream().flush();
        List<Boolean> got =
            List.of(
                here.get(0).get(),
                here.get(1).get(),
                Boolean.parseBoolean(output(other).readLine()));
        assertEquals(1, got.stream().filter(each -> each).count(), name + " is got once");
        assertEquals(
            Files.readString(files.get(got.indexOf(true))), Files.readString(csvOf(name)), name);
        assertEquals(i + 1 < names ? "ready" : null, output(other).readLine());
      }
    }
    assertEquals(0, other.waitFor(), () -> errors(other));
  }

  private Path csvOf(String name) {
    return store.folder().resolve(name + ".csv");
  }

  @Test
  void imagesAreNotPutOverWhatGotTheirNameMeanwhile() throws IOException {
    Path csv = csv("quick");
    Path slow = SmallCifar.unpacked(folder.resolve("slow"), SmallCifar.ten());
    Progress meanwhile =
        (what, done, total) -> {
          if (done == 0 && what.startsWith("test-labels")) {
            importQuietly(csv);
          }
        };
    assertEquals(
        "Data set 'own' is there already; expected a new name.",
        assertThrows(
                DatasetException.class,
                () -> DatasetImport.importFrom(slow, "own", store, meanwhile))
            .getMessage());
    assertEquals(Files.readString(csv), Files.readString(csvOf("own")));
    assertFalse(Files.exists(store.folder().resolve("own")));
  }

  private void importQuietly(Path csv) {
    try {
      DatasetImport.importFrom(csv, "own", store, QUIET);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noFileBecomesTheTestSamplesOfAnother() throws IOException {
    Path csv = csv("rows");
    DatasetImport.importFrom(csv, "x-test", store, QUIET);
    assertEquals(
        "Data set 'x': expected another name, else the data set x-test would be its test samples.",
        assertThrows(DatasetException.class, () -> DatasetImport.importFrom(csv, "x", store, QUIET))
            .getMessage());
    DatasetImport.importFrom(csv, "y", store, QUIET);
    assertEquals(
        "Data set 'y-test': expected another name, else it would be test samples of the data set"
            + " y.",
        assertThrows(
                DatasetException.class, () -> DatasetImport.importFrom(csv, "y-test", store, QUIET))
            .getMessage());
    assertTrue(Files.exists(csvOf("x-test")) && Files.exists(csvOf("y")));
    assertFalse(Files.exists(csvOf("x")) || Files.exists(csvOf("y-test")));
  }

  private Path csv(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".csv"), name + ",label\n" + "1,a\n2,b\n".repeat(10));
  }

  /** Starts a program and waits until it is ready. */
  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoringProgram.class.getName());
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("errors" + children.size()).toFile())
            .start();
    children.add(child);
    assertEquals("ready", output(child).readLine(), () -> errors(child));
    return child;
  }

  private static BufferedReader output(Process child) {
    return child.inputReader(StandardCharsets.UTF_8); // always the same one
  }

  private String errors(Process child) {
    try {
      return Files.readString(folder.resolve("errors" + children.indexOf(child)));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
