package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.prune.LayerMask;
import org.sparsevd.prune.LiveUnits;

/** Dead neurons and filters of trained networks, beside what taking them away one by one gives. */
class LiveUnitsOfRunsTest {
  @ParameterizedTest
  @ValueSource(strings = {"lenet-300-100-s1", "lenet-300-100-s2", "lenet-5-s1"})
  void areThoseThatFallWhenTakenAwayOneByOne(String name) throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    EpochHistory last = run.history(200).orElseThrow();
    LiveUnits live = LiveUnits.of(last.layers());
    boolean[][] alive = takenAwayOneByOne(last.layers());
    long weightsLeft = 0;
    int dead = 0;
    for (int i = 0; i < alive.length; i++) {
      LiveUnits.Layer layer = live.layers().get(i);
      for (int unit = 0; unit < alive[i].length; unit++) {
        assertEquals(alive[i][unit], layer.outputs().get(unit), name + " " + i + " " + unit);
      }
      int rows = last.layers().get(i).inputs();
      int rowsLeft = i == 0 ? rows : count(alive[i - 1]) * (rows / alive[i - 1].length);
      assertEquals(rowsLeft, layer.rows().cardinality());
      weightsLeft += (long) rowsLeft * count(alive[i]);
      dead += alive[i].length - count(alive[i]);
    }
    assertEquals(weightsLeft, live.weightsLeft());
    assertEquals(dead, live.biasesSaved());
    assertTrue(dead > 0, "a test on a network without dead neurons would show nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet-300-100-s1", "lenet-5-s1"})
  void areTheSameByExactWeightsAndByHistory(String name) throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    List<LayerMask> exact =
        run.weightsOf(200).orElseThrow().stream()
            .map(layer -> LayerMask.of(Kernels.best(), layer, 3))
            .toList();
    assertEquals(LiveUnits.of(run.history(200).orElseThrow().layers()), LiveUnits.of(exact));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /** Takes units away that have no kept weight from or to those that are left, until none falls. */
  private static boolean[][] takenAwayOneByOne(List<? extends LayerMask> masks) {
    boolean[][] alive = new boolean[masks.size()][];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = new boolean[masks.get(i).outputs()];
      Arrays.fill(alive[i], true);
    }
    boolean fell = true;
    while (fell) {
      fell = false;
      for (int i = 0; i < alive.length - 1; i++) {
        for (int unit = 0; unit < alive[i].length; unit++) {
          if (alive[i][unit] && !(isFed(masks, alive, i, unit) && isUsed(masks, alive, i, unit))) {
            alive[i][unit] = false;
            fell = true;
          }
        }
      }
    }
    return alive;
  }

  private static boolean isFed(
      List<? extends LayerMask> masks, boolean[][] alive, int layer, int unit) {
    LayerMask mask = masks.get(layer);
    for (int row = 0; row < mask.inputs(); row++) {
      boolean from =
          layer == 0 || alive[layer - 1][row / (mask.inputs() / alive[layer - 1].length)];
      if (from && mask.kept(row * mask.outputs() + unit)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsed(
      List<? extends LayerMask> masks, boolean[][] alive, int layer, int unit) {
    LayerMask next = masks.get(layer + 1);
    int each = next.inputs() / alive[layer].length;
    for (int row = unit * each; row < (unit + 1) * each; row++) {
      for (int output = 0; output < next.outputs(); output++) {
        if (alive[layer + 1][output] && next.kept(row * next.outputs() + output)) {
          return true;
        }
      }
    }
    return false;
  }
}
