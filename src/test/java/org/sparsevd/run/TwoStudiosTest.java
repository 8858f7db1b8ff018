package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.cli.ChildProgram;
import org.sparsevd.run.library.RunLibrary;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Two processes on one library of runs: neither harms what the other has, and each says so. */
@Timeout(120)
final class TwoStudiosTest {
  @TempDir private Path parent;
  private final List<Process> children = new ArrayList<>();
  private Path runs;
  private RunLibrary library;

  @BeforeEach
  void open() throws Exception {
    runs = Files.createDirectory(parent.resolve("runs"));
    library = new RunLibrary(runs);
  }

  @AfterEach
  void end() {
    children.forEach(child -> child.toHandle().destroyForcibly());
  }

  @Test
  void aRunThatTheOtherTrainsIsListedAndLeftAlone() throws Exception {
    Path run = runs.resolve("run");
    assertEquals(0, library.list().runs().size());
    Process other = start("train", "toy", "--epochs", "100000", "--out", run.toString());
    awaitEpoch(run, 3);
    assertEquals(List.of("run"), library.list().runs().stream().map(RunSummary::name).toList());
    assertEquals(RunInfo.Kind.RUNNING, library.list().runs().getFirst().kind());
    refuses(run, "is being trained; it can be deleted afterwards", () -> library.delete(run));
    refuses(
        run, "is being trained; it can be renamed afterwards", () -> RunFolder.rename(run, "mine"));
    refuses(
        run,
        "is being trained by another window or command; stop it there first",
        () -> resume(run));
    library.emptyTrash();
    RunFolder.open(run);
    assertTrue(other.isAlive(), this::errors);
    assertFalse(UnfinishedRuns.contain(RunFolder.open(run)), "it is not offered either");
    other.destroyForcibly().waitFor();
    assertTrue(UnfinishedRuns.contain(RunFolder.open(run)), "now it is");
    int reached = RunFolder.open(run).latest().orElseThrow().epoch();
    RecordedRun.resume(
        run, OptionalInt.of(reached + 2), 1, new TrainingControl(), new TrainingListener() {});
    assertEquals(
        new RunInfo.State(RunInfo.Kind.COMPLETED, reached + 2, ""),
        RunFolder.open(run).info().state());
  }

  @Test
  void ofTwoThatResumeTheSameRunOneIsTold() throws Exception {
    Path run = RecordedRun.train(runs.resolve("run"), RecordedRun.toy("epochs=3"), 1).folder();
    Process one = start("resume", run.toString(), "--epochs", "400");
    Process two = start("resume", run.toString(), "--epochs", "400");
    List<Integer> codes = new ArrayList<>(List.of(one.waitFor(), two.waitFor()));
    codes.sort(null);
    assertEquals(0, codes.getFirst(), this::errors);
    // The slower one may also have come when all was done.
    assertEquals(2, codes.getLast(), this::errors);
    assertTrue(
        errors().contains(run + ": is being trained by another window or command; stop it")
            || errors().contains("epochs: 400 is not allowed, epoch 400 is completed"),
        this::errors);
    assertFalse(errors().contains("\tat "), this::errors);
    Run whole = RunFiles.check(run);
    assertEquals(401, whole.epochs().size());
    assertEquals(2, whole.info().sessions().size());
  }

  @Test
  void newRunsOfOneNameGetFoldersOfTheirOwn() throws Exception {
    List<Process> trainings = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      trainings.add(
          start("train", "toy", "--epochs", "5", "--out", runs.resolve("run").toString()));
    }
    List<Integer> codes = new ArrayList<>();
    for (Process training : trainings) {
      codes.add(training.waitFor());
    }
    codes.sort(null);
    assertEquals(List.of(0, 2), codes, this::errors);
    assertTrue(
        errors().contains("is not empty; a new or empty folder is expected")
            || errors().contains("is being trained by another"),
        this::errors);
    assertEquals(6, RunFiles.check(runs.resolve("run")).epochs().size());
  }

  @Test
  void whatTheOtherDeletedOrRenamedIsNamedAndNothingElseHappens() throws Exception {
    Path seen = RunFixtures.write(runs.resolve("seen"), "toy", List.of(4, 3), 0);
    Path open = RecordedRun.train(runs.resolve("open"), RecordedRun.toy("epochs=2"), 1).folder();
    Run looked = RunFolder.open(open);
    List<RunSummary> listed = library.list().runs();
    assertEquals(2, listed.size());
    RunLibrary other = new RunLibrary(runs);
    RunLibrary.Deleted deleted = other.delete(seen);
    Path renamed = RunFolder.rename(open, "renamed");
    String gone = "is not there any more; another window or program has moved or deleted it";
    refuses(seen, gone, () -> library.delete(seen));
    refuses(seen, gone, () -> RunFolder.rename(seen, "mine"));
    refuses(seen, gone, () -> new RunNotes("words", List.of()).writeOver(RunNotes.NONE, seen));
    refuses(seen, gone, () -> NamedCuts.save(seen, EditingProgram.cut("mine")));
    assertFalse(Files.exists(seen), "no folder is left by what was refused");
    assertEquals(3, looked.epochs().size(), "what is looked at stays in memory");
    assertTrue(looked.history(1).isEmpty(), "its masks are elsewhere");
    assertEquals(List.of("renamed"), library.list().runs().stream().map(RunSummary::name).toList());
    assertTrue(RunFolder.open(renamed).history(1).isPresent());
    library.emptyTrash();
    refuses(deleted.now(), gone, () -> other.restore(deleted));
    other.emptyTrash();
    assertEquals(0, other.list().trashed());
  }

  @Test
  void whatBothNoteCutAndPinAtOnceIsAllKept() throws Exception {
    int times = 40;
    Path run = RecordedRun.train(runs.resolve("run"), RecordedRun.toy("epochs=2"), 1).folder();
    Process other = startJava(EditingProgram.class, run.toString(), "b", "" + times, "100");
    EditingProgram.edit(run, "a", times, 0);
    assertEquals(0, other.waitFor(), this::errors);
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < times; i++) {
      expected.add("a" + i);
      expected.add("b" + i);
    }
    assertEquals(expected, new HashSet<>(RunNotes.read(run).tags()));
    List<String> cuts = NamedCuts.read(run).stream().map(NamedCut::name).toList();
    assertEquals(2 * times, cuts.size());
    assertEquals(expected, new HashSet<>(cuts));
    assertEquals(2 * times, RunFolder.open(run).pinned().read().size());
    try (Stream<Path> files = Files.list(run)) {
      assertEquals(List.of(), files.filter(AtomicFiles::isAside).toList());
    }
  }

  @Test
  void wordsThatBothHaveWrittenAreKept() throws Exception {
    Path run = RunFixtures.write(runs.resolve("run"), "toy", List.of(4, 3), 0);
    RunNotes before = new RunNotes("for the talk", List.of("demo", "old"));
    before.write(run);
    new RunNotes("for the talk in May", List.of("demo", "old", "theirs")).writeOver(before, run);
    RunNotes kept = new RunNotes("for the paper", List.of("demo", "mine")).writeOver(before, run);
    assertEquals(
        new RunNotes("for the talk in May\n\nfor the paper", List.of("demo", "theirs", "mine")),
        kept);
    assertEquals(kept, RunNotes.read(run));
    assertEquals(RunNotes.NONE, RunNotes.NONE.writeOver(kept, run), "who knows all may delete all");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void refuses(Path file, String words, Action action) {
    InvalidRunException e = assertThrows(InvalidRunException.class, action::run);
    assertEquals(file + ": " + words, e.getMessage());
  }

  private static void resume(Path run) throws Exception {
    RecordedRun.resume(
        run, OptionalInt.empty(), 1, new TrainingControl(), new TrainingListener() {});
  }

  private Process start(String... arguments) throws Exception {
    Process child =
        ChildProgram.start(
            file("output", children.size()), file("errors", children.size()), arguments);
    children.add(child);
    return child;
  }

  private Process startJava(Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(file("errors", children.size()).toFile())
            .start();
    children.add(child);
    return child;
  }

  private Path file(String kind, int number) {
    return parent.resolve(kind + number + ".txt");
  }

  private void awaitEpoch(Path run, int epoch) throws Exception {
    while (!Files.exists(run.resolve("history").resolve("epoch-0000%d.npz".formatted(epoch)))) {
      assertTrue(children.getLast().isAlive(), this::errors);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private String errors() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < children.size(); i++) {
      try {
        all.append(Files.readString(file("errors", i)));
      } catch (java.io.IOException e) {
        all.append(e);
      }
    }
    return all.toString();
  }
}
