package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.run.library.RunLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands on more than one run: list, compare, twins. */
class ManyRunsTest {
  @TempDir private Path folder;

  private Path run(String name, double shift) throws Exception {
    return RunFixtures.write(folder.resolve(name), "toy", List.of(100, 20, 4), shift);
  }

  @Test
  void comparePrintsFiguresAndWritesThemAsPageTableAndPicture() throws Exception {
    Path first = run("first", 0);
    Path second = run("second", 0.5);
    Path html = folder.resolve("c.html");
    Path csv = folder.resolve("c.csv");
    Path png = folder.resolve("c.png");
    Terminal terminal =
        Terminal.run(
                "compare",
                first.toString(),
                second.toString(),
                "--html",
                html.toString(),
                "--csv",
                csv.toString(),
                "--png",
                png.toString())
            .expect(0);
    double error = RunFolder.open(first).latest().orElseThrow().testErrorPercent();
    assertTrue(terminal.output().contains("* %.2f %%".formatted(error)), terminal.output());
    assertTrue(terminal.output().contains("+0.50"), terminal.output());
    assertTrue(terminal.output().contains("No setting differs."), terminal.output());
    assertTrue(Files.readString(html).contains("second"));
    assertTrue(Files.readString(csv).startsWith("kind,name,of,A first,B second,best"));
    assertTrue(Files.size(png) > 10_000);
    for (String option : List.of("--html", "--csv", "--png")) {
      Path mine = second.resolve("epochs.csv");
      String before = Files.readString(mine);
      Terminal.run("compare", first.toString(), second.toString(), option, mine.toString())
          .expectError(2, mine + ": is there already; a new file is expected");
      assertEquals(before, Files.readString(mine));
    }
    Terminal.run("compare", first.toString(), second.toString(), "--csv", folder + "/no/c.csv")
        .expectError(2, "the folder is not there");
  }

  @Test
  void compareAtAnEarlierEpochAndAsJson() throws Exception {
    Path first = run("first", 0);
    Terminal terminal =
        Terminal.run("compare", first.toString(), first.toString(), "--at-epoch", "7", "--json")
            .expect(0);
    Run run = RunFolder.open(first);
    JsonNode row = JsonMapper.shared().readTree(terminal.output().lines().toList().getFirst());
    assertEquals("test-error", row.path("figure").asString(""));
    assertEquals(
        run.epoch(7).orElseThrow().testErrorPercent(), row.path("values").path("B").asDouble(0));
    assertTrue(row.path("best").isEmpty(), "equal runs have no best");
  }

  @Test
  void theTrashOfAFolderIsEmptied() throws Exception {
    Path gone = run("gone", 0);
    run("kept", 1);
    new RunLibrary(folder).delete(gone);
    Terminal.run("runs", "--in", folder.toString(), "--empty-trash").expect(0);
    assertEquals(0, new RunLibrary(folder).trashed());
    assertEquals(
        "{\"deleted\":0}",
        Terminal.run("runs", "--in", folder.toString(), "--empty-trash", "--json")
            .expect(0)
            .output()
            .strip());
    assertTrue(Terminal.run("runs", "--in", folder.toString()).expect(0).output().contains("kept"));
  }

  @Test
  void runsAreListedAndSearched() throws Exception {
    run("one", 0);
    new RunNotes("", List.of("talk")).write(run("two", 1));
    Files.createDirectories(folder.resolve("broken"));
    Files.writeString(folder.resolve("broken/run.json"), "{}");
    Terminal all = Terminal.run("runs", "--in", folder.toString()).expect(0);
    assertTrue(all.output().contains("one") && all.output().contains("two"), all.output());
    assertTrue(all.errors().startsWith("sparsevd: "), all.errors());
    Terminal found =
        Terminal.run("runs", "--in", folder.toString(), "--search", "TALK", "--json").expect(0);
    assertEquals(1, found.output().lines().count(), found.output());
    assertTrue(found.output().contains("\"tags\":[\"talk\"]"), found.output());
  }

  @Test
  void twinTrainsBothIntoOneFolder() throws Exception {
    Path out = folder.resolve("pair");
    Terminal terminal =
        Terminal.run("twin", "toy", "--epochs", "2", "--out", out.toString()).expect(0);
    assertEquals(2, terminal.output().lines().filter(line -> line.startsWith("Epoch 2")).count());
    Run sparse = RunFolder.open(out.resolve("sparse-vd"));
    Run dropout = RunFolder.open(out.resolve("dropout"));
    assertEquals(Optional.of("dropout"), sparse.info().twin());
    assertEquals(2, dropout.latest().orElseThrow().epoch());
    Terminal again = Terminal.run("twin", "toy", "--epochs", "2", "--out", out.toString());
    again.expectError(2, "is not empty");
  }

  @Test
  void aRunIsWrittenForTensorBoard() throws Exception {
    Path logs = folder.resolve("logs");
    String run = run("mine", 0).toString();
    Terminal.run("export", run, "--tensorboard", logs.toString()).expect(0);
    try (var files = Files.list(logs)) {
      assertTrue(files.findFirst().orElseThrow().getFileName().toString().contains("tfevents"));
    }
    Terminal.run("export", run, "--tensorboard", logs.toString())
        .expectError(2, "is there already");
    Terminal.run("export", run).expectError(2, "--out");
  }

  @Test
  void aRunsFileIsTakenInAndShown() throws Exception {
    Path library = folder.resolve("library");
    Path file = folder.resolve("given.sparsevd");
    RunArchive.write(run("mine", 0), file, new RunArchive.Contents(true, true));
    RecordingStudio studio = new RecordingStudio(Optional.empty());
    Terminal.run(new CommandLineProgram(studio, "toy", library, folder), "studio", file.toString())
        .expect(0);
    assertEquals(1, studio.calls.size());
    assertEquals(1, RunFolder.runsIn(library).size());
    assertFalse(studio.calls.contains("open nothing"));
  }
}
