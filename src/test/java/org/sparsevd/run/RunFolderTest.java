package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.train.EpochMetrics;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void aRunOfAnotherProgramOpensWithTwoFilesWrittenByHand() throws Exception {
    write("run.json", "{\"formatVersion\": 1}");
    write(
        "epochs.csv",
        """
        epoch,testErrorPercent,compression,sparsityPercent.fc1
        1,3.5,1.25,20
        2,2.5,,100
        """);
    Run run = RunFolder.open(folder);
    assertEquals(folder.getFileName().toString(), run.info().name());
    assertEquals(Optional.empty(), run.info().config());
    assertEquals(List.of(new RunInfo.Layer("fc1", 0, 0)), run.info().layers());
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, 2, ""), run.info().state());
    assertEquals(List.of(1, 2), run.epochs().stream().map(EpochMetrics::epoch).toList());
    assertEquals(1.25, run.epochs().getFirst().compression());
    assertEquals(Double.POSITIVE_INFINITY, run.latest().orElseThrow().compression());
    assertTrue(Double.isNaN(run.latest().orElseThrow().klNats()));
    assertEquals(List.of(), run.histograms(1));
    assertEquals(Optional.empty(), run.history(1));
    assertEquals(Optional.empty(), run.weights());
  }

  @Test
  void layersNamedInRunJsonDecideTheOrderOfSparsity() throws Exception {
    write(
        "run.json",
        """
        {"formatVersion": 1, "layers": [
          {"name": "fc1", "inputs": 4, "outputs": 3}, {"name": "fc2", "inputs": 3, "outputs": 2}]}
        """);
    write("epochs.csv", "epoch,sparsityPercent.fc2,sparsityPercent.fc1\n1,20,10\n");
    Run run = RunFolder.open(folder);
    assertEquals(List.of(10.0, 20.0), run.latest().orElseThrow().sparsityPercent());
  }

  @Test
  void epochsBeyondTheOneTheWeightsAreOfWereNeverCommitted() throws Exception {
    Path recorded = folder.resolve("run");
    RecordedRun.train(recorded, RecordedRun.toy("epochs=3", "hiddenLayers=2"), 1);
    byte[] weights = Files.readAllBytes(recorded.resolve("weights.safetensors"));
    String text = new String(weights, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("\"epoch\":\"3\""), "the metadata names the epoch");
    Files.writeString(
        recorded.resolve("weights.safetensors"),
        text.replace("\"epoch\":\"3\"", "\"epoch\":\"1\""),
        StandardCharsets.ISO_8859_1);
    Run run = RunFolder.open(recorded);
    assertEquals(List.of(0, 1), run.epochs().stream().map(EpochMetrics::epoch).toList());
    assertEquals(1, run.info().state().epochs());
    assertTrue(run.history(1).isPresent());
    assertEquals(Optional.empty(), run.history(2));
    assertEquals(List.of(), run.histograms(2));
  }

  @Test
  void weightsOfOtherLayersThanRunJsonNamesAreRefused() throws Exception {
    Path recorded = folder.resolve("run");
    RecordedRun.train(recorded, RecordedRun.toy("epochs=1", "hiddenLayers=2"), 1);
    Path json = recorded.resolve("run.json");
    Files.writeString(json, Files.readString(json).replace("\"inputs\" : 100", "\"inputs\" : 101"));
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> RunFolder.open(recorded));
    assertTrue(e.getMessage().contains("weights.safetensors"), e.getMessage());
    assertTrue(e.getMessage().contains("101"), e.getMessage());
  }

  @Test
  void aHistoryOfAnotherShapeIsRefusedWhenItIsAskedFor() throws Exception {
    Path recorded = folder.resolve("run");
    RecordedRun.train(recorded, RecordedRun.toy("epochs=1", "hiddenLayers=2"), 1);
    Files.delete(recorded.resolve("weights.safetensors"));
    Path json = recorded.resolve("run.json");
    Files.writeString(json, Files.readString(json).replace("\"inputs\" : 100", "\"inputs\" : 120"));
    Run run = RunFolder.open(recorded);
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> run.history(1));
    assertTrue(e.getCause() instanceof InvalidRunException);
    assertTrue(e.getMessage().contains("epoch-00001.npz"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"formatVersion\": 2} | formatVersion 2 is newer than this program, which reads up to 1",
        "{\"formatVersion\": 0} | formatVersion: expected 1, found 0",
        "{} | formatVersion: expected 1, found none",
        "[] | formatVersion: expected 1, found none",
        "{\"formatVersion\": \"one\"} | formatVersion: expected 1, found \"one\"",
        "{\"formatVersion\": 1, \"started\": \"today\"} | started: expected a time such as"
            + " 2026-11-23T04:14:55Z, found \"today\"",
        "{\"formatVersion\": 1, \"outcome\": {\"kind\": \"won\"}} | outcome.kind: no outcome is"
            + " \"won\"",
        "{\"formatVersion\": 1, \"config\": {\"epochs\": 0}} | config: epochs: 0 is not allowed,"
            + " expected a whole number from 1 to 100000",
        "{\"formatVersion\": 1, \"layers\": [{\"name\": \"fc1\", \"inputs\": 99999, \"outputs\":"
            + " 99999}]} | layer \"fc1\": expected 1 to 268435456 weights, got 99999 × 99999"
      })
  void aRunJsonThatCannotBeUsedIsRefusedInOneSentence(String json, String expected)
      throws Exception {
    write("run.json", json);
    write("epochs.csv", "epoch\n0\n");
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> RunFolder.open(folder));
    assertEquals(folder.resolve("run.json") + ": " + expected, e.getMessage());
  }

  @Test
  void aFolderWithoutTheTwoFilesIsNoRun() throws Exception {
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> RunFolder.open(folder));
    assertEquals(folder.resolve("run.json") + ": not found; a run folder has one", e.getMessage());
    write("run.json", "{\"formatVersion\": 1}");
    e = assertThrows(InvalidRunException.class, () -> RunFolder.open(folder));
    assertEquals(
        folder.resolve("epochs.csv") + ": not found; a run folder has one", e.getMessage());
    Path none = folder.resolve("none");
    e = assertThrows(InvalidRunException.class, () -> RunFolder.open(none));
    assertEquals(none + ": no such folder; a run folder is expected", e.getMessage());
  }

  @Test
  void createExactlyTakesNewAndEmptyFoldersOnly() throws Exception {
    Path fresh = folder.resolve("a").resolve("b");
    assertEquals(fresh, RunFolder.createExactly(fresh));
    assertEquals(fresh, RunFolder.createExactly(fresh), "it is still empty");
    Files.writeString(fresh.resolve("mine.txt"), "precious");
    assertThrows(InvalidRunException.class, () -> RunFolder.createExactly(fresh));
    assertEquals("precious", Files.readString(fresh.resolve("mine.txt")));
    Path file = fresh.resolve("mine.txt");
    assertThrows(InvalidRunException.class, () -> RunFolder.createExactly(file));
    assertThrows(InvalidRunException.class, () -> RunFolder.createExactly(file.resolve("below")));
  }

  @Test
  void createCountsOnWhenANameIsTaken() throws Exception {
    assertEquals(folder.resolve("runs/demo"), RunFolder.create(folder.resolve("runs"), "demo"));
    assertEquals(folder.resolve("runs/demo-2"), RunFolder.create(folder.resolve("runs"), "demo"));
    assertEquals(folder.resolve("runs/demo-3"), RunFolder.create(folder.resolve("runs"), "demo"));
    write("file", "");
    assertThrows(InvalidRunException.class, () -> RunFolder.create(folder.resolve("file"), "demo"));
  }

  @Test
  void runsGoToThePlatformsPlaceForUserDataByDefault() {
    Path parent = RunFolder.defaultParent();
    assertTrue(parent.isAbsolute());
    assertFalse(parent.startsWith(Path.of("").toAbsolutePath()));
    assertEquals("runs", parent.getFileName().toString());
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
