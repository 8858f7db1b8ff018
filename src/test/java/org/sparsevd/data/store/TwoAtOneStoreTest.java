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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
  void ofTwoFilesOfOneNameTheFirstStays() throws Exception {
    int names = 60;
    Path ours = csv("ours");
    Path theirs = csv("theirs");
    Process other =
        start("import", store.folder().toString(), theirs.toString(), Integer.toString(names));
    other.getOutputStream().write('\n');
    other.getOutputStream().flush();
    List<String> got;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // A second window of this process takes part as well.
      Future<List<String>> second =
          threads.submit(() -> StoringProgram.imported(store, ours, names));
      got = new ArrayList<>(StoringProgram.imported(store, ours, names));
      got.addAll(second.get());
    }
    Set<String> othersGot = new HashSet<>(List.of(lastLine(other).split(",")));
    othersGot.remove("");
    assertEquals(names, got.size() + othersGot.size(), "each name was got once");
    assertEquals(got.size(), new HashSet<>(got).size());
    for (String name : got) {
      assertFalse(othersGot.contains(name), name);
      assertEquals(Files.readString(ours), Files.readString(csvOf(name)), name);
    }
    for (String name : othersGot) {
      assertEquals(Files.readString(theirs), Files.readString(csvOf(name)), name);
    }
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

  private String lastLine(Process child) throws Exception {
    String line = output(child).readLine();
    assertEquals(0, child.waitFor(), () -> errors(child));
    return line;
  }

  private String errors(Process child) {
    try {
      return Files.readString(folder.resolve("errors" + children.indexOf(child)));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
