package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.chart.MaskPicture.Mark;
import org.sparsevd.nn.Volume;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The filters of a convolution as tiles, one a filter and channel. Filters of one channel stand in
 * a block, and so do the channels of a single filter; more of both stand in a table, whose longer
 * side lies across.
 */
public final class FilterTiles {
  /** Cells between the rows of a block, where its numbers stand. */
  static final int GAP_FOR_NUMBERS = 2;

  /** Cells between neighbouring tiles elsewhere. */
  private static final int GAP = 1;

  private final EpochHistory.Layer layer;
  private final Volume filter;
  private final int[] filters;
  private final int[] channels;
  private final boolean isBlock;
  private final boolean channelsInBlock; // those of the only filter
  private final boolean filtersAcross;
  private final int across; // tiles in a row
  private final int down; // rows of tiles
  private final int pitchX;
  private final int pitchY;

  private FilterTiles(EpochHistory.Layer layer, MaskOrder order, double aspect) {
    this.layer = layer;
    filters = order.outputs();
    channels = order.inputs();
    filter = layer.filter().orElseThrow();
    channelsInBlock = filters.length == 1 && filter.channels() > 1;
    isBlock = filter.channels() == 1 || channelsInBlock;
    filtersAcross = isBlock || layer.outputs() >= filter.channels();
    pitchX = filter.width() + GAP;
    pitchY = filter.height() + (isBlock ? GAP_FOR_NUMBERS : GAP);
    int count = Math.max(1, channelsInBlock ? channels.length : filters.length);
    if (isBlock) {
      double ideal = Math.sqrt(aspect * count * pitchY / pitchX);
      // Whole rows first: a last row of one or two filters would look like a gap in the data.
      down = Math.clamp(Math.round(count / ideal), 1, count);
      across = Math.ceilDiv(count, down);
    } else {
      int depth = Math.max(1, channels.length);
      across = filtersAcross ? count : depth;
      down = filtersAcross ? depth : count;
    }
  }

  /**
   * The weights of a convolution.
   *
   * @param layer with a {@linkplain EpochHistory.Layer#filter filter}
   * @param order which filters and channels, and in which order
   * @param aspect width of the room there is over its height; a block takes about that form
   */
  public static MaskPicture of(
      EpochHistory.Layer layer, WeightColors colors, MaskOrder order, double aspect) {
    FilterTiles tiles = new FilterTiles(layer, order, aspect);
    int width = tiles.across * tiles.pitchX - GAP;
    int height = tiles.down * tiles.pitchY - (tiles.pitchY - tiles.filter.height());
    int[] weights = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        weights[y * width + x] = tiles.weight(x, y);
      }
    }
    String deadFilters = MaskPicture.foldedText(layer, order.foldedOutputs(), true);
    String deadChannels = MaskPicture.foldedText(layer, order.foldedInputs(), false);
    return MaskPicture.of(
        width,
        weights,
        colors,
        tiles.caption(),
        tiles.marks(),
        tiles.filtersAcross && !tiles.isBlock
            ? new MaskPicture.Folded(deadChannels, deadFilters)
            : new MaskPicture.Folded(deadFilters, deadChannels),
        (weight, x, y) ->
            weight == MaskPicture.NO_WEIGHT
                ? ""
                : MaskPicture.describe(layer, weight, MaskPicture.place(layer, weight)));
  }

  /** The weight whose cell this is. */
  private int weight(int x, int y) {
    int column = x / pitchX;
    int row = y / pitchY;
    int inX = x % pitchX;
    int inY = y % pitchY;
    int inBlock = row * across + column;
    int output = channelsInBlock ? 0 : isBlock ? inBlock : filtersAcross ? column : row;
    int channel = channelsInBlock ? inBlock : isBlock ? 0 : filtersAcross ? row : column;
    if (inX >= filter.width()
        || inY >= filter.height()
        || output >= filters.length
        || channel >= channels.length) {
      return MaskPicture.NO_WEIGHT;
    }
    int input = (channels[channel] * filter.height() + inY) * filter.width() + inX;
    return input * layer.outputs() + filters[output];
  }

  private String caption() {
    return Text.of(
        isBlock
            ? channelsInBlock ? "chart.mask.channels" : "chart.mask.filters"
            : filtersAcross ? "chart.mask.channelsByFilters" : "chart.mask.filtersByChannels");
  }

  /** Numbers of filters and channels, from 1: over each tile of a block, else along the sides. */
  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    int[] top = filtersAcross && !channelsInBlock ? filters : channels;
    int[] left = filtersAcross ? channels : filters;
    for (int i = 0; i < top.length; i++) {
      int x = i % across * pitchX;
      marks.add(new Mark(Mark.Side.TOP, x, i / across * pitchY, filter.width(), number(top[i])));
    }
    for (int row = 0; !isBlock && row < left.length; row++) {
      marks.add(new Mark(Mark.Side.LEFT, 0, row * pitchY, filter.height(), number(left[row])));
    }
    return marks;
  }

  private static String number(int index) {
    return Numbers.count(index + 1L);
  }
}
