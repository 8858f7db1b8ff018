package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;

class PruningTest {
  private final Kernels kernels = Kernels.best();

  /** θ = 1, so that log α = log σ² (up to 1e-8). */
  private static LayerWeights layer(String name, float... logSigma2) {
    FMatrixRMaj theta = new FMatrixRMaj(1, logSigma2.length);
    theta.fill(1);
    return new LayerWeights(
        name,
        theta,
        Optional.of(FMatrixRMaj.wrap(1, logSigma2.length, logSigma2)),
        new FMatrixRMaj(1, logSigma2.length));
  }

  @Test
  void zeroesTheWeightsFromTheThresholdOnAndCountsTheRest() {
    List<LayerWeights> layers = List.of(layer("fc1", -9, 0, 2.9f, 3.1f), layer("fc2", 5, 20));
    Pruning pruning = Pruning.at(kernels, layers, Cut.at(3));
    assertArrayEquals(new float[] {1, 1, 1, 0}, pruning.weights().get(0).theta().data);
    assertArrayEquals(new float[] {0, 0}, pruning.weights().get(1).theta().data);
    assertArrayEquals(
        new float[] {1, 1, 1, 1}, layers.get(0).theta().data, "the weights given stay");
    assertEquals(2.0, pruning.sparsity().compression());
    assertEquals(25, pruning.sparsity().layers().get(0).percent());
    assertEquals(50, pruning.sparsity().percent());
  }

  @Test
  void theThresholdIsNotFixedAtThree() {
    List<LayerWeights> layers = List.of(layer("fc1", -2, 0, 2, 4));
    assertEquals(1, Pruning.at(kernels, layers, Cut.at(-1)).sparsity().kept());
    assertEquals(2, Pruning.at(kernels, layers, Cut.at(1)).sparsity().kept());
    assertEquals(4, Pruning.at(kernels, layers, Cut.at(5)).sparsity().kept());
  }

  @Test
  void layersMayHaveThresholdsOfTheirOwn() {
    List<LayerWeights> layers = List.of(layer("fc1", 0, 2), layer("fc2", 0, 2));
    Sparsity sparsity = Pruning.at(kernels, layers, new Cut(3, Map.of("fc2", 1.0))).sparsity();
    assertEquals(2, sparsity.layers().get(0).kept());
    assertEquals(1, sparsity.layers().get(1).kept());
  }

  @Test
  void nothingKeptIsInfinitelyCompressed() {
    Sparsity sparsity = Pruning.at(kernels, List.of(layer("fc1", 9, 9)), Cut.at(3)).sparsity();
    assertEquals(Double.POSITIVE_INFINITY, sparsity.compression());
    assertEquals(100, sparsity.percent());
  }

  @Test
  void layersWithoutNoiseStayWhole() {
    FMatrixRMaj theta = FMatrixRMaj.wrap(1, 2, new float[] {0.5f, 0});
    LayerWeights plain = new LayerWeights("fc1", theta, Optional.empty(), new FMatrixRMaj(1, 2));
    Pruning pruning = Pruning.at(kernels, List.of(plain), Cut.at(3));
    assertEquals(1, pruning.sparsity().compression());
    assertArrayEquals(theta.data, pruning.weights().getFirst().theta().data);
  }

  @Test
  void logAlphaHoldsAtTheClipAndIsFiniteAtZeroTheta() {
    FMatrixRMaj theta = FMatrixRMaj.wrap(1, 3, new float[] {0, 1, 1});
    FMatrixRMaj logSigma2 = FMatrixRMaj.wrap(1, 3, new float[] {-12, -30, 30});
    LayerWeights layer =
        new LayerWeights("fc1", theta, Optional.of(logSigma2), new FMatrixRMaj(1, 3));
    float[] logAlpha = Pruning.logAlpha(kernels, layer);
    assertEquals(-12 - Math.log(1e-8), logAlpha[0], 1e-4);
    assertEquals(-8, logAlpha[1]);
    assertEquals(8, logAlpha[2]);
  }
}
