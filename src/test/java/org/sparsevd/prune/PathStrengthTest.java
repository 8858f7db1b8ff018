package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;

class PathStrengthTest {
  private static LayerWeights layer(String name, Optional<Volume> filter, float[][] theta) {
    return new LayerWeights(
        name,
        new FMatrixRMaj(theta),
        Optional.empty(),
        new FMatrixRMaj(1, theta[0].length),
        filter);
  }

  private static LayerWeights dense(String name, float[][] theta) {
    return layer(name, Optional.empty(), theta);
  }

  @Test
  void addsTheMagnitudesOfAllPaths() {
    LayerWeights first = dense("fc1", new float[][] {{1, -2, 0}, {0, 0, 4}, {0, 0, 0}});
    // The third neuron leads nowhere, so neither does the second input.
    LayerWeights second = dense("fc2", new float[][] {{3, 0}, {-5, 0.5f}, {0, 0}});
    double[][] strength = PathStrength.of(List.of(first, second));
    assertArrayEquals(new double[] {1 * 3 + 2 * 5, 2 * 0.5}, strength[0]);
    assertArrayEquals(new double[] {0, 0}, strength[1]);
    assertArrayEquals(new double[] {0, 0}, strength[2]);
    assertArrayEquals(new double[] {5, 0.5}, PathStrength.of(List.of(second))[1]);
  }

  @Test
  void refusesConvolutionsAndLayersThatDoNotFit() {
    LayerWeights filter = layer("conv1", Optional.of(new Volume(1, 1, 2)), new float[2][3]);
    LayerWeights narrow = dense("fc1", new float[2][2]);
    LayerWeights last = dense("fc2", new float[3][2]);
    assertEquals(
        "conv1: expected a dense layer with 3 outputs, got [2 \u00d7 3] of a convolution",
        refusal(List.of(filter, last)));
    assertEquals(
        "fc1: expected a dense layer with 3 outputs, got [2 \u00d7 2]",
        refusal(List.of(narrow, last)));
  }

  private static String refusal(List<LayerWeights> layers) {
    return assertThrows(IllegalArgumentException.class, () -> PathStrength.of(layers)).getMessage();
  }
}
