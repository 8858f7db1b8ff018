package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveUnitsTest {
  /** A mask of rows of 0 and 1, a row an input. */
  private static LayerMask mask(String... rows) {
    String all = String.join("", rows);
    return new LayerMask() {
      @Override
      public int inputs() {
        return rows.length;
      }

      @Override
      public int outputs() {
        return rows[0].length();
      }

      @Override
      public boolean kept(int weight) {
        return all.charAt(weight) == '1';
      }
    };
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    Arrays.stream(set).forEach(bits::set);
    return bits;
  }

  @Test
  void aNeuronWithoutKeptInputOrOutputIsDead() {
    // Neuron 0 has both, 1 no input, 2 no output.
    LiveUnits live = LiveUnits.of(List.of(mask("101", "000"), mask("11", "01", "00")));
    assertEquals(bits(0), live.layers().get(0).outputs());
    assertEquals(bits(0), live.layers().get(0).inputs());
    assertEquals(bits(0), live.layers().get(1).inputs());
    assertEquals(2, live.layers().get(0).deadOutputs());
    assertEquals(2, live.deadUnits());
    assertEquals(3, live.hiddenUnits());
    // fc1 keeps 2 of 6 weights, fc2 2 of 6.
    assertEquals(8, live.weightsSaved());
    assertEquals(4, live.weightsLeft());
    assertEquals(2, live.biasesSaved());
  }

  @Test
  void deadNeuronsTakeOthersWithThem() {
    // 1 of the first layer feeds only 1 of the second, which feeds nothing;
    // 2 of the second is fed only by 2 of the first, which nothing feeds.
    LiveUnits live =
        LiveUnits.of(
            List.of(mask("110", "110"), mask("100", "010", "001"), mask("11", "00", "11")));
    assertEquals(bits(0), live.layers().get(0).outputs());
    assertEquals(bits(0), live.layers().get(1).outputs());
    assertEquals(bits(0), live.layers().get(1).rows());
  }

  @Test
  void classesAreNeverDead() {
    LiveUnits live = LiveUnits.of(List.of(mask("10", "10"), mask("100", "000")));
    assertEquals(0, live.layers().get(1).deadOutputs());
    assertEquals(1, live.layers().get(0).deadOutputs());
    assertEquals(3, live.layers().get(1).weightsLeft());
  }

  @Test
  void aFilterIsABlockOfInputsOfWhatFollowsIt() {
    // Two filters, each two inputs of the next layer; only the second input of filter 1 is used.
    LiveUnits live = LiveUnits.of(List.of(mask("11"), mask("0", "0", "0", "1")));
    assertEquals(bits(1), live.layers().get(0).outputs());
    assertEquals(bits(3), live.layers().get(1).inputs());
    assertEquals(bits(2, 3), live.layers().get(1).rows());
    assertEquals(2, live.layers().get(1).weightsLeft());
  }

  @Test
  void withNothingKeptOnlyTheClassesAreLeft() {
    LiveUnits live = LiveUnits.of(List.of(mask("00", "00"), mask("00", "00")));
    assertTrue(live.layers().get(0).outputs().isEmpty());
    assertEquals(0, live.weightsLeft());
    assertEquals(8, live.weightsSaved());
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    List<LayerMask> masks = List.of(mask("11"), mask("1", "1", "1"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> LiveUnits.of(masks));
    assertTrue(refused.getMessage().contains("multiple of 2 inputs, got 3"));
  }
}
