package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.Pruning;

/** Files of a network with convolutions, from weights made by hand. */
class ConvolutionFilesTest {
  @TempDir private Path folder;

  /** Layers whose numbers alone would put fc1 between the convolutions. */
  private static final List<LayerWeights> WEIGHTS =
      List.of(
          layer("conv1", 6, 3, Optional.of(new Volume(1, 2, 3))),
          layer("conv2", 12, 2, Optional.of(new Volume(3, 2, 2))),
          layer("fc1", 8, 5, Optional.empty()),
          layer("fc2", 5, 4, Optional.empty()));

  private static LayerWeights layer(String name, int inputs, int outputs, Optional<Volume> filter) {
    Random random = new Random(name.hashCode());
    FMatrixRMaj theta = new FMatrixRMaj(inputs, outputs);
    FMatrixRMaj logSigma2 = new FMatrixRMaj(inputs, outputs);
    FMatrixRMaj bias = new FMatrixRMaj(1, outputs);
    for (int i = 0; i < theta.data.length; i++) {
      theta.data[i] = (float) random.nextGaussian();
      logSigma2.data[i] = (float) (4 * random.nextGaussian());
    }
    for (int i = 0; i < outputs; i++) {
      bias.data[i] = random.nextFloat();
    }
    return new LayerWeights(name, theta, Optional.of(logSigma2), bias, filter);
  }

  @Test
  void thetaOfAConvolutionIsATensorOfChannelsRowsColumnsAndFilters() throws Exception {
    write();
    Map<String, Safetensors.Tensor> tensors =
        Safetensors.read(folder.resolve(WeightsFile.NAME)).tensors();
    assertEquals(List.of(3, 2, 2, 2), tensors.get("conv2.theta").shape());
    assertEquals(List.of(3, 2, 2, 2), tensors.get("conv2.logSigma2").shape());
    assertEquals(List.of(8, 5), tensors.get("fc1.theta").shape());
    // Filter 1 in channel 2, row 1, column 0.
    assertEquals(
        WEIGHTS.get(1).theta().get((2 * 2 + 1) * 2 + 0, 1),
        tensors.get("conv2.theta").values()[((2 * 2 + 1) * 2 + 0) * 2 + 1]);
  }

  @Test
  void weightsComeBackAsTheyWereConvolutionsFirst() throws Exception {
    write();
    List<LayerWeights> read = WeightsFile.read(folder, List.of()).layers();
    assertEquals(WEIGHTS.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      LayerWeights expected = WEIGHTS.get(i);
      assertEquals(expected.name(), read.get(i).name());
      assertEquals(expected.filter(), read.get(i).filter());
      assertEquals(expected.inputs(), read.get(i).inputs());
      assertArrayEquals(expected.theta().data, read.get(i).theta().data);
      assertArrayEquals(
          expected.logSigma2().orElseThrow().data, read.get(i).logSigma2().orElseThrow().data);
      assertArrayEquals(expected.bias().data, read.get(i).bias().data);
    }
  }

  @Test
  void anOrderThatIsKnownWins() throws Exception {
    write();
    assertEquals(
        List.of("fc2", "conv1", "conv2", "fc1"),
        WeightsFile.read(folder, List.of("fc2")).layers().stream()
            .map(LayerWeights::name)
            .toList());
  }

  @Test
  void aTensorOfThreeDimensionsIsRefused() throws Exception {
    write();
    Path file = folder.resolve(WeightsFile.NAME);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    String changed = text.replace("\"shape\":[3,2,2,2]", "\"shape\":[3,4,  2]");
    assertEquals(text.length(), changed.length());
    Files.write(file, changed.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> WeightsFile.read(folder, List.of()));
    assertTrue(
        e.getMessage().contains("conv2: expected theta [in, out] or [channels, height, width"),
        e.getMessage());
    assertTrue(e.getMessage().contains("found [3, 4, 2]"), e.getMessage());
  }

  @Test
  void aWholeRunOpensWithFiltersInItsLayersAndItsHistory() throws Exception {
    write();
    Files.writeString(folder.resolve("epochs.csv"), "epoch,sparsityPercent.conv1\n3,50\n");
    List<RunInfo.Layer> layers = WEIGHTS.stream().map(RunInfo.Layer::of).toList();
    RunJson.write(
        folder,
        new RunInfo(
            "lenet",
            Optional.empty(),
            Optional.empty(),
            layers,
            new RunInfo.Data("mnist", "", Optional.empty(), 0, 0, 0),
            Optional.of(new RunInfo.Start("plain", 7, "ab12")),
            new RunInfo.State(RunInfo.Kind.COMPLETED, 3, ""),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty()));
    new EpochHistories(folder)
        .write(
            3,
            3,
            WEIGHTS.stream()
                .map(weights ->
                    HistoryLayer.of(weights, Pruning.logAlpha(Kernels.scalar(), weights), 3, true))
                .toList());
    Run run = RunFolder.open(folder);
    assertEquals(layers, run.info().layers());
    assertEquals(new Volume(3, 2, 2), run.info().layers().get(1).filter().orElseThrow());
    assertEquals(new RunInfo.Start("plain", 7, "ab12"), run.info().start().orElseThrow());
    EpochHistory.Layer conv2 = run.history(3).orElseThrow().layer("conv2").orElseThrow();
    assertEquals(Optional.of(new Volume(3, 2, 2)), conv2.filter());
    float[] logAlpha = Pruning.logAlpha(Kernels.scalar(), WEIGHTS.get(1));
    for (int weight = 0; weight < logAlpha.length; weight++) {
      assertEquals(logAlpha[weight] < 3, conv2.kept(weight));
    }
  }

  @Test
  void filtersThatDoNotFitTheirInputsAreRefused() throws Exception {
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"formatVersion": 1, "layers": [
          {"name": "conv1", "inputs": 25, "outputs": 20, "filter": [2, 5, 5]}]}
        """);
    Files.writeString(folder.resolve("epochs.csv"), "epoch\n0\n");
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> RunFolder.open(folder));
    assertEquals(
        folder.resolve("run.json")
            + ": layer \"conv1\": filters of 2 \u00d7 5 \u00d7 5 do not have 25 inputs",
        e.getMessage());
  }

  private void write() throws Exception {
    new WeightsFile(3, WEIGHTS).write(folder, new float[2], 3);
  }
}
