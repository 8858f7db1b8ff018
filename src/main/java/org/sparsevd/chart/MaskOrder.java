package org.sparsevd.chart;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.sparsevd.prune.LiveUnits;
import org.sparsevd.run.EpochHistory;

/**
 * Which inputs and outputs of a layer a picture shows, and in which order. Those that carry nothing
 * are left out and counted.
 */
public final class MaskOrder {
  private final int[] inputs;
  private final int[] outputs;
  private final int foldedInputs;
  private final int foldedOutputs;

  /**
   * @param inputs numbers of the inputs shown; of a convolution, its channels
   * @param outputs numbers of the neurons or filters shown
   * @param foldedInputs inputs or channels left out
   * @param foldedOutputs neurons or filters left out
   */
  MaskOrder(int[] inputs, int[] outputs, int foldedInputs, int foldedOutputs) {
    this.inputs = inputs.clone();
    this.outputs = outputs.clone();
    this.foldedInputs = foldedInputs;
    this.foldedOutputs = foldedOutputs;
  }

  /** What inputs or outputs are sorted by. */
  public enum By {
    /** Most kept weights first. */
    KEPT,
    NUMBER
  }

  /** All of a layer by number. */
  public static MaskOrder whole(EpochHistory.Layer layer) {
    int perUnit = perUnit(layer);
    return new MaskOrder(
        IntStream.range(0, layer.inputs() / perUnit).toArray(),
        IntStream.range(0, layer.outputs()).toArray(),
        0,
        0);
  }

  /**
   * The live units of a layer.
   *
   * @param foldInputs whether unused inputs are left out; those of an image stay
   */
  public static MaskOrder of(
      EpochHistory.Layer layer, LiveUnits.Layer live, boolean foldInputs, By inputs, By outputs) {
    int perUnit = perUnit(layer);
    int[] keptOfInput = new int[layer.inputs() / perUnit];
    int[] keptOfOutput = new int[layer.outputs()];
    BitSet used = new BitSet();
    for (int input = 0; input < layer.inputs(); input++) {
      if (live.inputs().get(input)) {
        used.set(input / perUnit);
      }
      for (int output = 0; output < layer.outputs(); output++) {
        if (layer.kept(input * layer.outputs() + output)) {
          keptOfInput[input / perUnit]++;
          keptOfOutput[output]++;
        }
      }
    }
    if (!foldInputs) {
      used.set(0, keptOfInput.length);
    }
    int[] shownInputs = sorted(used, inputs, keptOfInput);
    int[] shownOutputs = sorted(live.outputs(), outputs, keptOfOutput);
    return new MaskOrder(
        shownInputs,
        shownOutputs,
        keptOfInput.length - shownInputs.length,
        keptOfOutput.length - shownOutputs.length);
  }

  private static int perUnit(EpochHistory.Layer layer) {
    return layer.filter().map(filter -> filter.height() * filter.width()).orElse(1);
  }

  private static int[] sorted(BitSet shown, By by, int[] kept) {
    return by == By.NUMBER
        ? shown.stream().toArray()
        : shown.stream()
            .boxed()
            .sorted((a, b) -> kept[a] != kept[b] ? kept[b] - kept[a] : a - b)
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Numbers of the inputs shown, in their order; of a convolution, its channels. */
  int[] inputs() {
    return inputs.clone();
  }

  /** Numbers of the neurons or filters shown, in their order. */
  int[] outputs() {
    return outputs.clone();
  }

  /** Inputs or channels left out. */
  public int foldedInputs() {
    return foldedInputs;
  }

  /** Neurons or filters left out. */
  public int foldedOutputs() {
    return foldedOutputs;
  }

  /** Rows of θ in the order of the inputs: of a convolution, all of each channel. */
  int[] rows(EpochHistory.Layer layer) {
    int perUnit = perUnit(layer);
    return IntStream.of(inputs)
        .flatMap(unit -> IntStream.range(unit * perUnit, (unit + 1) * perUnit))
        .toArray();
  }
}
