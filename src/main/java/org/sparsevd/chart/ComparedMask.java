package org.sparsevd.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The same layer of several runs as pictures that can lie over each other: every weight of one is
 * where it is in the others, and the same shade means the same value.
 */
public final class ComparedMask {
  /** Where the ramp of a run's colour begins, so that the smallest value is no empty cell. */
  private static final double RAMP_START = 0.22;

  /** About the form of the room for the picture. */
  private static final double ASPECT = 1.1;

  /** What is told of the weights. */
  public enum Mode {
    /** Whether they are kept; per pixel, how many are. */
    KEPT,
    /** Their θ; per pixel, the mean |θ|, pruned ones as 0. */
    THETA
  }

  private ComparedMask() {}

  /** Whether two layers have the same shape, so that their pictures fit over each other. */
  public static boolean alike(EpochHistory.Layer one, EpochHistory.Layer other) {
    return one.inputs() == other.inputs()
        && one.outputs() == other.outputs()
        && one.filter().equals(other.filter());
  }

  /**
   * A picture of each of {@code layers}, which are {@linkplain #alike alike}.
   *
   * @param image of the samples; used where the layer sees it pixel by pixel
   * @param styles one a layer
   */
  public static List<MaskPicture> of(
      List<EpochHistory.Layer> layers,
      Optional<ImageShape> image,
      Mode mode,
      ChartTheme theme,
      List<LineStyle> styles) {
    if (layers.isEmpty()) {
      return List.of();
    }
    EpochHistory.Layer first = layers.getFirst();
    Optional<ImageShape> seen =
        image.filter(shape -> first.filter().isEmpty() && shape.features() == first.inputs());
    return seen.isPresent()
        ? pixels(layers, seen.get(), mode, theme, styles)
        : weights(layers, mode, theme, styles);
  }

  private static List<MaskPicture> weights(
      List<EpochHistory.Layer> layers, Mode mode, ChartTheme theme, List<LineStyle> styles) {
    List<MaskPicture> pictures = new ArrayList<>();
    WeightColors theta =
        WeightColors.of(WeightMode.THETA, layers.getFirst(), 0, theme, styles.getFirst());
    for (int i = 0; i < layers.size(); i++) {
      EpochHistory.Layer layer = layers.get(i);
      WeightColors colors =
          mode == Mode.THETA
              ? theta.in(layer)
              : WeightColors.of(WeightMode.KEPT, layer, 0, theme, styles.get(i));
      MaskOrder order = MaskOrder.whole(layer);
      pictures.add(
          layer.filter().isPresent()
              ? FilterTiles.of(layer, colors, order, ASPECT)
              : WeightMatrix.of(layer, colors, order));
    }
    return List.copyOf(pictures);
  }

  private static List<MaskPicture> pixels(
      List<EpochHistory.Layer> layers,
      ImageShape shape,
      Mode mode,
      ChartTheme theme,
      List<LineStyle> styles) {
    List<double[]> values = layers.stream().map(layer -> values(layer, shape, mode)).toList();
    double most = values.stream().flatMapToDouble(Arrays::stream).max().orElse(0);
    List<MaskPicture> pictures = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      pictures.add(
          picture(layers.get(i), shape, mode, values.get(i), most, theme, styles.get(i).line()));
    }
    return List.copyOf(pictures);
  }

  /** A value a pixel, channels added up. */
  private static double[] values(EpochHistory.Layer layer, ImageShape shape, Mode mode) {
    double[] values = new double[shape.width() * shape.height()];
    for (int weight = 0; weight < layer.inputs() * layer.outputs(); weight++) {
      if (layer.kept(weight)) {
        double value =
            mode == Mode.KEPT ? 1 : Math.abs(layer.theta(weight)) / (double) layer.outputs();
        values[weight / layer.outputs() % values.length] += Double.isNaN(value) ? 0 : value;
      }
    }
    return values;
  }

  /**
   * How dark a value is, in (0, 1]: counts by their logarithm, for one run may keep hundreds of
   * weights a pixel and the other a few.
   */
  private static double shade(Mode mode, double value, double most) {
    return mode == Mode.KEPT ? Math.log1p(value) / Math.log1p(most) : value / most;
  }

  private static MaskPicture picture(
      EpochHistory.Layer layer,
      ImageShape shape,
      Mode mode,
      double[] values,
      double most,
      ChartTheme theme,
      Color full) {
    Color empty = theme.color(ChartColor.EMPTY_CELL);
    int[] argb =
        Arrays.stream(values)
            .mapToInt(value ->
                value == 0
                    ? empty.getRGB()
                    : ChartTheme.mix(
                            empty, full, RAMP_START + (1 - RAMP_START) * shade(mode, value, most))
                        .getRGB())
            .toArray();
    int[] none = new int[argb.length];
    Arrays.fill(none, MaskPicture.NO_WEIGHT);
    return new MaskPicture(
        shape.width(),
        shape.height(),
        argb,
        none,
        Text.of(mode == Mode.KEPT ? "chart.compare.keptPerPixel" : "chart.compare.thetaPerPixel"),
        List.of(),
        MaskPicture.Folded.NOTHING,
        (weight, x, y) ->
            mode == Mode.KEPT
                ? Text.of(
                    "chart.mask.pixel",
                    Numbers.count(x),
                    Numbers.count(y),
                    Numbers.count(Math.round(values[y * shape.width() + x])),
                    Numbers.count((long) layer.outputs() * shape.channels()))
                : Text.of(
                    "chart.compare.pixelTheta",
                    Numbers.count(x),
                    Numbers.count(y),
                    Numbers.decimals(values[y * shape.width() + x], 4)));
  }
}
