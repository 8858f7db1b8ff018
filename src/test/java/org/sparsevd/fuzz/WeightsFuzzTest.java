package org.sparsevd.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.compact.Compaction;
import org.sparsevd.prune.compact.InputScaling;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.RunParsers;
import org.sparsevd.run.WeightsFile;
import org.sparsevd.run.compact.CompactFile;

/** Safetensors files and what is built on them: weights, checkpoints and compact models. */
class WeightsFuzzTest {
  private static final Volume INPUT = new Volume(2, 7, 7);

  @TempDir private static Path parent;
  private static byte[] weights;
  private static byte[] convolutions;
  private static byte[] checkpoint;
  private static byte[] compact;
  private static byte[] compactConvolutions;

  @TempDir private Path folder;

  @BeforeAll
  static void record() throws Exception {
    Path run = parent.resolve("run");
    RecordedRun.train(run, RecordedRun.toy("epochs=1", "hiddenLayers=2"), 1);
    weights = Files.readAllBytes(run.resolve("weights.safetensors"));
    checkpoint = Files.readAllBytes(run.resolve("checkpoint.safetensors"));
    List<LayerWeights> layers = layers("3@3x3-pool2-4", 1);
    convolutions = new WeightsFile(3, layers).bytes(new float[INPUT.features()], 3);
    compact = compact("12", 0.04);
    compactConvolutions = compact("3@3x3-pool2-6", 0.3);
  }

  private static byte[] compact(String hidden, double kept) throws Exception {
    FMatrixRMaj mean = new FMatrixRMaj(1, INPUT.features());
    Arrays.fill(mean.data, 0.125f);
    List<Stage> stages = Architecture.parse(hidden).stages(INPUT, 5);
    Path file = parent.resolve(hidden + ".compact");
    new CompactFile(
            Compaction.of(INPUT, stages, layers(hidden, kept), new InputScaling(256, mean)),
            new LinkedHashMap<>())
        .write(file);
    return Files.readAllBytes(file);
  }

  private static List<LayerWeights> layers(String hidden, double kept) {
    Random random = new Random(2);
    return Architecture.parse(hidden).stages(INPUT, 5).stream()
        .flatMap(stage ->
            switch (stage) {
              case Stage.Conv(String name, Convolution geometry) ->
                  Optional.of(
                      new LayerWeights(
                          name,
                          random(geometry.fanIn(), geometry.filters(), kept, random),
                          Optional.empty(),
                          random(1, geometry.filters(), 1, random),
                          Optional.of(geometry.filter())))
                      .stream();
              case Stage.Dense dense ->
                  Optional.of(
                      new LayerWeights(
                          dense.name(),
                          random(dense.inputs(), dense.outputs(), kept, random),
                          Optional.empty(),
                          random(1, dense.outputs(), 1, random)))
                      .stream();
              default -> Optional.<LayerWeights>empty().stream();
            })
        .toList();
  }

  private static FMatrixRMaj random(int rows, int columns, double kept, Random random) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextDouble() < kept ? (float) random.nextGaussian() : 0;
    }
    return matrix;
  }

  @Test
  void safetensors() throws Exception {
    Path file = folder.resolve("some.safetensors");
    Fuzzer.ofBytes(
            "safetensors", bytes -> RunParsers.safetensors(file, bytes), InvalidRunException.class)
        .run(SafetensorsSource.of(weights, convolutions, compact));
  }

  @Test
  void weights() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    Fuzzer.ofBytes(
            "weights",
            bytes -> {
              for (LayerWeights layer : WeightsFile.parse(file, bytes, List.of()).layers()) {
                assertNotNull(layer.theta().data[layer.weightCount() - 1]);
              }
            },
            InvalidRunException.class)
        .run(SafetensorsSource.of(weights, convolutions));
  }

  @Test
  void checkpoint() throws Exception {
    Fuzzer.ofFile(
            "checkpoint",
            folder.resolve("checkpoint.safetensors"),
            file -> RunParsers.checkpoint(folder),
            InvalidRunException.class)
        .run(SafetensorsSource.of(checkpoint));
  }

  @Test
  void compactModel() throws Exception {
    Fuzzer.ofFile(
            "compact model",
            folder.resolve("some.compact"),
            CompactFile::read,
            InvalidRunException.class)
        .run(SafetensorsSource.of(compact, compactConvolutions));
  }
}
