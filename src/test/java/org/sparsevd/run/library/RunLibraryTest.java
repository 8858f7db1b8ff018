package org.sparsevd.run.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunNames;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.train.Method;

class RunLibraryTest {
  @TempDir private Path parent;
  private RunLibrary library;

  @BeforeEach
  void open() {
    library = new RunLibrary(parent.resolve("runs"));
  }

  private Path run(String name) throws Exception {
    return RunFixtures.write(library.folder().resolve(name), "toy", List.of(100, 20, 4), 0);
  }

  @Test
  void aSummarySaysWhatTheRunSays() throws Exception {
    Path folder =
        RecordedRun.train(
                library.folder().resolve("mine"),
                RecordedRun.toy("epochs=3", "validationSize=150"),
                1)
            .folder();
    new RunNotes(
            "\u03b1 grows \ud83d\ude80\nsecond line", List.of("talk", " talk ", "", "\u4e2d\u6587"))
        .write(folder);
    Run run = RunFolder.open(folder);
    RunSummary summary = library.list().runs().getFirst();
    assertEquals("mine", summary.name());
    assertEquals(Method.SPARSE_VD, summary.method().orElseThrow());
    assertEquals(3, summary.epochs());
    assertEquals(3, summary.plannedEpochs());
    var last = run.latest().orElseThrow();
    assertEquals(last.testErrorPercent(), summary.testErrorPercent());
    assertEquals(last.validationErrorPercent(), summary.validationErrorPercent());
    assertEquals(last.compression(), summary.compression());
    assertEquals(run.info().started(), summary.started());
    assertFalse(summary.duration().isZero());
    assertEquals("\u03b1 grows \ud83d\ude80\nsecond line", summary.notes().text());
    assertEquals(List.of("talk", "\u4e2d\u6587"), summary.notes().tags());
  }

  @Test
  void fiveHundredRunsAreListedWithoutReadingThemWhole() throws Exception {
    Path model = run("run-0");
    // Ten thousand epochs: listing must not parse them all.
    Path csv = model.resolve("epochs.csv");
    List<String> lines = Files.readAllLines(csv);
    StringBuilder text = new StringBuilder(lines.getFirst()).append('\n');
    String row = lines.getLast().substring(lines.getLast().indexOf(','));
    for (int epoch = 0; epoch <= 10_000; epoch++) {
      text.append(epoch).append(row).append('\n');
    }
    Files.writeString(csv, text);
    for (int i = 1; i < 500; i++) {
      Path copy = Files.createDirectory(library.folder().resolve("run-" + i));
      Files.copy(model.resolve("run.json"), copy.resolve("run.json"));
      Files.createLink(copy.resolve("epochs.csv"), csv);
    }
    library.list(); // compiled by now
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      RunLibrary.Listing listing = library.list();
      best = Math.min(best, System.nanoTime() - start);
      assertEquals(500, listing.runs().size());
      assertEquals(10_000, listing.runs().getLast().epochs());
    }
    System.out.printf("500 runs of 10,000 epochs listed in %d ms%n", best / 1_000_000);
    assertTrue(best < 1_000_000_000, "listed in " + best / 1_000_000 + " ms");
    long start = System.nanoTime();
    assertEquals(10_001, RunFolder.open(model).epochs().size());
    long opened = System.nanoTime() - start;
    System.out.printf("a run of 10,000 epochs opened in %d ms%n", opened / 1_000_000);
    assertTrue(opened < 1_000_000_000, "opened in " + opened / 1_000_000 + " ms");
  }

  @Test
  void aDeletedRunComesBackWholeAndNothingIsOverwritten() throws Exception {
    Path folder = run("one");
    byte[] before = Files.readAllBytes(folder.resolve("epochs.csv"));
    RunLibrary.Deleted first = library.delete(folder);
    assertEquals(List.of(), library.list().runs());
    run("one");
    RunLibrary.Deleted second = library.delete(folder);
    assertEquals(2, library.trashed());
    library.restore(first);
    assertEquals("one", library.list().runs().getFirst().name());
    assertEquals(before.length, Files.readAllBytes(folder.resolve("epochs.csv")).length);
    InvalidRunException taken =
        assertThrows(InvalidRunException.class, () -> library.restore(second));
    assertTrue(taken.getMessage().contains("is there again"), taken.getMessage());
    assertEquals(1, library.trashed(), "it stays in the trash");
    library.emptyTrash();
    assertEquals(0, library.trashed());
    assertEquals(1, library.list().runs().size());
  }

  @Test
  void aRenamedRunHasItsNameInFolderAndFileAndKeepsAllElse() throws Exception {
    Path folder = run("one");
    Path other = run("two");
    Path renamed = RunFolder.rename(folder, "better name");
    Run opened = RunFolder.open(renamed);
    assertEquals("better name", opened.info().name());
    assertTrue(opened.info().config().isPresent());
    assertFalse(Files.exists(folder));
    InvalidRunException taken =
        assertThrows(InvalidRunException.class, () -> RunFolder.rename(renamed, "two"));
    assertTrue(taken.getMessage().contains("is there already"), taken.getMessage());
    assertTrue(Files.exists(other.resolve("run.json")));
    assertEquals(2, library.list().runs().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ".", "..", "a/b", "a\\b", "con", "NUL.txt", "a:", "x.", "x ", " x", "a\u0000",
        ".trash", "what?"
      })
  void namesThatSomeSystemRefusesAreRefusedEverywhere(String name) throws Exception {
    assertFalse(RunNames.isAllowed(name), name);
    Path folder = run("one");
    assertThrows(InvalidRunException.class, () -> RunFolder.rename(folder, name));
    assertTrue(Files.exists(folder.resolve("run.json")));
  }

  @Test
  void whatIsNoRunIsTheUsersToKnowAndHidesNoOther() throws Exception {
    run("good");
    Path bad = Files.createDirectories(library.folder().resolve("bad"));
    Files.writeString(bad.resolve("run.json"), "{\"formatVersion\": 9}");
    Path torn = run("torn");
    Files.writeString(torn.resolve("notes.json"), "{");
    RunLibrary.Listing listing = library.list();
    assertEquals(List.of("good"), listing.runs().stream().map(RunSummary::name).toList());
    assertEquals(2, listing.unreadable().size());
    assertTrue(listing.unreadable().getFirst().contains("formatVersion 9"));
  }

  @Test
  void notesTravelWithTheRun() throws Exception {
    Path folder = run("one");
    RunNotes notes = new RunNotes("to the talk", List.of("a", "b"));
    notes.write(folder);
    Path file = parent.resolve("one.sparsevd");
    RunArchive.write(folder, file, new RunArchive.Contents(true, true));
    Path imported = library.take(file).orElseThrow();
    assertEquals(notes, RunNotes.read(imported));
    assertFalse(imported.equals(folder), "the run that was there stays");
    RunNotes.NONE.write(imported);
    try (Stream<Path> files = Files.list(imported)) {
      assertTrue(files.noneMatch(each -> each.endsWith("notes.json")));
    }
  }

  @Test
  void otherFilesAreNotTaken() throws Exception {
    Path file = Files.writeString(parent.resolve("notes.txt"), "hello");
    assertTrue(library.take(file).isEmpty());
  }
}
