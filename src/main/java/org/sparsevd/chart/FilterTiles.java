package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsevd.chart.MaskPicture.CellMode;
import org.sparsevd.chart.MaskPicture.Mark;
import org.sparsevd.nn.Volume;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The filters of a convolution as tiles, one a filter and channel. Filters of one channel stand in
 * a block, of more channels in a table of channels and filters, whose longer side lies across.
 */
public final class FilterTiles {
  private static final int NONE = 0; // transparent, between the tiles

  /** Cells between the rows of a block, where its numbers stand. */
  public static final int GAP_FOR_NUMBERS = 2;

  /** Cells between neighbouring tiles elsewhere. */
  private static final int GAP = 1;

  private final EpochHistory.Layer layer;
  private final Volume filter;
  private final boolean isBlock;
  private final boolean filtersAcross;
  private final int across; // tiles in a row
  private final int down; // rows of tiles
  private final int pitchX;
  private final int pitchY;

  private FilterTiles(EpochHistory.Layer layer, double aspect) {
    this.layer = layer;
    filter = layer.filter().orElseThrow();
    isBlock = filter.channels() == 1;
    filtersAcross = isBlock || layer.outputs() >= filter.channels();
    pitchX = filter.width() + GAP;
    pitchY = filter.height() + (isBlock ? GAP_FOR_NUMBERS : GAP);
    if (isBlock) {
      double ideal = Math.sqrt(aspect * layer.outputs() * pitchY / pitchX);
      // Whole rows first: a last row of one or two filters would look like a gap in the data.
      down = Math.clamp(Math.round(layer.outputs() / ideal), 1, layer.outputs());
      across = Math.ceilDiv(layer.outputs(), down);
    } else {
      across = filtersAcross ? layer.outputs() : filter.channels();
      down = filtersAcross ? filter.channels() : layer.outputs();
    }
  }

  /**
   * Every weight of a convolution.
   *
   * @param layer with a {@linkplain EpochHistory.Layer#filter filter}
   * @param style the layer's colours
   * @param aspect width of the room there is over its height; a block takes about that form
   */
  public static MaskPicture of(
      EpochHistory.Layer layer, CellMode mode, ChartTheme theme, LineStyle style, double aspect) {
    FilterTiles tiles = new FilterTiles(layer, aspect);
    int width = tiles.across * tiles.pitchX - GAP;
    int height = tiles.down * tiles.pitchY - (tiles.pitchY - tiles.filter.height());
    int[] argb = new int[width * height];
    Arrays.fill(argb, NONE);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int weight = tiles.weight(x, y);
        if (weight >= 0) {
          argb[y * width + x] = mode.argb(layer, weight, theme, style);
        }
      }
    }
    return new MaskPicture(width, height, argb, tiles.caption(), tiles.marks(), tiles::describe);
  }

  /** The weight whose cell this is; −1 between the tiles. */
  private int weight(int x, int y) {
    int column = x / pitchX;
    int row = y / pitchY;
    int inX = x % pitchX;
    int inY = y % pitchY;
    int output = isBlock ? row * across + column : filtersAcross ? column : row;
    if (inX >= filter.width() || inY >= filter.height() || output >= layer.outputs()) {
      return -1;
    }
    int channel = isBlock ? 0 : filtersAcross ? row : column;
    int input = (channel * filter.height() + inY) * filter.width() + inX;
    return input * layer.outputs() + output;
  }

  private String describe(int x, int y) {
    int weight = weight(x, y);
    if (weight < 0) {
      return "";
    }
    int input = weight / layer.outputs();
    int area = filter.height() * filter.width();
    String place =
        Text.of(
            "chart.mask.filterWeight",
            Numbers.count(weight % layer.outputs() + 1),
            Numbers.count(input / area + 1),
            Numbers.count(input % area / filter.width() + 1),
            Numbers.count(input % filter.width() + 1));
    return MaskPicture.describe(layer, weight, place);
  }

  private String caption() {
    return Text.of(
        isBlock
            ? "chart.mask.filters"
            : filtersAcross ? "chart.mask.channelsByFilters" : "chart.mask.filtersByChannels");
  }

  /** Numbers of filters and channels, from 1: over each tile of a block, else along the sides. */
  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    int tops = isBlock ? layer.outputs() : across;
    for (int i = 0; i < tops; i++) {
      int x = i % across * pitchX;
      marks.add(new Mark(Mark.Side.TOP, x, i / across * pitchY, filter.width(), number(i)));
    }
    for (int row = 0; !isBlock && row < down; row++) {
      marks.add(new Mark(Mark.Side.LEFT, 0, row * pitchY, filter.height(), number(row)));
    }
    return marks;
  }

  private static String number(int index) {
    return Numbers.count(index + 1L);
  }
}
