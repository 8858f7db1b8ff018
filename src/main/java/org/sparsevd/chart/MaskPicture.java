package org.sparsevd.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The weights of a layer as a picture of one pixel a cell, to be enlarged by whole numbers only;
 * {@link MaskImage} does that.
 */
public final class MaskPicture {
  /** No weight: between tiles. */
  static final int NO_WEIGHT = -1;

  private final int width;
  private final int height;
  private final int[] argb;
  private final int[] weights;
  private final String caption;
  private final List<Mark> marks;
  private final Folded folded;
  private final CellText text;

  /** What a cell says. */
  @FunctionalInterface
  interface CellText {
    /**
     * What the cell in column {@code x} of row {@code y} says.
     *
     * @param weight whose cell it is, or {@link #NO_WEIGHT}
     */
    String at(int weight, int x, int y);
  }

  /**
   * A number beside a part of the picture.
   *
   * @param side of the part that it stands at
   * @param x first column of the part
   * @param y first row of the part
   * @param cells width of the part at its top or bottom, its height at its left
   * @param detail a quieter second text, at the right end under a part, else not shown
   */
  public record Mark(Side side, int x, int y, int cells, String text, String detail) {
    /** A number alone. */
    public Mark(Side side, int x, int y, int cells, String text) {
      this(side, x, y, cells, text, "");
    }

    /** Where a mark stands. */
    public enum Side {
      TOP,
      LEFT,
      BOTTOM
    }
  }

  /**
   * What was left out of a picture, in words; empty where nothing was.
   *
   * @param rows for a band under it
   * @param columns for a band at its right
   */
  public record Folded(String rows, String columns) {
    static final Folded NOTHING = new Folded("", "");
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

  /**
   * @param argb [height · width], not copied
   * @param weights the weight of each cell or {@link #NO_WEIGHT}, [height · width], not copied
   */
  MaskPicture(
      int width,
      int height,
      int[] argb,
      int[] weights,
      String caption,
      List<Mark> marks,
      Folded folded,
      CellText text) {
    this.width = width;
    this.height = height;
    this.argb = argb;
    this.weights = weights;
    this.caption = caption;
    this.marks = List.copyOf(marks);
    this.folded = folded;
    this.text = text;
  }

  /** A picture of {@code weights}, each in its colour, and nothing between them. */
  static MaskPicture of(
      int width,
      int[] weights,
      WeightColors colors,
      String caption,
      List<Mark> marks,
      Folded folded,
      CellText text) {
    int[] argb = new int[weights.length];
    for (int cell = 0; cell < argb.length; cell++) {
      argb[cell] = weights[cell] == NO_WEIGHT ? 0 : colors.argb(weights[cell]);
    }
    return new MaskPicture(
        width, weights.length / width, argb, weights, caption, marks, folded, text);
  }

  /** Words for units that were left out; empty for none. */
  static String foldedText(EpochHistory.Layer layer, int count, boolean outputs) {
    if (count == 0) {
      return "";
    }
    String kind =
        outputs
            ? layer.filter().isPresent() ? "filters" : "neurons"
            : layer.filter().isPresent() ? "channels" : "inputs";
    return Text.of("chart.mask.folded." + kind, Numbers.count(count));
  }

  /** Where a weight lies in its layer, in words. */
  public static String place(EpochHistory.Layer layer, int weight) {
    int input = weight / layer.outputs();
    String output = Numbers.count(weight % layer.outputs() + 1L);
    return layer
        .filter()
        .map(filter -> {
          int area = filter.height() * filter.width();
          return Text.of(
              "chart.mask.filterWeight",
              output,
              Numbers.count(input / area + 1L),
              Numbers.count(input % area / filter.width() + 1L),
              Numbers.count(input % filter.width() + 1L));
        })
        .orElseGet(() -> Text.of("chart.mask.weight", Numbers.count(input + 1L), output));
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
    int[] none = new int[cells];
    Arrays.fill(none, NO_WEIGHT);
    return new MaskPicture(
        shape.width(),
        shape.height(),
        argb,
        none,
        Text.of("chart.mask.perPixel"),
        List.of(),
        Folded.NOTHING,
        (weight, x, y) ->
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
    return text.at(weights[cell(x, y)], x, y);
  }

  /**
   * The weight whose cell is in column {@code x} of row {@code y}; empty between tiles and where
   * cells stand for no single weight.
   *
   * @throws IndexOutOfBoundsException outside the picture
   */
  public OptionalInt weightAt(int x, int y) {
    int weight = weights[cell(x, y)];
    return weight == NO_WEIGHT ? OptionalInt.empty() : OptionalInt.of(weight);
  }

  private int cell(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "expected a cell of [%d × %d], got (%d, %d)".formatted(width, height, x, y));
    }
    return y * width + x;
  }

  /** Where a weight's cell is, as row · {@link #width} + column; empty when it is not shown. */
  public OptionalInt cellOf(int weight) {
    for (int cell = 0; cell < weights.length; cell++) {
      if (weights[cell] == weight) {
        return OptionalInt.of(cell);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Where the cells of one neuron or filter are: first and last column and row.
   *
   * @param outputs of the layer
   */
  public Optional<Part> partOf(int output, int outputs) {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int cell = 0; cell < weights.length; cell++) {
      if (weights[cell] != NO_WEIGHT && weights[cell] % outputs == output) {
        left = Math.min(left, cell % width);
        right = Math.max(right, cell % width);
        top = Math.min(top, cell / width);
        bottom = cell / width;
      }
    }
    return right < 0 ? Optional.empty() : Optional.of(new Part(left, top, right, bottom));
  }

  /** A rectangle of cells; both ends belong to it. */
  public record Part(int left, int top, int right, int bottom) {}

  /** What was left out. */
  public Folded folded() {
    return folded;
  }
}
