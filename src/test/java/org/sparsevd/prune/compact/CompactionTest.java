package org.sparsevd.prune.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;

class CompactionTest {
  private static final int CLASSES = 5;
  private static final Compute COMPUTE = new Compute(2);

  @AfterAll
  static void end() {
    COMPUTE.close();
  }

  /** Networks of random weights, from untouched to nearly empty. */
  @ParameterizedTest
  @CsvSource({
    "30-20, 3x8x8",
    "40, 1x1x60",
    "6@3x3-pool2-8@3x3-20, 2x12x12",
    "6@3x3same-pool2-8@3x3same-12, 2x9x9",
    "5@4x4/2-6@2x2/2same-10, 1x13x11",
    "4@2x2same-6@4x4/3same, 3x10x7"
  })
  void givesWhatThePrunedNetworkGives(String hidden, String shape) {
    Volume input = volume(shape);
    List<Stage> stages = Architecture.parse(hidden).stages(input, CLASSES);
    Random random = new Random(3);
    int dead = 0;
    for (double kept : new double[] {1, 0.5, 0.15, 0.05, 0.02, 0}) {
      for (int repeat = 0; repeat < 6; repeat++) {
        List<LayerWeights> weights = randomWeights(stages, kept, random);
        CompactModel model = Compaction.of(input, stages, weights, noScaling(input));
        dead += units(weights) - model.units();
        Predictor whole = new Predictor(COMPUTE, stages, weights);
        CompactPredictor compact = new CompactPredictor(COMPUTE, model);
        for (int batch : new int[] {1, 7, 100, 3}) {
          FMatrixRMaj inputs = random(batch, input.features(), random);
          FMatrixRMaj expected = whole.logits(inputs);
          FMatrixRMaj given = compact.logits(inputs);
          assertEquals(batch, given.numRows);
          assertEquals(CLASSES, given.numCols);
          for (int i = 0; i < batch * CLASSES; i++) {
            assertEquals(expected.data[i], given.data[i], 2e-5, hidden + " " + kept + " " + batch);
          }
        }
      }
    }
    assertTrue(dead > 0, "nothing was taken out");
  }

  /** Two dead neurons: one that gives a constant, one that nothing reads. */
  @Test
  void aConstantGoesIntoTheBiasesAfterItAndWhatNobodyReadsGoes() {
    List<Stage> stages = Architecture.parse("3").stages(Volume.ofFeatures(2), 2);
    LayerWeights first =
        new LayerWeights(
            "fc1", matrix(2, 3, 1, 0, 5, 0, 0, 6), Optional.empty(), matrix(1, 3, 0.5f, 2, 3));
    LayerWeights second =
        new LayerWeights(
            "fc2", matrix(3, 2, 1, -1, 10, 0, 0, 0), Optional.empty(), matrix(1, 2, 0.25f, 4));
    CompactModel model =
        Compaction.of(
            Volume.ofFeatures(2), stages, List.of(first, second), noScaling(Volume.ofFeatures(2)));
    assertEquals(1, model.units());
    assertEquals(0.5f, model.weighted().getFirst().bias().data[0]);
    assertEquals(List.of(20.25f, 4f), floats(model.weighted().getLast().bias()));
    assertEquals(3, model.weightsKept()); // 1; 1 and −1
    assertEquals(3 + 3, model.parametersKept());
  }

  /** A negative constant is cut off by ReLU. */
  @Test
  void aDeadNeuronThatGivesNothingLeavesTheBiasesAlone() {
    List<Stage> stages = Architecture.parse("2").stages(Volume.ofFeatures(1), 1);
    LayerWeights first =
        new LayerWeights("fc1", matrix(1, 2, 1, 0), Optional.empty(), matrix(1, 2, 0, -3));
    LayerWeights second =
        new LayerWeights("fc2", matrix(2, 1, 1, 7), Optional.empty(), matrix(1, 1, 0.5f));
    CompactModel model =
        Compaction.of(
            Volume.ofFeatures(1), stages, List.of(first, second), noScaling(Volume.ofFeatures(1)));
    assertEquals(List.of(0.5f), floats(model.weighted().getLast().bias()));
  }

  @Test
  void layersAreStoredTheSmallerWay() {
    FMatrixRMaj weights = new FMatrixRMaj(300, 10);
    Arrays.fill(weights.data, 0, 400, 1);
    CompactMatrix few = CompactMatrix.of(weights);
    assertInstanceOf(CompactMatrix.Sparse.class, few);
    assertEquals(400, few.kept());
    assertEquals(400, few.stored());
    Arrays.fill(weights.data, 0, 2500, 1);
    CompactMatrix many = CompactMatrix.of(weights);
    assertInstanceOf(CompactMatrix.Dense.class, many);
    assertEquals(2500, many.kept());
    assertEquals(3000, many.stored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "20-20-20"})
  void weightsOfAnotherNetworkAreRefused(String hidden) {
    Volume input = Volume.ofFeatures(10);
    List<LayerWeights> weights =
        randomWeights(Architecture.parse("20-20").stages(input, CLASSES), 0.5, new Random(1));
    List<Stage> stages = Architecture.parse(hidden).stages(input, CLASSES);
    assertThrows(
        IllegalArgumentException.class,
        () -> Compaction.of(input, stages, weights, noScaling(input)));
  }

  private static InputScaling noScaling(Volume input) {
    return new InputScaling(1, new FMatrixRMaj(1, input.features()));
  }

  private static Volume volume(String shape) {
    int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    return sizes[0] == 1 && sizes[1] == 1
        ? Volume.ofFeatures(sizes[2])
        : new Volume(sizes[0], sizes[1], sizes[2]);
  }

  private static int units(List<LayerWeights> weights) {
    return weights.stream().limit(weights.size() - 1L).mapToInt(LayerWeights::outputs).sum();
  }

  /** Each weight is kept with probability {@code kept}; biases of both signs. */
  static List<LayerWeights> randomWeights(List<Stage> stages, double kept, Random random) {
    List<LayerWeights> weights = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Conv(String name, Convolution geometry) ->
            weights.add(
                new LayerWeights(
                    name,
                    pruned(geometry.fanIn(), geometry.filters(), kept, random),
                    Optional.empty(),
                    random(1, geometry.filters(), random),
                    Optional.of(geometry.filter())));
        case Stage.Dense dense ->
            weights.add(
                new LayerWeights(
                    dense.name(),
                    pruned(dense.inputs(), dense.outputs(), kept, random),
                    Optional.empty(),
                    random(1, dense.outputs(), random)));
        default -> {}
      }
    }
    return weights;
  }

  private static FMatrixRMaj pruned(int rows, int columns, double kept, Random random) {
    FMatrixRMaj matrix = random(rows, columns, random);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] =
          random.nextDouble() < kept ? matrix.data[i] / (float) Math.sqrt(rows * kept) : 0;
    }
    return matrix;
  }

  private static FMatrixRMaj random(int rows, int columns, Random random) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  private static FMatrixRMaj matrix(int rows, int columns, float... values) {
    return new FMatrixRMaj(rows, columns, true, values);
  }

  private static List<Float> floats(FMatrixRMaj matrix) {
    List<Float> values = new ArrayList<>();
    for (float value : matrix.data) {
      values.add(value);
    }
    return values;
  }
}
