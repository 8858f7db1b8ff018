package org.sparsevd.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Text;

/** A layer at a glance: kept weights per pixel of an image, else its matrix made small. */
public final class MaskThumbnail {
  private MaskThumbnail() {}

  /**
   * Draws a layer within {@code width} × {@code height} cells.
   *
   * @param shape of the image the layer looks at, if any
   * @param style the layer's colours
   */
  public static MaskPicture of(
      EpochHistory.Layer layer,
      Optional<ImageShape> shape,
      ChartTheme theme,
      LineStyle style,
      int width,
      int height) {
    if (shape.isPresent()) {
      return MaskPicture.pixels(layer, shape.get(), theme);
    }
    boolean turned = layer.outputs() > layer.inputs();
    int columns = turned ? layer.outputs() : layer.inputs();
    int rows = turned ? layer.inputs() : layer.outputs();
    int block = Math.max(1, Math.max(Math.ceilDiv(columns, width), Math.ceilDiv(rows, height)));
    int across = Math.ceilDiv(columns, block);
    int[] kept = new int[across * Math.ceilDiv(rows, block)];
    for (int weight = 0; weight < layer.inputs() * layer.outputs(); weight++) {
      if (layer.kept(weight)) {
        int input = weight / layer.outputs();
        int output = weight % layer.outputs();
        int x = (turned ? output : input) / block;
        int y = (turned ? input : output) / block;
        kept[y * across + x]++;
      }
    }
    Color empty = theme.color(ChartColor.EMPTY_CELL);
    int[] shades = new int[block * block + 1];
    for (int count = 0; count < shades.length; count++) {
      // One weight of many must still be seen.
      double share = Math.sqrt((double) count / (block * block));
      shades[count] = ChartTheme.mix(empty, style.line(), share).getRGB();
    }
    int[] argb = Arrays.stream(kept).map(count -> shades[count]).toArray();
    int[] none = new int[argb.length];
    Arrays.fill(none, MaskPicture.NO_WEIGHT);
    return new MaskPicture(
        across,
        argb.length / across,
        argb,
        none,
        Text.of("chart.mask.thumbnail", layer.name()),
        List.of(),
        MaskPicture.Folded.NOTHING,
        (weight, x, y) -> "");
  }
}
