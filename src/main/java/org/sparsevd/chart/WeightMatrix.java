package org.sparsevd.chart;

import java.util.Arrays;
import java.util.List;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Text;

/** A layer's weights as rows and columns. */
public final class WeightMatrix {
  private WeightMatrix() {}

  /**
   * The weights of a layer, a row a neuron and a column an input; the other way round when there
   * are more neurons than inputs, so that the picture is never tall. {@link MaskPicture#caption}
   * says which.
   *
   * @param order which and in which order
   */
  public static MaskPicture of(EpochHistory.Layer layer, WeightColors colors, MaskOrder order) {
    boolean turned = layer.outputs() > layer.inputs();
    int[] inputs = order.rows(layer);
    int[] outputs = order.outputs();
    int[] columns = turned ? outputs : inputs;
    int[] rows = turned ? inputs : outputs;
    int width = Math.max(1, columns.length);
    int[] weights = new int[width * Math.max(1, rows.length)];
    Arrays.fill(weights, MaskPicture.NO_WEIGHT);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        weights[y * width + x] =
            turned
                ? rows[y] * layer.outputs() + columns[x]
                : columns[x] * layer.outputs() + rows[y];
      }
    }
    String neurons = MaskPicture.foldedText(layer, order.foldedOutputs(), true);
    String unused = MaskPicture.foldedText(layer, order.foldedInputs(), false);
    return MaskPicture.of(
        width,
        weights,
        colors,
        Text.of(turned ? "chart.mask.inputsByNeurons" : "chart.mask.neuronsByInputs"),
        List.of(),
        turned ? new MaskPicture.Folded(unused, neurons) : new MaskPicture.Folded(neurons, unused),
        (weight, x, y) ->
            weight == MaskPicture.NO_WEIGHT
                ? ""
                : MaskPicture.describe(layer, weight, MaskPicture.place(layer, weight)));
  }
}
