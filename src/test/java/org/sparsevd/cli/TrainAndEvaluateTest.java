package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.Split;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import tools.jackson.databind.JsonNode;

class TrainAndEvaluateTest {
  private static Path golden;

  @TempDir private Path folder;

  @BeforeAll
  static void locateGoldenRun() throws Exception {
    golden = Path.of(TrainAndEvaluateTest.class.getResource("/golden/run-v1").toURI());
  }

  @Test
  void trainWritesARunAndSaysHowItEndedAndWhereItIs() throws Exception {
    Path out = folder.resolve("run");
    Terminal terminal =
        Terminal.run("train", "toy", "--epochs", "2", "--out", out.toString()).expect(0);
    assertEquals("", terminal.errors(), "no progress bar where there is no terminal");
    assertTrue(terminal.output().startsWith("Epoch 2: test error "), terminal.output());
    assertTrue(terminal.output().endsWith("Run: " + out + System.lineSeparator()));
    Run run = RunFolder.open(out);
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, 2, ""), run.info().state());
    assertEquals(
        Presets.named("toy").config().with("epochs", "2"), run.info().config().orElseThrow());
    assertEquals("toy", run.info().preset().orElseThrow());
  }

  @Test
  void optionsAndSettingsReachTheRun() throws Exception {
    Path out = folder.resolve("run");
    String line =
        "train toy --epochs 1 --seed 42 --threads 3 --set hiddenLayers=7 --set klForm=exact --out ";
    Terminal.run((line + out).split(" ")).expect(0);
    RunInfo info = RunFolder.open(out).info();
    ExperimentConfig expected =
        Presets.named("toy")
            .config()
            .with("epochs", "1")
            .with("seed", "42")
            .with("hiddenLayers", "7")
            .with("klForm", "exact");
    assertEquals(expected, info.config().orElseThrow());
    assertEquals("3", info.machine().get("threads"));
    assertEquals(7, info.layers().getFirst().outputs());
  }

  @Test
  void aTrainingStartsFromAnotherRunsWeights() throws Exception {
    Path plain = folder.resolve("plain");
    Path warm = folder.resolve("warm");
    Terminal.run("train", "toy", "--epochs", "1", "--set", "method=plain", "--out", plain + "")
        .expect(0);
    Terminal.run("train", "toy", "--epochs", "1", "--init-from", plain + "", "--out", warm + "")
        .expect(0);
    RunInfo info = RunFolder.open(warm).info();
    assertEquals("plain", info.start().orElseThrow().run());
    assertEquals(1, info.start().orElseThrow().epoch());
    assertEquals(plain.toString(), info.config().orElseThrow().initFrom());
    Terminal.run(
            "train",
            "toy",
            "--set",
            "hiddenLayers=3",
            "--init-from",
            plain + "",
            "--out",
            folder.resolve("other") + "")
        .expectError(2, "expected fc1 [100 \u00d7 3], found fc1 [100 \u00d7 20]");
    Terminal.run("train", "toy", "--init-from", "no-such-run").expectError(2, "no such folder");
  }

  /** Plain, dropout on filters too, and Sparse VD from either, all with convolutions. */
  @Test
  void aConvolutionalNetworkIsTrainedWarmStartedAndEvaluated() throws Exception {
    Path plain = convolutional("plain", "method=plain", "weightDecay=1e-4");
    Path dropout = convolutional("dropout", "method=binary-dropout", "convDropoutRate=0.2");
    for (Path source : List.of(plain, dropout)) {
      // So little noise that hardly a weight begins pruned.
      Path warm =
          convolutional("warm-" + source.getFileName(), "initFrom=" + source, "logSigma2Init=-20");
      Run run = RunFolder.open(warm);
      assertEquals(
          List.of("conv1", "conv2", "fc1", "fc2"),
          run.info().layers().stream().map(RunInfo.Layer::name).toList());
      assertEquals(new Volume(3, 2, 4), run.info().layers().get(1).filter().orElseThrow());
      assertEquals(
          RunFolder.open(source).latest().orElseThrow().testErrorPercent(),
          run.epoch(0).orElseThrow().testErrorPercent(),
          "as good as its source before training");
      JsonNode evaluated =
          Terminal.run("evaluate", warm.toString(), "--json").expect(0).json().getFirst();
      EpochMetrics last = run.latest().orElseThrow();
      assertEquals(last.testErrorPercent(), evaluated.path("testErrorPercent").doubleValue());
      assertTrue(last.testErrorPercent() < 60, "it learns: " + last.testErrorPercent());
    }
  }

  private Path convolutional(String name, String... changes) {
    Path out = folder.resolve(name);
    List<String> line =
        new ArrayList<>(List.of("train", "lenet-5-demo", "--epochs", "1", "--out", out.toString()));
    for (String change : changes) {
      line.addAll(List.of("--set", change));
    }
    line.addAll(List.of("--set", "hiddenLayers=3@5x5/2-4@2x4same-pool3-12"));
    line.addAll(List.of("--set", "validationSize=58000", "--set", "batchSize=10"));
    Terminal.run(line.toArray(String[]::new)).expect(0);
    return out;
  }

  @Test
  void convolutionsOnSamplesThatAreNoImagesAreRefused() {
    Path out = folder.resolve("run");
    Terminal.run("train", "toy", "--set", "hiddenLayers=5@3x3-9", "--out", out.toString())
        .expectError(2, "hiddenLayers: 5@3x3-9 needs images");
    assertFalse(Files.exists(out));
  }

  @Test
  void aConfigFileTrainsLikeAPreset() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("mine.json"),
            "{\"dataset\": \"toy\", \"hiddenLayers\": \"3\", \"method\": \"plain\", \"epochs\":"
                + " 9}");
    Path out = folder.resolve("run");
    Terminal.run("train", file.toString(), "--epochs", "1", "--out", out.toString()).expect(0);
    RunInfo info = RunFolder.open(out).info();
    assertTrue(info.preset().isEmpty());
    assertEquals(1, info.config().orElseThrow().epochs());
    assertEquals("3", info.config().orElseThrow().hiddenLayers());
  }

  @Test
  void jsonLinesCarryTheEpochsUnderTheNamesOfTheColumns() throws Exception {
    Path out = folder.resolve("run");
    Terminal terminal =
        Terminal.run(
                "train",
                "toy",
                "--epochs",
                "2",
                "--set",
                "validationSize=100",
                "--json",
                "--out",
                out.toString())
            .expect(0);
    assertEquals("", terminal.errors());
    List<JsonNode> lines = terminal.json();
    assertEquals(4, lines.size(), "epochs 0 to 2 and the end");
    List<String> csv = Files.readAllLines(out.resolve("epochs.csv"));
    List<String> columns = List.of(csv.getFirst().split(",", -1));
    for (int epoch = 0; epoch <= 2; epoch++) {
      JsonNode line = lines.get(epoch);
      String[] cells = csv.get(epoch + 1).split(",", -1);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < cells.length; i++) {
        String[] path = columns.get(i).split("\\.", -1);
        JsonNode value = line.path(path[0]);
        value = path.length > 1 ? value.path(path[1]) : value;
        assertFalse(value.isMissingNode(), columns.get(i));
        assertEquals(cells[i], value.isNull() ? "" : value.asString(), columns.get(i));
        names.add(path[0]);
      }
      assertEquals(
          names.stream().distinct().sorted().toList(),
          line.propertyNames().stream().sorted().toList());
    }
    JsonNode end = lines.getLast();
    assertEquals("completed", end.path("outcome").asString());
    assertEquals(2, end.path("epochs").asInt());
    assertEquals(out.toString(), end.path("run").asString());
  }

  @Test
  void aTrainingThatWentOnForNothingIsAFailureWithACommandToTry() throws Exception {
    Terminal terminal =
        Terminal.run(
                "train",
                "toy",
                "--epochs",
                "3",
                "--out",
                folder.resolve("run").toString(),
                "--set",
                "logSigma2Init=2")
            .expect(1);
    assertTrue(
        terminal.output().contains("Likely cause: too much noise at the start."),
        terminal.output());
    assertTrue(
        terminal.output().contains("sparsevd train toy --set logSigma2Init=-6.0 --set epochs=3"),
        terminal.output());
  }

  @Test
  void divergenceIsAFailureThatNamesLayerAndEpochAndKeepsTheLastGoodEpoch() throws Exception {
    Path out = folder.resolve("run");
    Terminal terminal =
        Terminal.run(
            "train",
            "toy",
            "--epochs",
            "9",
            "--out",
            out.toString(),
            "--set",
            "hiddenLayers=20-20-20-20-20-20-20-20-20-20",
            "--set",
            "learningRate=2",
            "--set",
            "klWarmupStart=2",
            "--set",
            "klWarmupEnd=3");
    terminal.expectError(1, "training diverged: epoch ");
    assertTrue(
        terminal.output().contains("Likely cause: the learning rate is too high."),
        terminal.output());
    assertTrue(terminal.output().contains("Try Learning rate 2 \u2192 0.002:"), terminal.output());
    String layers = "hiddenLayers=20-20-20-20-20-20-20-20-20-20";
    assertTrue( // 0.002 is the preset's own
        terminal
            .output()
            .contains(
                "sparsevd train toy --set "
                    + layers
                    + " --set epochs=9 --set klWarmupStart=2 --set klWarmupEnd=3"),
        terminal.output());
    Run run = RunFolder.open(out);
    assertEquals(RunInfo.Kind.DIVERGED, run.info().state().kind());
    assertTrue(terminal.errors().contains(run.info().state().message()), terminal.errors());
    assertTrue(run.info().state().message().matches("epoch [0-9]+, fc[0-9]+: .*"));
    assertTrue(run.latest().orElseThrow().epoch() > 0);
    assertTrue(run.weights().isPresent());
    assertTrue(
        terminal.output().startsWith("Epoch " + run.latest().orElseThrow().epoch() + ": "),
        terminal.output());
    JsonNode evaluated =
        Terminal.run("evaluate", out.toString(), "--json").expect(0).json().getFirst();
    assertEquals(
        run.latest().orElseThrow().testErrorPercent(),
        evaluated.path("testErrorPercent").doubleValue());
  }

  @Test
  void aNetworkThatIsTooLargeIsRefusedInOneLineBeforeItHasAFolder() {
    Path out = folder.resolve("run");
    Terminal.run("train", "toy", "--set", "hiddenLayers=99999-99999", "--out", out.toString())
        .expectError(2, "hiddenLayers: 99999-99999 is not allowed, expected at most");
    assertFalse(Files.exists(out));
  }

  @Test
  void evaluateAtTheRunsOwnThresholdGivesTheRecordedFiguresToTheLastDigit() throws Exception {
    EpochMetrics recorded = RunFolder.open(golden).latest().orElseThrow();
    for (List<String> options :
        List.of(List.<String>of(), List.of("--threshold", "3"), List.of("--threads", "1"))) {
      JsonNode json = evaluate(options.toArray(String[]::new));
      assertEquals(5, json.path("epoch").asInt());
      assertEquals(3.0, json.path("threshold").doubleValue());
      assertEquals(recorded.testErrorPercent(), json.path("testErrorPercent").doubleValue());
      assertEquals(
          recorded.validationErrorPercent(), json.path("validationErrorPercent").doubleValue());
      assertEquals(recorded.compression(), json.path("compression").doubleValue());
      assertEquals(
          recorded.sparsityPercent(),
          List.of(
              json.path("sparsityPercent").path("fc1").doubleValue(),
              json.path("sparsityPercent").path("fc2").doubleValue()));
      assertEquals(219, json.path("keptWeights").asInt());
      assertEquals(416, json.path("totalWeights").asInt());
    }
  }

  @Test
  void anotherThresholdPrunesOtherwise() {
    JsonNode own = evaluate();
    JsonNode strict = evaluate("--threshold", "1");
    assertEquals(1.0, strict.path("threshold").doubleValue());
    assertEquals(100, strict.path("keptWeights").asInt());
    assertEquals(79.0, strict.path("sparsityPercent").path("fc1").doubleValue());
    assertNotEquals(own.path("testErrorPercent"), strict.path("testErrorPercent"));
    JsonNode all = evaluate("--threshold", "9");
    assertEquals(1.0, all.path("compression").doubleValue());
    JsonNode nothing = evaluate("--threshold", "-8");
    assertEquals(0, nothing.path("keptWeights").asInt());
    assertTrue(nothing.path("compression").isNull(), "JSON has no infinity");
  }

  @Test
  void layersMayHaveThresholdsOfTheirOwnAndAllFiguresFollow() throws Exception {
    Run run = RunFolder.open(golden);
    ExperimentConfig config = run.info().config().orElseThrow();
    Cut cut = new Cut(1, Map.of("fc2", -2.5));
    JsonNode json = evaluate("--threshold", "1", "--layer-threshold", "fc2=-2.5");
    assertEquals(-2.5, json.path("layerThresholds").path("fc2").doubleValue());
    try (Compute compute = new Compute(1)) {
      PrunedEpoch pruned =
          PrunedEpoch.of(run, 5, new LoadedData(DatasetCatalog.current()).of(config), compute)
              .orElseThrow();
      assertEquals(pruned.sparsity(cut).kept(), json.path("keptWeights").asInt());
      assertEquals(
          pruned.error(cut, Split.TEST).percent(), json.path("testErrorPercent").doubleValue());
      assertEquals(
          pruned.error(cut, Split.VALIDATION).percent(),
          json.path("validationErrorPercent").doubleValue());
    }
    assertTrue(json.path("keptWeights").asInt() < 100);
    Terminal.run("evaluate", golden.toString(), "--layer-threshold", "fc9=1")
        .expectError(2, "--layer-threshold: no layer \"fc9\"; the run has fc1, fc2");
    Terminal.run("evaluate", golden.toString(), "--layer-threshold", "fc1=NaN")
        .expectError(2, "--layer-threshold: NaN is not allowed");
    String text =
        Terminal.run("evaluate", golden.toString(), "--layer-threshold", "fc2=1")
            .expect(0)
            .output();
    assertTrue(text.startsWith("Epoch 5, pruned at log \u03b1 3.00 (fc2 1.00): "), text);
  }

  private static JsonNode evaluate(String... options) {
    List<String> line = new ArrayList<>(List.of("evaluate", golden.toString(), "--json"));
    line.addAll(List.of(options));
    Terminal terminal = Terminal.run(line.toArray(String[]::new)).expect(0);
    assertEquals(1, terminal.json().size());
    return terminal.json().getFirst();
  }

  @Test
  void evaluateWithoutJsonSaysTheSameInWords() {
    String text = Terminal.run("evaluate", golden.toString()).expect(0).output();
    assertTrue(text.contains("Epoch 5, pruned at log \u03b1 3.00"), text);
    assertTrue(text.contains(": validation error 1.00 %, test error 1.20 %"), text);
    assertTrue(text.contains("Compression 1.9\u00d7: 219 of 416 weights kept"), text);
    assertTrue(text.contains("fc1: 49.2 % pruned, 203 kept"), text);
  }

  @Test
  void aRunOfAPaperPresetSaysWhetherItReproducedItAndWhatDiffers() throws Exception {
    Path out = folder.resolve("run");
    List<String> line =
        List.of(
            "train", "lenet-300-100", "--epochs", "1", "--set", "hiddenLayers=2", "--seed", "3");
    List<String> words = new ArrayList<>(line);
    words.addAll(List.of("--out", out.toString()));
    String text = Terminal.run(words.toArray(String[]::new)).expect(0).output();
    String told =
        text.lines().filter(each -> each.startsWith("Expected of ")).findFirst().orElseThrow();
    assertTrue(told.contains("Outside the expected band: error "), told);
    assertTrue(
        told.endsWith("other settings: hiddenLayers 2 (preset 300-100), epochs 1 (preset 200)"),
        told);
    String evaluated = Terminal.run("evaluate", out.toString()).expect(0).output();
    assertTrue(evaluated.endsWith(told + System.lineSeparator()), evaluated);
    JsonNode json = Terminal.run("evaluate", out.toString(), "--json").expect(0).json().getFirst();
    JsonNode reproduction = json.path("reproduction");
    assertEquals("outside", reproduction.path("verdict").asString());
    assertEquals("1", reproduction.path("differences").path("epochs").path("run").asString());
    assertEquals(2, reproduction.path("differences").size());
    assertEquals(90, reproduction.path("compressionMin").asInt());
    JsonNode otherCut =
        Terminal.run("evaluate", out.toString(), "--json", "--threshold", "2")
            .expect(0)
            .json()
            .getFirst();
    assertTrue(
        otherCut.path("reproduction").isMissingNode(), "expected of the run's own threshold");
    List<String> asJson = new ArrayList<>(line);
    asJson.addAll(List.of("--json", "--out", folder.resolve("again").toString()));
    JsonNode end = Terminal.run(asJson.toArray(String[]::new)).expect(0).json().getLast();
    assertEquals(reproduction, end.path("reproduction"));
  }

  @Test
  void anExportedRunIsImportedAndEvaluatesAlike() throws Exception {
    String archive = folder.resolve("golden.sparsevd").toString();
    String words = Terminal.run("export", golden.toString(), "--out", archive).expect(0).output();
    assertTrue(words.startsWith("Exported: " + archive + ", "), words);
    Terminal importing = Terminal.run("import", archive, "--into", folder.toString(), "--json");
    Path run = Path.of(importing.expect(0).json().getFirst().path("run").asString());
    assertEquals(folder.resolve("run-v1"), run);
    String there = Terminal.run("evaluate", run.toString()).expect(0).output();
    assertEquals(Terminal.run("evaluate", golden.toString()).expect(0).output(), there);
    Terminal.run("export", golden.toString(), "--out", archive)
        .expectError(2, "is there already; a new file is expected");
  }

  @Test
  void thinMakesACopyAndSaysHowLargeItIs() throws Exception {
    Path out = folder.resolve("thin");
    Terminal words =
        Terminal.run("thin", golden.toString(), "--out", out.toString(), "--every", "2").expect(0);
    assertEquals(
        "Copy: " + out + ", 4 of 6 history files, 0.0 MB" + System.lineSeparator(), words.output());
    assertTrue(RunFolder.open(out).history(4).isPresent());
    assertTrue(RunFolder.open(out).history(3).isEmpty());
    Terminal.run("thin", golden.toString(), "--out", out.toString())
        .expectError(2, "is not empty; a new or empty folder is expected");
    Path second = folder.resolve("second");
    JsonNode json =
        Terminal.run("thin", golden.toString(), "--out", second.toString(), "--json")
            .expect(0)
            .json()
            .getFirst();
    assertEquals(second.toString(), json.path("run").asString());
    assertEquals(2, json.path("historyFiles").asInt());
    assertEquals(6, json.path("historyFilesBefore").asInt());
    assertTrue(json.path("bytes").asInt() > 1000);
  }

  @Test
  void evaluateSaysWhatARunLacks() throws Exception {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy);
    for (String name : List.of("run.json", "epochs.csv", "weights.safetensors")) {
      Files.copy(golden.resolve(name), copy.resolve(name));
    }
    Path json = copy.resolve("run.json");
    String info = Files.readString(json);
    Files.writeString(json, "{\"formatVersion\": 1}");
    Terminal.run("evaluate", copy.toString()).expectError(2, "run.json has no config");
    Files.writeString(json, info.replace("\"dataset\" : \"toy\"", "\"dataset\" : \"mnist\""));
    Terminal.run("evaluate", copy.toString())
        .expectError(2, "on mnist: expected fc1 [784 \u00d7 4], found fc1 [100 \u00d7 4]");
    Files.writeString(json, info);
    List<String> rows = Files.readAllLines(copy.resolve("epochs.csv"));
    Files.writeString(copy.resolve("epochs.csv"), rows.getFirst() + "\n");
    Terminal.run("evaluate", copy.toString())
        .expectError(2, "epochs.csv: expected a row of epoch 5, which weights.safetensors is of");
    Files.delete(copy.resolve("weights.safetensors"));
    Terminal.run("evaluate", copy.toString()).expectError(2, "no completed epoch");
    Files.write(copy.resolve("epochs.csv"), rows);
    Terminal.run("evaluate", copy.toString()).expectError(2, "no weights.safetensors");
  }
}
