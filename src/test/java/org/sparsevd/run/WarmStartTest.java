package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.ExperimentConfig;

class WarmStartTest {
  @TempDir private static Path runs;

  @TempDir private Path folder;

  @BeforeAll
  static void trainTheSources() throws Exception {
    train(runs.resolve("plain"), "method=plain");
    train(runs.resolve("binary-dropout"), "method=binary-dropout");
  }

  private static RecordedRun train(Path into, String... changes) throws Exception {
    return RecordedRun.train(into, toy(changes), 1);
  }

  private static ExperimentConfig toy(String... changes) throws Exception {
    ExperimentConfig config = RecordedRun.toy("epochs=2", "hiddenLayers=6");
    for (String change : changes) {
      String[] parts = change.split("=", 2);
      config = config.with(parts[0], parts[1]);
    }
    return config;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "binary-dropout"})
  void theRunBeginsWithTheOthersThetaAndBiasesAndFreshLogSigma2(String source) throws Exception {
    Path from = runs.resolve(source);
    RecordedRun warm = train(folder.resolve("warm"), "initFrom=" + from, "logSigma2Init=-9");
    List<LayerWeights> trained = RunFolder.open(from).weights().orElseThrow();
    List<LayerWeights> first = warm.reports().getFirst().weights();
    for (int i = 0; i < trained.size(); i++) {
      assertArrayEquals(trained.get(i).theta().data, first.get(i).theta().data);
      assertArrayEquals(trained.get(i).bias().data, first.get(i).bias().data);
      assertTrue(first.get(i).bias().data[0] != 0, "this source must have learned something");
      for (float logSigma2 : first.get(i).logSigma2().orElseThrow().data) {
        assertEquals(-9, logSigma2);
      }
    }
    assertEquals(
        RunFolder.open(from).latest().orElseThrow().testErrorPercent(),
        warm.reports().getFirst().metrics().testErrorPercent());
  }

  @Test
  void theRunSaysWhoseWeightsItBeganWith() throws Exception {
    Path from = runs.resolve("plain");
    train(folder.resolve("warm"), "initFrom=" + from);
    byte[] bytes = Files.readAllBytes(from.resolve("weights.safetensors"));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    RunInfo info = RunFolder.open(folder.resolve("warm")).info();
    assertEquals(new RunInfo.Start("plain", 2, sha256), info.start().orElseThrow());
    assertEquals(from.toString(), info.config().orElseThrow().initFrom());
    assertTrue(RunFolder.open(from).info().start().isEmpty());
  }

  @Test
  void aRunIsFoundByItsNameAmongTheRuns() throws Exception {
    ExperimentConfig config = toy("initFrom=plain");
    WarmStart start =
        WarmStart.of(
                config,
                runs,
                DatasetCatalog.current().load("toy", config.preprocessing(), 0, config.seed()))
            .orElseThrow();
    assertEquals("plain", start.source().run());
    assertEquals("plain", WarmStart.reference(runs.resolve("plain"), runs));
    Path elsewhere = folder.resolve("plain");
    assertEquals(
        elsewhere.toAbsolutePath().toString(),
        WarmStart.reference(elsewhere.resolve("..").resolve("plain"), runs));
  }

  @Test
  void aRunOfOtherLayersIsRefusedBeforeAFolderIsMade() throws Exception {
    Path into = folder.resolve("warm");
    InvalidRunException e =
        assertThrows(
            InvalidRunException.class,
            () -> train(into, "initFrom=" + runs.resolve("plain"), "hiddenLayers=7"));
    assertEquals(
        runs.resolve("plain")
            + ": initFrom needs a run of the same layers: expected fc1 [100 \u00d7 7], found fc1"
            + " [100 \u00d7 6]",
        e.getMessage());
    assertFalse(Files.exists(into));
  }

  @Test
  void aRunThatIsNotThereOrHasNoWeightsIsRefused() throws Exception {
    Path into = folder.resolve("warm");
    InvalidRunException none =
        assertThrows(InvalidRunException.class, () -> train(into, "initFrom=no-such-run"));
    assertEquals("no-such-run: no such folder; a run folder is expected", none.getMessage());
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Files.writeString(bare.resolve("run.json"), "{\"formatVersion\": 1}");
    Files.writeString(bare.resolve("epochs.csv"), "epoch\n0\n");
    InvalidRunException empty =
        assertThrows(InvalidRunException.class, () -> train(into, "initFrom=" + bare));
    assertTrue(
        empty.getMessage().endsWith("weights.safetensors: not found; initFrom needs the weights"),
        empty.getMessage());
    assertFalse(Files.exists(into));
  }

  @Test
  void theSameStartGivesTheSameRun() throws Exception {
    String from = "initFrom=" + runs.resolve("plain");
    RecordedRun first = train(folder.resolve("a"), from);
    RecordedRun second = RecordedRun.train(folder.resolve("b"), toy(from), 2);
    assertArrayEquals(
        first.reports().getLast().weights().getFirst().theta().data,
        second.reports().getLast().weights().getFirst().theta().data);
  }
}
