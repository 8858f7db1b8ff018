package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.LayerWeights;

class NoisyWeightTest {
  private static LayerWeights layer(float... logSigma2) {
    FMatrixRMaj theta = new FMatrixRMaj(2, 3);
    for (int i = 0; i < 6; i++) {
      theta.data[i] = i; // the first is 0
    }
    FMatrixRMaj noise = new FMatrixRMaj(2, 3);
    System.arraycopy(logSigma2, 0, noise.data, 0, 6);
    return new LayerWeights("fc1", theta, Optional.of(noise), new FMatrixRMaj(1, 3));
  }

  @Test
  void tellsAWeightByItsPlace() {
    NoisyWeight weight = NoisyWeight.at(layer(0, 0, 0, 0, 1, 90), 1, 1).orElseThrow();
    assertEquals(new NoisyWeight("fc1", 1, 1, 4, 1 - Math.log(16 + 1e-8)), weight);
    assertEquals(8, NoisyWeight.at(layer(0, 0, 0, 0, 1, 90), 1, 2).orElseThrow().logAlpha());
    for (int[] place : new int[][] {{2, 0}, {0, 3}, {-1, 0}, {0, -1}}) {
      assertEquals(Optional.empty(), NoisyWeight.at(layer(0, 0, 0, 0, 1, 90), place[0], place[1]));
    }
    LayerWeights plain =
        new LayerWeights("fc1", new FMatrixRMaj(2, 3), Optional.empty(), new FMatrixRMaj(1, 3));
    assertEquals(Optional.empty(), NoisyWeight.at(plain, 0, 0));
  }

  @Test
  void choosesAmongKeptWeightsAndAnyWhenNoneIsKept() {
    Random random = new Random(3);
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      NoisyWeight weight = NoisyWeight.anyKept(layer(0, 90, 0, 0, 90, 90), random);
      assertTrue(weight.theta() != 0 && weight.logAlpha() < 3, weight.toString());
      chosen.add((int) weight.theta());
    }
    assertEquals(Set.of(2, 3), chosen);
    assertNotEquals(
        Optional.empty(), Optional.of(NoisyWeight.anyKept(layer(90, 90, 90, 90, 90, 90), random)));
  }
}
