package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.PlainWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.WeightLayer;

class InitialWeightsTest {
  private static final List<Stage> LENET_5 =
      Architecture.parse("20@5x5-pool2-50@5x5-pool2-500").stages(new Volume(1, 28, 28), 10);
  private static final int[][] SHAPES = {{25, 20}, {500, 50}, {800, 500}, {500, 10}};

  /** Matrices as the layers of LeNet-5 have them; dense layers do, for drawing knows only those. */
  private static List<float[]> drawn(ExperimentConfig config) {
    try (Compute compute = new Compute(1)) {
      List<WeightLayer> layers =
          Arrays.stream(SHAPES)
              .<WeightLayer>map(shape ->
                  new Dense(compute, new PlainWeights("layer", shape[0], shape[1], 0, 0), false))
              .toList();
      new InitialWeights(Kernels.scalar(), config).draw(LENET_5, layers);
      return layers.stream().map(layer -> layer.parameters().getFirst().value().data).toList();
    }
  }

  @Test
  void convolutionsAreGlorotUniformAndDenseLayersNormalAsInTheAuthorsCode() {
    List<float[]> theta = drawn(ExperimentConfig.defaults());
    assertUniform(Math.sqrt(6.0 / (25 + 20 * 25)), theta.get(0));
    assertUniform(Math.sqrt(6.0 / (20 * 25 + 50 * 25)), theta.get(1));
    assertNormal(0.01, theta.get(2));
    assertNormal(0.01, theta.get(3));
  }

  @Test
  void eachKindStartsAsItsSettingSays() throws Exception {
    List<float[]> theta =
        drawn(
            ExperimentConfig.defaults()
                .with("denseInit", "glorot")
                .with("convInit", "normal")
                .with("thetaInitStddev", "0.2"));
    assertNormal(0.2, theta.get(1));
    assertUniform(Math.sqrt(6.0 / (800 + 500)), theta.get(2));
    assertUniform(Math.sqrt(6.0 / (500 + 10)), theta.get(3));
  }

  @Test
  void theSeedAndTheLayerDecideAndTheMethodDoesNot() throws Exception {
    ExperimentConfig config = ExperimentConfig.defaults().with("denseInit", "glorot");
    List<float[]> theta = drawn(config);
    assertArrayEquals(theta.get(0), drawn(config.with("method", "plain")).get(0));
    assertFalse(Arrays.equals(theta.get(0), drawn(config.with("seed", "2")).get(0)));
    assertTrue(theta.get(2)[0] / theta.get(3)[0] != theta.get(2)[1] / theta.get(3)[1]);
  }

  private static void assertUniform(double bound, float[] values) {
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    assertTrue(most <= bound * (1 + 1e-6) && most > 0.98 * bound, most + " of " + bound);
    assertMoments(bound / Math.sqrt(3), values);
  }

  private static void assertNormal(double stddev, float[] values) {
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    assertTrue(most > 2.5 * stddev, "a normal distribution has tails: " + most);
    assertMoments(stddev, values);
  }

  /** Within five standard errors of mean 0 and the given standard deviation. */
  private static void assertMoments(double stddev, float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * (double) value;
    }
    int n = values.length;
    assertEquals(0, sum / n, 5 * stddev / Math.sqrt(n));
    assertEquals(stddev, Math.sqrt(squares / n), 5 * stddev / Math.sqrt(2.0 * n));
  }

  @Test
  void aMisfitNamesTheLayerAndBothShapes() {
    assertEquals(Optional.empty(), InitialWeights.misfit(LENET_5, weights(800, 4)));
    assertEquals(
        Optional.of("expected fc1 [800 \u00d7 500], found fc1 [801 \u00d7 500]"),
        InitialWeights.misfit(LENET_5, weights(801, 4)));
    assertEquals(
        Optional.of("expected fc2 [500 \u00d7 10], found no further layer"),
        InitialWeights.misfit(LENET_5, weights(800, 3)));
    List<Stage> dense = Architecture.parse("300").stages(new Volume(1, 28, 28), 10);
    assertEquals(
        Optional.of(
            "expected fc1 [784 \u00d7 300], found conv1 [1 \u00d7 5 \u00d7 5 \u00d7 20 filters]"),
        InitialWeights.misfit(dense, weights(800, 4)));
  }

  private static List<LayerWeights> weights(int flattened, int count) {
    return List.of(
            conv("conv1", new Volume(1, 5, 5), 20),
            conv("conv2", new Volume(20, 5, 5), 50),
            new LayerWeights(
                "fc1", new FMatrixRMaj(flattened, 500), Optional.empty(), new FMatrixRMaj(1, 500)),
            new LayerWeights(
                "fc2", new FMatrixRMaj(500, 10), Optional.empty(), new FMatrixRMaj(1, 10)))
        .subList(0, count);
  }

  private static LayerWeights conv(String name, Volume filter, int filters) {
    return new LayerWeights(
        name,
        new FMatrixRMaj(filter.features(), filters),
        Optional.empty(),
        new FMatrixRMaj(1, filters),
        Optional.of(filter));
  }
}
