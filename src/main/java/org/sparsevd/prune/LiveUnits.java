package org.sparsevd.prune;

import java.util.BitSet;
import java.util.List;

/**
 * Which neurons and filters of a pruned network still carry anything from its input to its output.
 *
 * <p>A unit without a kept weight from a live unit before it is dead: what it gives never changes
 * with the input. So is a hidden unit without a kept weight to a live unit after it. Taking dead
 * units away leaves others without either, hence this goes through the whole network, forwards and
 * backwards; a unit is live exactly when a path of kept weights leads from the input through it to
 * the output. Units of the last layer are the answer and count as live whatever they get.
 *
 * <p>A unit of one layer may be several inputs of the next: a dense layer after convolutions and
 * pools sees each filter as a block of neighbouring inputs, a convolution sees it as the rows of
 * one channel. Pools and flattening neither join units nor part them.
 *
 * <p>A dead unit with a bias still gives a constant, which a network without it has to add to the
 * biases after it; between padded convolutions that is not exact at the borders.
 *
 * @param layers from the input on
 */
public record LiveUnits(List<Layer> layers) {
  public LiveUnits {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param inputs of θ's rows, those that come from a live unit and have a kept weight to one
   * @param outputs the live neurons or filters
   * @param rows of θ's rows, those that a network without the dead units still has: all of the
   *     first layer, and those of live units elsewhere
   * @param inputCount number of θ's rows
   * @param outputCount number of neurons or filters
   */
  public record Layer(BitSet inputs, BitSet outputs, BitSet rows, int inputCount, int outputCount) {
    /** Neurons or filters that carry nothing. */
    public int deadOutputs() {
      return outputCount - outputs.cardinality();
    }

    /** Weights of the layer without dead units, pruned ones between live units counted. */
    public long weightsLeft() {
      return (long) rows.cardinality() * outputs.cardinality();
    }

    /** Weights that go with the dead units. */
    public long weightsSaved() {
      return (long) inputCount * outputCount - weightsLeft();
    }

    /** Biases that go with the dead units. */
    public int biasesSaved() {
      return deadOutputs();
    }
  }

  /**
   * Finds the live units of a network.
   *
   * @param masks of its weight layers, from the input on
   * @throws IllegalArgumentException when a layer's inputs are no whole number per unit before it
   */
  public static LiveUnits of(List<? extends LayerMask> masks) {
    BitSet[] reached = reachedFromInput(masks);
    BitSet[] live = new BitSet[masks.size()];
    BitSet[] used = new BitSet[masks.size()];
    for (int i = masks.size() - 1; i >= 0; i--) {
      LayerMask mask = masks.get(i);
      if (i == masks.size() - 1) {
        live[i] = all(mask.outputs());
      } else {
        live[i] = unitsOf(used[i + 1], masks.get(i + 1).inputs() / mask.outputs());
        live[i].and(reached[i]);
      }
      BitSet before = i == 0 ? all(mask.inputs()) : rowsOf(reached[i - 1], perUnit(masks, i));
      used[i] = rowsWithKept(mask, before, live[i]);
    }
    Layer[] layers = new Layer[masks.size()];
    for (int i = 0; i < layers.length; i++) {
      LayerMask mask = masks.get(i);
      BitSet rows = i == 0 ? all(mask.inputs()) : rowsOf(live[i - 1], perUnit(masks, i));
      layers[i] = new Layer(used[i], live[i], rows, mask.inputs(), mask.outputs());
    }
    return new LiveUnits(List.of(layers));
  }

  /** Hidden neurons and filters in all. */
  public int hiddenUnits() {
    return layers.stream().limit(layers.size() - 1L).mapToInt(Layer::outputCount).sum();
  }

  /** Hidden neurons and filters that carry nothing. */
  public int deadUnits() {
    return layers.stream().mapToInt(Layer::deadOutputs).sum();
  }

  /** Weights of a network of the live units alone, pruned ones between them counted. */
  public long weightsLeft() {
    return layers.stream().mapToLong(Layer::weightsLeft).sum();
  }

  /** Weights that go with the dead units. */
  public long weightsSaved() {
    return layers.stream().mapToLong(Layer::weightsSaved).sum();
  }

  /** Biases that go with the dead units. */
  public int biasesSaved() {
    return deadUnits();
  }

  /** Per layer the units a path of kept weights leads to from the input. */
  private static BitSet[] reachedFromInput(List<? extends LayerMask> masks) {
    BitSet[] reached = new BitSet[masks.size()];
    for (int i = 0; i < reached.length; i++) {
      LayerMask mask = masks.get(i);
      BitSet rows = i == 0 ? all(mask.inputs()) : rowsOf(reached[i - 1], perUnit(masks, i));
      reached[i] = new BitSet(mask.outputs());
      for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
        for (int output = 0; output < mask.outputs(); output++) {
          if (mask.kept(row * mask.outputs() + output)) {
            reached[i].set(output);
          }
        }
      }
    }
    return reached;
  }

  /** Of {@code rows}, those with a kept weight to one of {@code outputs}. */
  private static BitSet rowsWithKept(LayerMask mask, BitSet rows, BitSet outputs) {
    BitSet found = new BitSet(mask.inputs());
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      int output = outputs.nextSetBit(0);
      while (output >= 0 && !mask.kept(row * mask.outputs() + output)) {
        output = outputs.nextSetBit(output + 1);
      }
      found.set(row, output >= 0);
    }
    return found;
  }

  /** How many inputs of layer {@code i} each unit of the layer before it is. */
  private static int perUnit(List<? extends LayerMask> masks, int i) {
    int units = masks.get(i - 1).outputs();
    int inputs = masks.get(i).inputs();
    if (inputs % units != 0) {
      throw new IllegalArgumentException(
          "layer %d: expected a multiple of %d inputs, got %d".formatted(i + 1, units, inputs));
    }
    return inputs / units;
  }

  private static BitSet rowsOf(BitSet units, int perUnit) {
    BitSet rows = new BitSet(units.length() * perUnit);
    for (int unit = units.nextSetBit(0); unit >= 0; unit = units.nextSetBit(unit + 1)) {
      rows.set(unit * perUnit, (unit + 1) * perUnit);
    }
    return rows;
  }

  private static BitSet unitsOf(BitSet rows, int perUnit) {
    BitSet units = new BitSet();
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      units.set(row / perUnit);
    }
    return units;
  }

  private static BitSet all(int count) {
    BitSet bits = new BitSet(count);
    bits.set(0, count);
    return bits;
  }
}
