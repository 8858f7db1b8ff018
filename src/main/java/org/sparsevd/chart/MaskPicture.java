package org.sparsevd.chart;

import java.util.Arrays;
import java.util.List;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The weights of a layer as a picture of one pixel a cell, to be enlarged by whole numbers only.
 */
public final class MaskPicture {
  private final int width;
  private final int height;
  private final int[] argb;
  private final String caption;
  private final List<Mark> marks;
  private final CellText text;

  /** What the cell in column x of row y is and says; nothing when it stands for nothing. */
  interface CellText {
    String at(int x, int y);
  }

  /**
   * A number beside a part of the picture.
   *
   * @param side of the part that it stands at
   * @param x first column of the part
   * @param y first row of the part
   * @param cells width of the part at its top, its height at its left
   */
  public record Mark(Side side, int x, int y, int cells, String text) {
    /** Where a mark stands. */
    public enum Side {
      TOP,
      LEFT
    }
  }

  /** What is drawn of a weight; more ways to look at one can be added beside {@link #KEPT}. */
  public interface CellMode {
    /** Kept weights in the layer's colour, pruned ones pale. */
    CellMode KEPT =
        (layer, weight, theme, style) ->
            (layer.kept(weight) ? style.line() : theme.color(ChartColor.EMPTY_CELL)).getRGB();

    /** Colour of a weight, as 0xAARRGGBB. */
    int argb(EpochHistory.Layer layer, int weight, ChartTheme theme, LineStyle style);
  }

  /**
   * How much of a layer is still in use.
   *
   * @param kept weights that are kept
   * @param inputs inputs with a kept weight
   * @param outputs neurons or filters with a kept weight
   * @param mostPerInput highest number of kept weights of one input
   */
  public record Use(int kept, int inputs, int outputs, int mostPerInput) {}

  private MaskPicture(int width, int height, int[] argb, String caption, CellText text) {
    this(width, height, argb, caption, List.of(), text);
  }

  /**
   * @param argb [height · width], not copied
   */
  MaskPicture(int width, int height, int[] argb, String caption, List<Mark> marks, CellText text) {
    this.width = width;
    this.height = height;
    this.argb = argb;
    this.caption = caption;
    this.marks = List.copyOf(marks);
    this.text = text;
  }

  /**
   * All weights of a layer, a row a neuron and a column an input; the other way round when there
   * are more neurons than inputs, so that the picture is never tall. {@link #caption} says which.
   *
   * @param style the layer's colours
   */
  public static MaskPicture matrix(
      EpochHistory.Layer layer, CellMode mode, ChartTheme theme, LineStyle style) {
    boolean turned = layer.outputs() > layer.inputs();
    int width = turned ? layer.outputs() : layer.inputs();
    int height = turned ? layer.inputs() : layer.outputs();
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = mode.argb(layer, weight(layer, turned, x, y), theme, style);
      }
    }
    String caption = Text.of(turned ? "chart.mask.inputsByNeurons" : "chart.mask.neuronsByInputs");
    return new MaskPicture(
        width, height, argb, caption, (x, y) -> describe(layer, weight(layer, turned, x, y)));
  }

  private static int weight(EpochHistory.Layer layer, boolean turned, int x, int y) {
    return turned ? y * layer.outputs() + x : x * layer.outputs() + y;
  }

  private static String describe(EpochHistory.Layer layer, int weight) {
    String place =
        Text.of(
            "chart.mask.weight",
            Numbers.count(weight / layer.outputs() + 1),
            Numbers.count(weight % layer.outputs() + 1));
    return describe(layer, weight, place);
  }

  /** What a weight that lies at {@code place} says. */
  static String describe(EpochHistory.Layer layer, int weight, String place) {
    String state = Text.of(layer.kept(weight) ? "chart.mask.kept" : "chart.mask.pruned");
    return layer.hasLogAlpha()
        ? Text.of("chart.mask.cell", place, state, Numbers.logAlpha(layer.logAlpha(weight)))
        : Text.of("chart.mask.cellPlain", place, state);
  }

  /**
   * How many kept weights leave each pixel, over the image. Channels are added up.
   *
   * @param layer the first layer
   * @throws IllegalArgumentException when the layer has another number of inputs than the image
   */
  public static MaskPicture pixels(EpochHistory.Layer layer, ImageShape shape, ChartTheme theme) {
    if (shape.features() != layer.inputs()) {
      throw new IllegalArgumentException(
          "expected a layer of " + shape.features() + " inputs, got " + layer.inputs());
    }
    int[] perInput = keptPerInput(layer);
    int cells = shape.width() * shape.height();
    int[] counts = new int[cells];
    for (int input = 0; input < perInput.length; input++) {
      counts[input % cells] += perInput[input];
    }
    int most = Arrays.stream(counts).max().orElse(0);
    int[] argb = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      argb[cell] =
          counts[cell] == 0
              ? theme.color(ChartColor.EMPTY_CELL).getRGB()
              : theme.count(most == 1 ? 1 : (counts[cell] - 1.0) / (most - 1)).getRGB();
    }
    return new MaskPicture(
        shape.width(),
        shape.height(),
        argb,
        Text.of("chart.mask.perPixel"),
        (x, y) ->
            Text.of(
                "chart.mask.pixel",
                Numbers.count(x),
                Numbers.count(y),
                Numbers.count(counts[y * shape.width() + x]),
                Numbers.count((long) layer.outputs() * shape.channels())));
  }

  /** How much of {@code layer} is in use. */
  public static Use use(EpochHistory.Layer layer) {
    int[] perInput = keptPerInput(layer);
    int outputs = 0;
    for (int output = 0; output < layer.outputs(); output++) {
      boolean connected = false;
      for (int input = 0; input < layer.inputs() && !connected; input++) {
        connected = layer.kept(input * layer.outputs() + output);
      }
      outputs += connected ? 1 : 0;
    }
    int inputs = (int) Arrays.stream(perInput).filter(kept -> kept > 0).count();
    int most = Arrays.stream(perInput).max().orElse(0);
    return new Use(Arrays.stream(perInput).sum(), inputs, outputs, most);
  }

  private static int[] keptPerInput(EpochHistory.Layer layer) {
    int[] kept = new int[layer.inputs()];
    for (int weight = 0; weight < layer.inputs() * layer.outputs(); weight++) {
      if (layer.kept(weight)) {
        kept[weight / layer.outputs()]++;
      }
    }
    return kept;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Colours row by row from the top left, as 0xAARRGGBB; a copy. */
  public int[] argb() {
    return argb.clone();
  }

  /** What rows and columns are, in a few words. */
  public String caption() {
    return caption;
  }

  /** Numbers beside parts of the picture, those of one side in order. */
  public List<Mark> marks() {
    return marks;
  }

  /**
   * What the cell in column {@code x} of row {@code y} is and says; nothing between tiles.
   *
   * @throws IndexOutOfBoundsException outside the picture
   */
  public String describe(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "expected a cell of [%d × %d], got (%d, %d)".formatted(width, height, x, y));
    }
    return text.at(x, y);
  }
}
