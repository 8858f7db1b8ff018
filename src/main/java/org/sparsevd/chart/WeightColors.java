package org.sparsevd.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The colour of each weight of a layer in one {@link WeightMode}, out of at most {@value #COLORS},
 * and the key to them. Pruned weights are grey, or pale where nothing else is told of them.
 */
public final class WeightColors {
  /** Most colours there are, so that a picture fits a palette of 256 with its words. */
  public static final int COLORS = 202;

  private static final int STEPS = 100; // a ramp's colours on each side of its middle

  /** Of the kept values so many lie within the ramp: a few outliers would pale all others. */
  private static final double WITHIN = 0.99;

  private static final double[] ROUND = {1, 1.5, 2, 3, 5, 7.5, 10};

  private final WeightMode mode;
  private final EpochHistory.Layer layer;
  private final double limit; // value at the ends of the ramp
  private final int empty;
  private final int unknown;
  private final int[] ramp;

  private WeightColors(
      WeightMode mode, EpochHistory.Layer layer, double limit, ChartTheme theme, LineStyle style) {
    this.mode = mode;
    this.layer = layer;
    this.limit = limit;
    empty = theme.color(ChartColor.EMPTY_CELL).getRGB();
    unknown = theme.color(ChartColor.PRUNED).getRGB();
    ramp = new int[mode == WeightMode.KEPT ? 1 : mode == WeightMode.SNR ? STEPS : 2 * STEPS];
    for (int i = 0; i < ramp.length; i++) {
      double low = (i + 0.5) / STEPS; // 0 … 1, and on to 2 where there are two sides
      ramp[i] =
          switch (mode) {
            case KEPT -> style.line().getRGB();
            case THETA -> theme.signed(low - 1).getRGB();
            case SNR -> theme.count(low).getRGB();
            case LOG_ALPHA -> (low < 1 ? theme.count(1 - low) : theme.pruned(low - 1)).getRGB();
          };
    }
  }

  /**
   * Colours for a layer as it is; the ends of the ramp follow its values.
   *
   * @param cut log α from which its weights are pruned
   * @param style the layer's colours
   */
  public static WeightColors of(
      WeightMode mode, EpochHistory.Layer layer, double cut, ChartTheme theme, LineStyle style) {
    return new WeightColors(mode, layer, limit(mode, layer, cut), theme, style);
  }

  /** The same colours for the same values in another epoch's layer. */
  public WeightColors in(EpochHistory.Layer other) {
    return new WeightColors(this, other);
  }

  private WeightColors(WeightColors same, EpochHistory.Layer layer) {
    mode = same.mode;
    limit = same.limit;
    empty = same.empty;
    unknown = same.unknown;
    ramp = same.ramp;
    this.layer = layer;
  }

  /** Colour of a weight, as 0xAARRGGBB. */
  public int argb(int weight) {
    boolean kept = layer.kept(weight);
    if (mode == WeightMode.KEPT) {
      return kept ? ramp[0] : empty;
    } else if (!kept && mode != WeightMode.LOG_ALPHA) {
      return empty;
    }
    double value = mode.value(layer, weight);
    return Double.isNaN(value) ? unknown : ramp[step(value, kept)];
  }

  private int step(double value, boolean kept) {
    return switch (mode) {
      case KEPT -> 0;
      case SNR -> clamp(value / limit * STEPS, 0, STEPS - 1);
      case THETA ->
          value < 0
              ? clamp((1 + value / limit) * STEPS, 0, STEPS - 1)
              : clamp((1 + value / limit) * STEPS, STEPS, 2 * STEPS - 1);
      case LOG_ALPHA ->
          kept
              ? clamp((value + LogAlpha.CLIP) / (limit + LogAlpha.CLIP) * STEPS, 0, STEPS - 1)
              : clamp(
                  (1 + (value - limit) / (LogAlpha.CLIP - limit)) * STEPS, STEPS, 2 * STEPS - 1);
    };
  }

  private static int clamp(double step, int low, int high) {
    return (int) Math.clamp(step, low, (double) high);
  }

  /** All colours a weight can have. */
  public int[] palette() {
    int[] colors = Arrays.copyOf(ramp, ramp.length + 2);
    colors[ramp.length] = empty;
    colors[ramp.length + 1] = unknown;
    return colors;
  }

  /**
   * What the colours mean.
   *
   * @param pruned colour of pruned weights that stand beside the ramp; empty when they are in it
   * @param ramp colours from low to high; a single one for kept weights
   * @param low what the ramp begins with
   * @param high what it ends with
   */
  public record Key(Optional<Integer> pruned, List<Integer> ramp, String low, String high) {
    public Key {
      ramp = List.copyOf(ramp);
    }
  }

  /** What the colours mean. */
  public Key key() {
    List<Integer> colorsOfRamp = Arrays.stream(ramp).boxed().toList();
    return switch (mode) {
      case KEPT -> new Key(Optional.of(empty), colorsOfRamp, "", Text.of("chart.weight.keyKept"));
      case THETA -> new Key(Optional.of(empty), colorsOfRamp, number(-limit), "+" + number(limit));
      case SNR -> new Key(Optional.of(empty), colorsOfRamp, number(0), number(limit));
      case LOG_ALPHA ->
          new Key(
              Optional.empty(),
              colorsOfRamp,
              Numbers.decimals(-LogAlpha.CLIP, 0),
              Text.of(
                  "chart.weight.keyCut",
                  Numbers.logAlpha(limit),
                  Numbers.decimals(LogAlpha.CLIP, 0)));
    };
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return Numbers.decimals(value, size == 0 || size >= 2 ? 0 : size >= 0.1 ? 2 : 3);
  }

  private static double limit(WeightMode mode, EpochHistory.Layer layer, double cut) {
    return switch (mode) {
      case KEPT -> 1;
      case LOG_ALPHA -> Math.clamp(cut, -LogAlpha.CLIP + 0.1, LogAlpha.CLIP - 0.1);
      case THETA, SNR -> roundUp(mostOf(mode, layer));
    };
  }

  /** What {@link #WITHIN} of the kept values do not exceed, nearly; 1 when there are none. */
  private static double mostOf(WeightMode mode, EpochHistory.Layer layer) {
    int count = layer.inputs() * layer.outputs();
    double highest = 0;
    int kept = 0;
    for (int weight = 0; weight < count; weight++) {
      double value = layer.kept(weight) ? Math.abs(mode.value(layer, weight)) : Double.NaN;
      highest = value > highest ? value : highest;
      kept += Double.isNaN(value) ? 0 : 1;
    }
    if (highest == 0) {
      return 1;
    }
    int[] bins = new int[512];
    for (int weight = 0; weight < count; weight++) {
      double value = layer.kept(weight) ? Math.abs(mode.value(layer, weight)) : Double.NaN;
      if (!Double.isNaN(value)) {
        bins[(int) Math.min(bins.length - 1.0, value / highest * bins.length)]++;
      }
    }
    int bin = bins.length - 1;
    for (int above = bins[bin]; above <= (1 - WITHIN) * kept && bin > 0; ) {
      bin--;
      above += bins[bin];
    }
    return (bin + 1.0) / bins.length * highest;
  }

  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double mantissa : ROUND) {
      if (mantissa * power >= value * (1 - 1e-6)) {
        return mantissa * power;
      }
    }
    return value;
  }
}
