package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.run.library.RunLibrary;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Files of a run that are broken, mixed up or of another version: named, and no other harmed. */
final class BrokenRunFilesTest {
  private static final List<String> FILES =
      List.of(
          "run.json",
          "epochs.csv",
          "histograms.csv",
          "weights.safetensors",
          "checkpoint.safetensors",
          "history/epoch-00001.npz",
          "pinned.csv",
          "cuts.json",
          "notes.json");

  /** Without these the summary of a run in a list says all it has to say. */
  private static final List<String> NOT_OF_THE_LIST =
      List.of(
          "histograms.csv",
          "weights.safetensors",
          "checkpoint.safetensors",
          "history/epoch-00001.npz",
          "pinned.csv",
          "cuts.json");

  @TempDir private static Path shared;
  private static Path whole;

  @TempDir private Path runs;
  private Path run;
  private Path other;

  @BeforeAll
  static void train() throws Exception {
    whole = RecordedRun.train(shared.resolve("whole"), RecordedRun.toy("epochs=2"), 1).folder();
    NamedCuts.save(whole, EditingProgram.cut("mine"));
    new RunNotes("words", List.of("tag")).write(whole);
    RunFolder.open(whole)
        .pinned()
        .pin(
            new PinnedWeights.Pin("fc1", 3),
            2,
            java.util.Optional.of(new PinnedWeights.Value(1, 2)));
    RunFiles.check(whole);
  }

  @BeforeEach
  void copy() throws IOException {
    run = copyTo(runs.resolve("run"));
    other = copyTo(runs.resolve("other"));
  }

  private static Path copyTo(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(whole.relativize(file).toString()));
      }
    }
    return to;
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "half", "garbage", "swapped"})
  void eachBrokenFileIsNamedInOneSentenceAndTheOtherRunIsUntouched(String how) throws Exception {
    for (String name : FILES) {
      if (name.equals("pinned.csv") && how.equals("empty")) {
        continue; // nothing is pinned then
      }
      Path file = run.resolve(name);
      byte[] good = Files.readAllBytes(file);
      byte[] bad = broken(how, name, good);
      Files.write(file, bad);
      InvalidRunException e =
          assertThrows(InvalidRunException.class, () -> checkAll(run), name + " " + how);
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      RunLibrary.Listing listing = new RunLibrary(runs).list();
      List<String> names = listing.runs().stream().map(RunSummary::name).toList();
      assertTrue(names.contains("other"), name);
      if (NOT_OF_THE_LIST.contains(name)) {
        assertEquals(2, names.size(), name + " " + how);
      } else if (names.size() < 2) { // a list reads the ends of epochs.csv alone
        assertEquals(1, listing.unreadable().size(), name + " " + how);
        assertTrue(listing.unreadable().getFirst().startsWith(file + ": "), listing::toString);
      }
      assertTrue(names.size() == 1 || name.equals("epochs.csv") || NOT_OF_THE_LIST.contains(name));
      assertEquals(bad.length, Files.size(file), "a file that is not understood is left alone");
      Files.write(file, good);
      checkAll(run);
      checkAll(other);
    }
  }

  private static byte[] broken(String how, String name, byte[] good) throws IOException {
    return switch (how) {
      case "empty" -> new byte[0];
      case "half" -> java.util.Arrays.copyOf(good, good.length / 2);
      case "garbage" -> {
        byte[] noise = new byte[good.length];
        new Random(name.hashCode()).nextBytes(noise);
        yield noise;
      }
      case "swapped" ->
          Files.readAllBytes(whole.resolve(FILES.get((FILES.indexOf(name) + 1) % FILES.size())));
      default -> throw new AssertionError(how);
    };
  }

  /** Reads every file of a run, that of resuming too. */
  private static void checkAll(Path folder) throws IOException {
    CheckpointFile.read(folder);
    RunFiles.check(folder);
  }

  @Test
  void brokenNotesAreNamedInTheListAndNotOverwritten() throws Exception {
    Path file = run.resolve("notes.json");
    Files.writeString(file, "{ my precious");
    RunLibrary.Listing listing = new RunLibrary(runs).list();
    assertEquals(1, listing.runs().size());
    assertTrue(listing.unreadable().getFirst().startsWith(file + ": not the notes of a run"));
    assertThrows(
        InvalidRunException.class,
        () -> new RunNotes("new", List.of()).writeOver(RunNotes.NONE, run));
    assertEquals("{ my precious", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.safetensors", "history/epoch-00001.npz"})
  void aRunIsResumedFromItsCheckpointWhateverElseIsBroken(String name) throws Exception {
    Files.delete(run.resolve(name));
    RecordedRun.resume(run, OptionalInt.of(3), 1, new TrainingControl(), new TrainingListener() {});
    assertEquals(3, RunFolder.open(run).latest().orElseThrow().epoch());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run.json | formatVersion 2 is newer than this program, which reads up to 1; it was made by"
            + " SparseVD Studio 9.0.0, which can open it",
        "cuts.json | formatVersion 2 is newer than this program, which reads up to 1; a newer"
            + " program can open it",
        "notes.json | formatVersion 2 is newer than this program, which reads up to 1; a newer"
            + " program can open it",
        "weights.safetensors | metadata: expected the format",
        "checkpoint.safetensors | metadata: expected the format"
      })
  void aFileOfANewerVersionSaysSoAndWhatToDo(String name, String words) throws Exception {
    Path file = run.resolve(name);
    byte[] bytes =
        name.endsWith(".json")
            ? Files.readString(file)
                .replace("\"formatVersion\" : 1", "\"formatVersion\" : 2")
                .replaceAll("\"sparsevd-studio\" : \"[^\"]*\"", "\"sparsevd-studio\" : \"9.0.0\"")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : replaced(Files.readAllBytes(file), "-v1", "-v9");
    Files.write(file, bytes);
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> checkAll(run));
    assertTrue(e.getMessage().startsWith(file + ": " + words), e.getMessage());
    org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, Files.readAllBytes(file));
    checkAll(other);
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String latin = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(latin.contains(from));
    return latin.replaceFirst(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
