package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;

class MagnitudePruningTest {
  private static LayerWeights layer(float... theta) {
    return new LayerWeights(
        "fc1",
        new FMatrixRMaj(2, theta.length / 2, true, theta),
        Optional.empty(),
        new FMatrixRMaj(1, theta.length / 2));
  }

  private static float[] keep(int kept, float... theta) {
    LayerWeights layer = layer(theta);
    float[] pruned =
        MagnitudePruning.keepLargest(List.of(layer), List.of(kept)).getFirst().theta().data;
    assertArrayEquals(theta, layer.theta().data, "what is given stays as it is");
    return pruned;
  }

  @Test
  void theLargestAreKeptWhateverTheirSign() {
    assertArrayEquals(new float[] {0, -3, 0, 2.5f, 0, 0}, keep(2, 1, -3, -0.5f, 2.5f, 0, 2.4f));
  }

  @Test
  void ofEqualOnesTheFirstAreKept() {
    assertArrayEquals(new float[] {1, -1, 0, 0}, keep(2, 1, -1, 1, -1));
  }

  @Test
  void allOrNothingIsAllowedAndMoreIsNot() {
    assertArrayEquals(new float[] {0, 0}, keep(0, 1, 2));
    assertArrayEquals(new float[] {1, 2}, keep(2, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> keep(3, 1, 2));
  }
}
