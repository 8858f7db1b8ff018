package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;

class CutIndexTest {
  private final Kernels kernels = Kernels.best();

  private static List<LayerWeights> network(long seed) {
    Random random = new Random(seed);
    List<LayerWeights> layers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      FMatrixRMaj theta = new FMatrixRMaj(17, 5 + i);
      FMatrixRMaj logSigma2 = new FMatrixRMaj(17, 5 + i);
      for (int w = 0; w < theta.data.length; w++) {
        theta.data[w] = (float) random.nextGaussian();
        logSigma2.data[w] = (float) (6 * random.nextGaussian());
      }
      boolean plain = i == 3;
      layers.add(
          new LayerWeights(
              "fc" + i,
              theta,
              plain ? Optional.empty() : Optional.of(logSigma2),
              new FMatrixRMaj(1, 5 + i)));
    }
    layers.get(0).logSigma2().orElseThrow().data[0] = Float.NaN;
    return layers;
  }

  @Test
  void keepsTheSameWeightsAsAPassOverAllOfThemWhereverTheCutMoves() {
    List<LayerWeights> layers = network(1);
    CutIndex index = CutIndex.of(kernels, layers);
    PrunedWeights weights = new PrunedWeights(index, layers);
    assertTrue(index.canCut());
    Random random = new Random(2);
    for (int move = 0; move < 200; move++) {
      double threshold = Math.round(random.nextDouble(-9, 9) * 100) / 100.0;
      Cut cut =
          move % 3 == 0
              ? new Cut(threshold, Map.of("fc2", random.nextDouble(-9, 9)))
              : Cut.at(threshold);
      Pruning expected = Pruning.at(kernels, layers, cut);
      assertEquals(expected.sparsity(), index.sparsity(cut), cut::toString);
      List<LayerWeights> pruned = weights.at(cut);
      for (int i = 0; i < layers.size(); i++) {
        assertArrayEquals(
            expected.weights().get(i).theta().data, pruned.get(i).theta().data, cut.toString());
      }
    }
  }

  @Test
  void leavesTheWeightsGivenAsTheyAre() {
    List<LayerWeights> layers = network(3);
    float[] before = layers.getFirst().theta().data.clone();
    new PrunedWeights(CutIndex.of(kernels, layers), layers).at(Cut.at(-9));
    assertArrayEquals(before, layers.getFirst().theta().data);
  }

  @Test
  void aThresholdOnAValueOfLogAlphaPrunesIt() {
    LayerWeights layer =
        new LayerWeights("fc1", new FMatrixRMaj(1, 4), Optional.empty(), new FMatrixRMaj(1, 4));
    CutIndex index = CutIndex.of(List.of(layer), List.of(new float[] {1.9f, -0f, 0f, 2.0f}));
    assertEquals(0, index.sparsity(Cut.at(0)).kept());
    assertEquals(2, index.sparsity(Cut.at(1.9)).kept());
    assertEquals(3, index.sparsity(Cut.at(1.95)).kept());
    assertEquals(4, index.sparsity(Cut.at(8)).kept());
  }

  @Test
  void aNetworkWithoutLogAlphaIsKeptWhole() {
    List<LayerWeights> plain = List.of(network(4).getLast());
    CutIndex index = CutIndex.of(kernels, plain);
    assertFalse(index.canCut());
    assertEquals(1, index.sparsity(Cut.at(-9)).compression());
    assertArrayEquals(
        plain.getFirst().theta().data,
        new PrunedWeights(index, plain).at(Cut.at(-9)).getFirst().theta().data);
  }
}
