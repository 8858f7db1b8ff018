package org.sparsevd.run.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.ProgramVersion;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;

/** The files in ONNX Runtime, beside the program's own prediction. */
class OnnxExportTest {
  private static final double TOLERANCE = 1e-5;
  private static final int IMAGES = 1000;
  private static final int PIXELS = 28 * 28;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "lenet-300-100-s1, 3, 0",
    "lenet-300-100-s1, -2, 2.5",
    "lenet-5-s1, 3, 0",
    "lenet-5-s1, 0.5, 2"
  })
  void sampleRunsPredictTheSame(String name, double threshold, double fc1) throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    Dataset data = data(run);
    Cut cut = fc1 == 0 ? Cut.at(threshold) : new Cut(threshold, Map.of("fc1", fc1));
    PrunedNetwork network = PrunedNetwork.of(run, data, cut);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, file);
    assertSame(network, file, storedPixels(), new long[] {IMAGES, 1, 28, 28});
  }

  /** Odd padding, a stride that skips, and a pool that drops a row and a column. */
  @ParameterizedTest
  @CsvSource({
    "6@3x3same-pool2-8@3x3/2-20",
    "4@4x2same-5@3x6/2same-pool3",
    "3@1x1/3same-7@5x4/3",
    "pool4-30-20"
  })
  void paddedAndStridedConvolutionsPredictTheSame(String hidden) throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-5-s1"));
    Dataset data = data(run);
    List<Stage> stages = Architecture.parse(hidden).stages(new Volume(1, 28, 28), data.classes());
    List<LayerWeights> weights = randomWeights(stages);
    Pruning pruning = Pruning.at(Kernels.best(), weights, Cut.at(-1));
    assertTrue(pruning.sparsity().percent() > 20 && pruning.sparsity().percent() < 80);
    PrunedNetwork network = new PrunedNetwork(run.info(), 1, Cut.at(-1), data, stages, pruning);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, file);
    assertSame(network, file, storedPixels(), new long[] {IMAGES, 1, 28, 28});
  }

  @Test
  void pixelsFrom0To1PredictTheSame() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Dataset data =
        new LoadedData(DatasetCatalog.current())
            .of(run.info().config().orElseThrow().with("preprocessing", "unit"));
    PrunedNetwork network = PrunedNetwork.of(run, data, Cut.at(3));
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, file);
    assertSame(network, file, storedPixels(), new long[] {IMAGES, 1, 28, 28});
  }

  @Test
  void samplesThatAreNoImagesPredictTheSame() throws Exception {
    Run run =
        RecordedRun.train(folder.resolve("run"), RecordedRun.toy("epochs=3", "seed=5"), 1).run();
    Dataset data = data(run);
    PrunedNetwork network = PrunedNetwork.of(run, data, Cut.at(2));
    Path file = folder.resolve("toy.onnx");
    OnnxExport.write(network, file);
    float[] inputs = values(data.test(), data.test().size());
    assertSame(network, file, inputs, new long[] {data.test().size(), 100});
  }

  @Test
  void metadataSayWhereItCameFrom() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-5-s1"));
    Dataset data = data(run);
    Cut cut = new Cut(2.5, Map.of("fc1", 3.0));
    PrunedNetwork network = PrunedNetwork.of(run, data, cut);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, file);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      assertEquals("SparseVD Studio", metadata.get("program"));
      assertEquals(ProgramVersion.get(), metadata.get("programVersion"));
      assertEquals("lenet-5-s1", metadata.get("run"));
      assertEquals("200", metadata.get("epoch"));
      assertEquals("sparse-vd", metadata.get("method"));
      assertEquals("2.5", metadata.get("threshold"));
      assertEquals("3.0", metadata.get("threshold.fc1"));
      assertEquals("mnist", metadata.get("dataset"));
      assertEquals(data.sha256(), metadata.get("datasetSha256"));
      assertEquals("paper", metadata.get("preprocessing"));
      assertEquals("20@5x5-pool2-50@5x5-pool2-500", metadata.get("hiddenLayers"));
      assertEquals("1", metadata.get("seed"));
      long kept =
          network.pruning().weights().stream()
              .flatMapToInt(layer -> Arrays.stream(nonZero(layer.theta().data)))
              .sum();
      assertEquals(Long.toString(kept), metadata.get("keptWeights"));
      assertEquals("430500", metadata.get("totalWeights"));
      assertEquals(430500.0 / kept, Double.parseDouble(metadata.get("compression")), 1e-9);
      assertEquals("SparseVD Studio", session.getMetadata().getProducerName());
      assertTrue(session.getMetadata().getDescription().contains("lenet-5-s1 at epoch 200"));
      TensorInfo input = (TensorInfo) session.getInputInfo().get("input").getInfo();
      assertArrayEquals(new long[] {-1, 1, 28, 28}, input.getShape());
      assertEquals("batch", input.getDimensionNames()[0]);
    }
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    PrunedNetwork network = PrunedNetwork.of(run, data(run), Cut.at(3));
    Path file = Files.writeString(folder.resolve("network.onnx"), "mine");
    assertThrows(InvalidRunException.class, () -> OnnxExport.write(network, file));
    assertEquals("mine", Files.readString(file));
    Path nowhere = folder.resolve("missing").resolve("network.onnx");
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> OnnxExport.write(network, nowhere));
    assertEquals(nowhere + ": cannot be written: the folder is not there", e.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  private static int[] nonZero(float[] values) {
    int count = 0;
    for (float value : values) {
      count += value == 0 ? 0 : 1;
    }
    return new int[] {count};
  }

  private static Dataset data(Run run) throws Exception {
    return new LoadedData(DatasetCatalog.current()).of(run.info().config().orElseThrow());
  }

  /** Of about the size that keeps activations near 1, half of them beyond a cut of −1. */
  private static List<LayerWeights> randomWeights(List<Stage> stages) {
    Random random = new Random(11);
    List<LayerWeights> weights = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Conv conv ->
            weights.add(
                randomLayer(
                    random,
                    conv.name(),
                    conv.geometry().fanIn(),
                    conv.geometry().filters(),
                    Optional.of(conv.geometry().filter())));
        case Stage.Dense dense ->
            weights.add(
                randomLayer(
                    random, dense.name(), dense.inputs(), dense.outputs(), Optional.empty()));
        default -> {} // no weights
      }
    }
    return weights;
  }

  private static LayerWeights randomLayer(
      Random random, String name, int inputs, int outputs, Optional<Volume> filter) {
    FMatrixRMaj theta = new FMatrixRMaj(inputs, outputs);
    FMatrixRMaj logSigma2 = new FMatrixRMaj(inputs, outputs);
    FMatrixRMaj bias = new FMatrixRMaj(1, outputs);
    double scale = Math.sqrt(4.0 / inputs);
    for (int i = 0; i < theta.data.length; i++) {
      theta.data[i] = (float) (scale * random.nextGaussian());
      double logAlpha = -1 + 2 * random.nextGaussian();
      logSigma2.data[i] = (float) (logAlpha + Math.log(theta.data[i] * theta.data[i] + 1e-8));
    }
    for (int i = 0; i < outputs; i++) {
      bias.data[i] = (float) (0.3 * random.nextGaussian());
    }
    return new LayerWeights(name, theta, Optional.of(logSigma2), bias, filter);
  }

  /** The first test images as their file has them, so no preprocessing of the program's own. */
  private static float[] storedPixels() throws IOException {
    Path file = DatasetCatalog.defaultFolder().resolve("mnist/t10k-images-idx3-ubyte.gz");
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(16);
      byte[] bytes = in.readNBytes(IMAGES * PIXELS);
      float[] pixels = new float[bytes.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = bytes[i] & 0xff;
      }
      return pixels;
    }
  }

  private static float[] values(Samples samples, int count) {
    float[] values = new float[count * samples.features()];
    for (int i = 0; i < count; i++) {
      samples.copy(i, values, i * samples.features());
    }
    return values;
  }

  /**
   * Compares probabilities and classes on the first test samples.
   *
   * @param stored those samples as the data set stores them
   */
  private static void assertSame(PrunedNetwork network, Path file, float[] stored, long[] shape)
      throws OrtException {
    int count = (int) shape[0];
    double[][] expected = probabilities(network, count);
    float[][] logits;
    float[][] actual;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(stored), shape);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      logits = (float[][]) result.get("logits").orElseThrow().getValue();
      actual = (float[][]) result.get("probabilities").orElseThrow().getValue();
    }
    double furthest = 0;
    Set<Integer> classes = new HashSet<>();
    for (int i = 0; i < count; i++) {
      double[] ofLogits = softmax(logits[i], 0, logits[i].length);
      for (int c = 0; c < expected[i].length; c++) {
        furthest = Math.max(furthest, Math.abs(expected[i][c] - actual[i][c]));
        furthest = Math.max(furthest, Math.abs(expected[i][c] - ofLogits[c]));
      }
      int best = best(expected[i]);
      int bestThere = best(ofLogits);
      assertTrue(
          best == bestThere || expected[i][best] - expected[i][bestThere] <= TOLERANCE,
          "sample %d: class %d, %d in ONNX Runtime".formatted(i, best, bestThere));
      classes.add(best);
    }
    assertTrue(furthest <= TOLERANCE, "probabilities differ by up to " + furthest);
    assertTrue(classes.size() > 2, "a network that sees the samples tells some apart");
  }

  /** Of the program's own network for the first test samples, [count × classes]. */
  private static double[][] probabilities(PrunedNetwork network, int count) {
    Samples samples = network.data().test();
    FMatrixRMaj inputs = FMatrixRMaj.wrap(count, samples.features(), values(samples, count));
    try (Compute compute = new Compute(1)) {
      FMatrixRMaj logits =
          new Predictor(compute, network.stages(), network.pruning().weights()).logits(inputs);
      double[][] probabilities = new double[count][];
      Arrays.setAll(probabilities, i -> softmax(logits.data, i * logits.numCols, logits.numCols));
      return probabilities;
    }
  }

  private static double[] softmax(float[] logits, int from, int classes) {
    double[] result = new double[classes];
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      result[c] = Math.exp(logits[from + c] - largest);
      sum += result[c];
    }
    for (int c = 0; c < classes; c++) {
      result[c] /= sum;
    }
    return result;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int c = 1; c < values.length; c++) {
      best = values[c] > values[best] ? c : best;
    }
    return best;
  }
}
