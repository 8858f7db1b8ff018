package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.run.RecordedRun;
import tools.jackson.databind.JsonNode;

/** {@code export --onnx} and {@code --safetensors}. */
class ExportNetworkTest {
  private static final String RUN = Path.of("assets", "runs", "lenet-5-s1").toString();

  @TempDir private Path folder;

  @Test
  void aNetworkIsWrittenForOnnxAtTheThresholdsAskedFor() throws Exception {
    Path file = folder.resolve("lenet.onnx");
    JsonNode told =
        Terminal.run(
                "export",
                RUN,
                "--onnx",
                file.toString(),
                "--threshold",
                "2.5",
                "--layer-threshold",
                "fc1=3",
                "--json")
            .expect(0)
            .json()
            .getFirst();
    JsonNode evaluated =
        Terminal.run("evaluate", RUN, "--threshold", "2.5", "--layer-threshold", "fc1=3", "--json")
            .expect(0)
            .json()
            .getFirst();
    assertEquals(file.toString(), told.path("file").asString(""));
    assertEquals(Files.size(file), told.path("bytes").asLong());
    for (String key :
        new String[] {
          "epoch", "threshold", "layerThresholds", "keptWeights", "totalWeights", "compression"
        }) {
      assertEquals(evaluated.path(key), told.path(key), key);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor blank = OnnxTensor.createTensor(environment, new float[1][1][28][28]);
        OrtSession.Result result = session.run(Map.of("input", blank))) {
      float[][] probabilities = (float[][]) result.get("probabilities").orElseThrow().getValue();
      float sum = 0;
      for (float probability : probabilities[0]) {
        sum += probability;
      }
      assertEquals(1, sum, 1e-5);
      assertEquals("2.5", session.getMetadata().getCustomMetadata().get("threshold"));
    }
  }

  @Test
  void withoutAThresholdItIsTheRunsOwn() throws Exception {
    Path file = folder.resolve("lenet.safetensors");
    Terminal terminal = Terminal.run("export", RUN, "--safetensors", file.toString()).expect(0);
    JsonNode evaluated = Terminal.run("evaluate", RUN, "--json").expect(0).json().getFirst();
    String text = terminal.output();
    assertTrue(text.startsWith("Exported: " + file + ", 1.7 MB"), text);
    assertTrue(
        text.contains(
            "Epoch 200, pruned at log \u03b1 3.00: %,d of 430,500 weights kept, compression "
                .formatted(evaluated.path("keptWeights").asInt())),
        text);
    String header = new String(Files.readAllBytes(file), 8, 2000, StandardCharsets.UTF_8);
    assertTrue(header.contains("\"threshold\":\"3.0\""), header);
  }

  @Test
  void aRunWithoutLogAlphaIsSaidToBeWhole() throws Exception {
    Path run = folder.resolve("run");
    RecordedRun.train(run, RecordedRun.toy("epochs=1", "method=plain"), 1);
    String file = folder.resolve("toy.onnx").toString();
    String text = Terminal.run("export", run.toString(), "--onnx", file).expect(0).output();
    assertTrue(text.contains("none of 2,080 weights pruned: plain has no log \u03b1"), text);
    JsonNode told =
        Terminal.run("export", run.toString(), "--onnx", file + "2", "--json")
            .expect(0)
            .json()
            .getFirst();
    assertFalse(told.has("threshold"));
    assertEquals(1.0, told.path("compression").doubleValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--onnx", "--safetensors"})
  void whatIsWrongIsSaidInOneLineAndNothingIsWritten(String option) throws Exception {
    Path file = folder.resolve("file");
    String name = file.toString();
    Terminal.run("export", RUN, option, name, "--layer-threshold", "fc9=1")
        .expectError(2, "no layer \"fc9\"; the run has conv1, conv2, fc1, fc2");
    Terminal.run("export", RUN, option, name, "--threshold", "NaN")
        .expectError(2, "--threshold: NaN is not allowed");
    Terminal.run("export", RUN, option, name, "--no-weights")
        .expectError(2, "--no-history and --no-weights go with --out");
    Terminal.run("export", folder.toString(), option, name).expectError(2, "run.json: not found");
    Terminal.run("export", RUN, option, folder.resolve("no/file").toString())
        .expectError(2, "the folder is not there");
    assertFalse(Files.exists(file));
    Files.writeString(file, "mine");
    Terminal.run("export", RUN, option, name).expectError(2, "is there already");
    assertEquals("mine", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void otherFilesTakeNoThreshold() {
    String name = folder.resolve("run.sparsevd").toString();
    Terminal.run("export", RUN, "--out", name, "--threshold", "2")
        .expectError(2, "--threshold and --layer-threshold go with --onnx and --safetensors");
    Terminal.run("export", RUN, "--tensorboard", name, "--layer-threshold", "fc1=2")
        .expectError(2, "--threshold and --layer-threshold go with --onnx and --safetensors");
    Terminal.run("export", RUN, "--onnx", name, "--safetensors", name).expectError(2, "--onnx");
  }

  @Test
  void aRunOfAnotherProgramWithoutConfigIsRefused() throws Exception {
    Path run = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(run.resolve("run.json"), "{\"formatVersion\": 1}");
    Files.copy(Path.of(RUN, "epochs.csv"), run.resolve("epochs.csv"));
    Terminal.run("export", run.toString(), "--onnx", folder.resolve("x.onnx").toString())
        .expectError(2, "run.json has no config");
  }
}
