package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsevd.chart.MaskPicture.Mark;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * A layer that looks at an image, a tile a neuron: each weight where its pixel is, the channels of
 * a colour image side by side.
 */
public final class NeuronTiles {
  /** Cells between neighbouring tiles. */
  private static final int GAP = 4;

  /** Cells between the channels of one neuron. */
  private static final int CHANNEL_GAP = 1;

  private NeuronTiles() {}

  /** Whether {@code layer} can be drawn so: dense, a weight a pixel. */
  public static boolean fit(EpochHistory.Layer layer, ImageShape shape) {
    return layer.filter().isEmpty() && shape.features() == layer.inputs();
  }

  /** How many tiles fit side by side into {@code cells} columns; at least 1. */
  public static int across(ImageShape shape, int cells) {
    return Math.max(1, (cells + GAP) / (width(shape) + GAP));
  }

  /** Cells of a tile from left to right. */
  private static int width(ImageShape shape) {
    return shape.channels() * (shape.width() + CHANNEL_GAP) - CHANNEL_GAP;
  }

  /**
   * A tile for each neuron of {@code order}, its number and kept weights below.
   *
   * @param across tiles in a row
   * @param gapBelow cells between rows of tiles, where the numbers stand
   * @throws IllegalArgumentException when the layer does not {@linkplain #fit fit}
   */
  public static MaskPicture of(
      EpochHistory.Layer layer,
      ImageShape shape,
      WeightColors colors,
      MaskOrder order,
      int across,
      int gapBelow) {
    if (!fit(layer, shape)) {
      throw new IllegalArgumentException(
          "expected a dense layer of " + shape.features() + " inputs, got " + layer.inputs());
    }
    int[] neurons = order.outputs();
    int rows = Math.max(1, Math.ceilDiv(neurons.length, across));
    int tileWidth = width(shape);
    int cells = shape.width() * shape.height(); // of a channel
    int pitchX = tileWidth + GAP;
    int pitchY = shape.height() + gapBelow;
    int width = Math.max(1, Math.min(across, neurons.length)) * pitchX - GAP;
    int[] weights = new int[width * (rows * pitchY - gapBelow)];
    Arrays.fill(weights, MaskPicture.NO_WEIGHT);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < neurons.length; i++) {
      int left = i % across * pitchX;
      int top = i / across * pitchY;
      int kept = 0;
      for (int pixel = 0; pixel < layer.inputs(); pixel++) {
        int weight = pixel * layer.outputs() + neurons[i];
        int row = top + pixel % cells / shape.width();
        int channelLeft = left + pixel / cells * (shape.width() + CHANNEL_GAP);
        weights[row * width + channelLeft + pixel % shape.width()] = weight;
        kept += layer.kept(weight) ? 1 : 0;
      }
      marks.add(
          new Mark(
              Mark.Side.BOTTOM,
              left,
              top + shape.height(),
              tileWidth,
              Numbers.count(neurons[i] + 1L),
              Numbers.count(kept)));
    }
    return MaskPicture.of(
        width,
        weights,
        colors,
        shape.channels() == 1
            ? Text.of("chart.mask.neuronTiles", shape.width(), shape.height())
            : Text.of("chart.mask.channelTiles", shape.channels(), shape.width(), shape.height()),
        marks,
        new MaskPicture.Folded(MaskPicture.foldedText(layer, order.foldedOutputs(), true), ""),
        (weight, x, y) -> weight < 0 ? "" : describe(layer, shape, weight));
  }

  /** Where a weight of such a layer lies, in words. */
  public static String place(EpochHistory.Layer layer, ImageShape shape, int weight) {
    int input = weight / layer.outputs();
    int cells = shape.width() * shape.height();
    return Text.of(
        shape.channels() == 1 ? "chart.mask.pixelWeight" : "chart.mask.channelWeight",
        Numbers.count(input % shape.width()),
        Numbers.count(input % cells / shape.width()),
        Numbers.count(weight % layer.outputs() + 1L),
        Numbers.count(input / cells + 1L));
  }

  private static String describe(EpochHistory.Layer layer, ImageShape shape, int weight) {
    return MaskPicture.describe(layer, weight, place(layer, shape, weight));
  }
}
