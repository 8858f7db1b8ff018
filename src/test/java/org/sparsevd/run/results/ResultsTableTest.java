package org.sparsevd.run.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Presets;

class ResultsTableTest {
  private static final List<Integer> TOY = List.of(100, 20, 4);

  @TempDir private Path folder;

  @Test
  void theFiguresOfARowAreThoseOfTheRunsLastEpoch() throws Exception {
    Path path = RunFixtures.write(folder.resolve("run"), "lenet-300-100", TOY, 0.25, "seed=7");
    Run run = RunFolder.open(path);
    EpochMetrics last = run.latest().orElseThrow();
    MeasuredResult result = only(ResultsTable.read(List.of(path)), 0).getFirst();
    assertEquals(path.toAbsolutePath(), result.folder());
    assertEquals(Optional.of(7L), result.seed());
    assertEquals(200, result.epochs());
    assertEquals(last.testErrorPercent(), result.errorPercent());
    assertEquals(last.trainErrorPercent(), result.trainErrorPercent());
    assertEquals(last.sparsityPercent(), result.sparsityPercent());
    assertEquals(last.compression(), result.compression());
    assertEquals(201 * 1.5, result.seconds(), 1e-9);
    assertEquals(Optional.of(Instant.parse("2026-11-23T12:08:16Z")), result.finished());
    assertTrue(result.isOfPreset());
  }

  @Test
  void aMedianIsTakenFigureByFigureOverFinishedRunsOfThePresetOnly() throws Exception {
    List<Path> runs = new ArrayList<>();
    // Errors shift by 0.3, 0.1 and 0.2: the median is that of the third run, seed 3.
    for (double shift : new double[] {0.3, 0.1, 0.2}) {
      int seed = runs.size() + 1;
      runs.add(
          RunFixtures.write(
              folder.resolve("s" + seed), "lenet-300-100", TOY, shift, "seed=" + seed));
    }
    double middle = RunFolder.open(runs.get(2)).latest().orElseThrow().testErrorPercent();
    runs.addFirst(
        RunFixtures.write(folder.resolve("changed"), "lenet-300-100", TOY, 9, "epochs=20"));
    ResultsTable.Group group = ResultsTable.read(runs).networks().getFirst().measured().getFirst();
    ResultsTable.Median median = group.median().orElseThrow();
    assertEquals(3, median.seeds());
    assertEquals(200, median.epochs());
    assertEquals(middle, median.errorPercent());
    assertEquals(group.runs().getFirst().sparsityPercent(), median.sparsityPercent());
    assertEquals(List.of("s1", "s2", "s3", "changed"), names(group.runs()));
    assertEquals(List.of("epochs"), group.runs().getLast().changed());
    assertFalse(group.runs().getLast().isOfPreset());
  }

  @Test
  void aRunChangedToTheSettingsOfAnotherPresetStandsThere() throws Exception {
    Path tuned =
        RunFixtures.write(
            folder.resolve("tuned"), "lenet-5", TOY, 0, "learningRate=0.002", "decayFrom=100");
    Path changed =
        RunFixtures.write(folder.resolve("changed"), "lenet-5", TOY, 0, "learningRate=0.002");
    List<MeasuredResult> results =
        ResultsTable.read(List.of(tuned, changed)).networks().get(1).measured().stream()
            .flatMap(group -> group.runs().stream())
            .toList();
    assertEquals(
        List.of(Optional.of("lenet-5-tuned"), Optional.of("lenet-5")),
        results.stream().map(MeasuredResult::preset).toList());
    assertTrue(results.getFirst().isOfPreset());
    assertEquals(List.of("learningRate"), results.getLast().changed());
  }

  @Test
  void theMedianOfTwoIsTheMeanAndOneSeedHasNone() throws Exception {
    Path one = RunFixtures.write(folder.resolve("one"), "toy", TOY, 0);
    Path two = RunFixtures.write(folder.resolve("two"), "toy", TOY, 1, "seed=2");
    Path again = RunFixtures.write(folder.resolve("again"), "toy", TOY, 1);
    ResultsTable.Group pair =
        ResultsTable.read(List.of(one, two)).networks().getLast().measured().getFirst();
    double first = pair.runs().getFirst().errorPercent();
    assertEquals(first + 0.5, pair.median().orElseThrow().errorPercent(), 1e-12);
    for (List<Path> runs : List.of(List.of(one), List.of(one, again))) {
      assertEquals(
          Optional.empty(),
          ResultsTable.read(runs).networks().getLast().measured().getFirst().median());
    }
  }

  @Test
  void aRunStandsWithItsNetworkAndOthersApart() throws Exception {
    Path demo = RunFixtures.write(folder.resolve("demo"), "demo", TOY, 0);
    Path convolution = RunFixtures.write(folder.resolve("conv"), "lenet-5", TOY, 0);
    Path toy = RunFixtures.write(folder.resolve("toy"), "toy", TOY, 0);
    ResultsTable table = ResultsTable.read(List.of(toy, convolution, demo));
    assertEquals(
        List.of("LeNet-300-100", "LeNet-5-Caffe", "1000-1000, random labels", ""),
        table.networks().stream().map(ResultsTable.Network::name).toList());
    assertEquals(List.of("demo"), names(only(table, 0)));
    assertEquals(List.of("conv"), names(only(table, 1)));
    assertEquals(List.of("toy"), names(only(table, 3)));
  }

  @Test
  void aRunOfAPresetNobodyKnowsCountsInNoMedian() throws Exception {
    Path one = RunFixtures.write(folder.resolve("one"), "gone", TOY, 0);
    Path two = RunFixtures.write(folder.resolve("two"), "gone", TOY, 0, "seed=2");
    ResultsTable.Group group =
        ResultsTable.read(List.of(one, two)).networks().getLast().measured().getFirst();
    assertEquals(Optional.empty(), group.median());
  }

  @Test
  void aRunOfAnotherProgramAndABrokenOneAreSaidPlainly() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("run.json"), "{\"formatVersion\": 1}");
    Files.writeString(foreign.resolve("epochs.csv"), "epoch,testErrorPercent\n3,2.5\n");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("run.json"), "{\"formatVersion\": 1}");
    ResultsTable table = ResultsTable.read(List.of(foreign, broken));
    MeasuredResult result = only(table, 3).getFirst();
    assertEquals(2.5, result.errorPercent());
    assertEquals(Optional.empty(), result.seed());
    assertEquals(1, table.problems().size());
    assertTrue(table.problems().getFirst().contains("epochs.csv"), table.problems().toString());
  }

  @Test
  void publishedRowsAreReadWithTheirDecimalsAndSources() {
    ResultsTable table = ResultsTable.read(List.of());
    assertEquals(3, table.networks().size());
    PublishedResult paper =
        table.networks().getFirst().published().stream()
            .filter(row -> row.method().equals("Sparse VD"))
            .findFirst()
            .orElseThrow();
    assertEquals("1.92", paper.errorPercent().orElseThrow().toPlainString());
    assertEquals(
        List.of("98.9", "97.2", "62.0"),
        paper.sparsityPercent().stream().map(Object::toString).toList());
    assertEquals("68", paper.compression().orElseThrow().toPlainString());
    PublishedResult original = table.networks().get(1).published().getFirst();
    assertEquals("0.80", original.errorPercent().orElseThrow().toPlainString());
    for (ResultsTable.Network network : table.networks()) {
      boolean random = network.name().endsWith("random labels");
      // On random labels one figure is published for the whole network.
      int layers = random ? 1 : network.name().equals("LeNet-300-100") ? 3 : 4;
      for (PublishedResult row : network.published()) {
        assertFalse(row.source().isBlank());
        assertTrue(row.sparsityPercent().isEmpty() || row.sparsityPercent().size() == layers);
        assertEquals(random, row.trainErrorPercent().isPresent());
        assertEquals(random, row.compression().isEmpty());
        assertTrue(row.compression().map(BigDecimal::doubleValue).orElse(1.0) >= 1);
      }
    }
    assertFalse(table.references().isEmpty());
  }

  @Test
  void everyPresetOfThePublishedNetworksIsListed() {
    List<String> listed =
        PublishedResults.read().networks().stream()
            .flatMap(network -> network.presets().stream())
            .toList();
    for (Presets.Preset preset : Presets.all()) {
      assertTrue(listed.contains(preset.name()) || preset.name().equals("toy"), preset.name());
    }
  }

  private static List<MeasuredResult> only(ResultsTable table, int network) {
    List<ResultsTable.Group> groups = table.networks().get(network).measured();
    assertEquals(1, groups.size());
    return groups.getFirst().runs();
  }

  private static List<String> names(List<MeasuredResult> runs) {
    return runs.stream().map(run -> run.folder().getFileName().toString()).toList();
  }
}
