package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;

class PrunedWeightsFileTest {
  @TempDir private Path folder;

  @Test
  void prunedWeightsAreZeroAndTheOthersAsTheyWere() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-5-s1"));
    Dataset data = data(run);
    Cut cut = new Cut(2.5, Map.of("fc1", -1.0));
    Path file = folder.resolve("pruned.safetensors");
    PrunedWeightsFile.write(PrunedNetwork.of(run, data, cut), file);
    Safetensors read = Safetensors.read(file);
    assertEquals(
        Set.of(
            "conv1.theta",
            "conv1.bias",
            "conv2.theta",
            "conv2.bias",
            "fc1.theta",
            "fc1.bias",
            "fc2.theta",
            "fc2.bias",
            "input.mean"),
        read.tensors().keySet());
    assertEquals(List.of(20, 5, 5, 50), read.tensors().get("conv2.theta").shape());
    assertEquals(List.of(800, 500), read.tensors().get("fc1.theta").shape());
    int kept = 0;
    for (LayerWeights layer : run.weights().orElseThrow()) {
      float[] theta = read.tensors().get(layer.name() + ".theta").values();
      float[] logAlpha = Pruning.logAlpha(Kernels.best(), layer);
      for (int i = 0; i < theta.length; i++) {
        boolean isKept = logAlpha[i] < cut.of(layer.name());
        assertEquals(isKept ? layer.theta().data[i] : 0, theta[i], layer.name() + " " + i);
        kept += isKept ? 1 : 0;
      }
      assertArrayEquals(layer.bias().data, read.tensors().get(layer.name() + ".bias").values());
    }
    assertArrayEquals(data.inputMean(), read.tensors().get("input.mean").values());
    assertEquals("sparsevd-pruned-v1", read.metadata().get("format"));
    assertEquals("lenet-5-s1", read.metadata().get("run"));
    assertEquals("200", read.metadata().get("epoch"));
    assertEquals("2.5", read.metadata().get("threshold"));
    assertEquals("-1.0", read.metadata().get("threshold.fc1"));
    assertEquals(Integer.toString(kept), read.metadata().get("keptWeights"));
    assertEquals("256.0", read.metadata().get("inputDivisor"));
    assertTrue(kept > 0 && kept < 400_000);
  }

  @Test
  void aRunWithoutLogAlphaIsWrittenWholeAndTellsOfNoThreshold() throws Exception {
    Run run =
        RecordedRun.train(
                folder.resolve("run"), RecordedRun.toy("epochs=1", "method=binary-dropout"), 1)
            .run();
    Path file = folder.resolve("whole.safetensors");
    PrunedWeightsFile.write(PrunedNetwork.of(run, data(run), Cut.at(-8)), file);
    Safetensors read = Safetensors.read(file);
    assertFalse(read.metadata().containsKey("threshold"));
    assertEquals("1.0", read.metadata().get("compression"));
    assertEquals("1.0", read.metadata().get("inputDivisor"));
    for (LayerWeights layer : run.weights().orElseThrow()) {
      assertArrayEquals(layer.theta().data, read.tensors().get(layer.name() + ".theta").values());
    }
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    PrunedNetwork network = PrunedNetwork.of(run, data(run), Cut.at(3));
    Path file = Files.writeString(folder.resolve("mine.safetensors"), "mine");
    assertThrows(InvalidRunException.class, () -> PrunedWeightsFile.write(network, file));
    assertEquals("mine", Files.readString(file));
  }

  /** Weights of a run whose data have another number of values a sample. */
  @Test
  void weightsThatDoNotFitTheDataAreRefused() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Dataset toy =
        new LoadedData(DatasetCatalog.current())
            .of(run.info().config().orElseThrow().with("dataset", "toy"));
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> PrunedNetwork.of(run, toy, Cut.at(3)));
    assertTrue(e.getMessage().contains("its weights do not fit toy: "), e.getMessage());
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws Exception {
    Path sample = Path.of("assets", "runs", "lenet-300-100-s1");
    Path copy = ThinnedRun.write(sample, folder.resolve("run"), 0, true).folder();
    Path file = copy.resolve(WeightsFile.NAME);
    byte[] bytes = Files.readAllBytes(file);
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher bias =
        Pattern.compile("\"fc1\\.bias\":\\{[^}]*\"data_offsets\":\\[([0-9]+)").matcher(head);
    assertTrue(bias.find());
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    all.putFloat(8 + (int) all.getLong(0) + Integer.parseInt(bias.group(1)), Float.NaN);
    Files.write(file, bytes);
    Run run = RunFolder.open(copy);
    Dataset data = data(run);
    String said =
        assertThrows(InvalidRunException.class, () -> PrunedNetwork.of(run, data, Cut.at(3)))
            .getMessage();
    assertTrue(said.endsWith("fc1: expected finite numbers, found NaN or infinity"), said);
  }

  private static Dataset data(Run run) throws Exception {
    return new LoadedData(DatasetCatalog.current()).of(run.info().config().orElseThrow());
  }
}
