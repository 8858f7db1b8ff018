package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.OptionalInt;

/**
 * Colours, line styles and type of every chart: the one place they come from. All sizes hang on one
 * root text size, so that a projector gets larger charts and not only larger words.
 */
public final class ChartTheme {
  /** Root text size in px at which VISUAL's sizes hold as written. */
  public static final double DEFAULT_TEXT_SIZE = 13;

  public static final ChartTheme LIGHT = new ChartTheme(false, DEFAULT_TEXT_SIZE);
  public static final ChartTheme DARK = new ChartTheme(true, DEFAULT_TEXT_SIZE);

  /** Up to this many layers each has a colour of its own; beyond, only the selected one. */
  public static final int LAYER_COLORS = 4;

  private static final List<List<Float>> LAYER_DASHES =
      List.of(List.of(), List.of(7f, 4f), List.of(2f, 3f), List.of(7f, 3f, 2f, 3f));
  private static final int[][] LAYER_LIGHT = {
    {0x0072B2, 0x00629A}, {0xD55E00, 0xAF4C00}, {0x009E73, 0x007757}, {0xB07A00, 0x7F5800}
  };
  private static final int[][] LAYER_DARK = {
    {0x56B4E9, 0x7CC5F0}, {0xF08A4B, 0xF5A271}, {0x35C9A0, 0x5DD8B6}, {0xE6B84A, 0xEBC76F}
  };
  private static final int[] COUNTS_LIGHT = {0x7FB8DE, 0x3F93C8, 0x0072B2, 0x003A5E};
  private static final int[] COUNTS_DARK = {0x17405C, 0x1F7DB5, 0x56B4E9, 0xD9F0FD};
  private static final double RAMP_EXPONENT = 0.8;
  private static final int[] MINUS_LIGHT = {0xA9D0E8, 0x0072B2, 0x00456B};
  private static final int[] MINUS_DARK = {0x1F4E70, 0x3C9AD6, 0x8CCBF2};
  private static final int[] PLUS_LIGHT = {0xF5C7A3, 0xD55E00, 0x8A3D00};
  private static final int[] PLUS_DARK = {0x6E3A1A, 0xE07B3C, 0xF7B48A};

  /** Where the smallest values begin on a signed ramp, so that they never fade into pruned. */
  private static final double SIGNED_START = 0.15;

  private final boolean dark;
  private final double textSize;

  private ChartTheme(boolean dark, double textSize) {
    this.dark = dark;
    this.textSize = textSize;
  }

  /** The same colours at another root text size in px. */
  public ChartTheme withTextSize(double newTextSize) {
    return new ChartTheme(dark, newTextSize);
  }

  public boolean isDark() {
    return dark;
  }

  /** A length given at the default text size, in px at this one. */
  public double px(double atDefaultSize) {
    return atDefaultSize * textSize / DEFAULT_TEXT_SIZE;
  }

  public Color color(ChartColor use) {
    return use.in(dark);
  }

  /** {@code color} as it looks when it steps back: what lies beyond the time cursor. */
  public Color faded(Color color) {
    return mix(color, color(ChartColor.SURFACE), 0.68);
  }

  /** Ticks, units, captions. */
  public Font captionFont() {
    return font(ChartFonts.Weight.REGULAR, 11);
  }

  /** Direct labels. */
  public Font labelFont() {
    return font(ChartFonts.Weight.MEDIUM, 12);
  }

  /** The main direct label of a chart. */
  public Font mainLabelFont() {
    return font(ChartFonts.Weight.SEMI_BOLD, 12);
  }

  /** Title of a saved picture. */
  public Font titleFont() {
    return font(ChartFonts.Weight.SEMI_BOLD, 13);
  }

  private Font font(ChartFonts.Weight weight, double size) {
    return ChartFonts.of(weight, (float) px(size));
  }

  /**
   * Style of a layer where {@code layers} are shown together. With more than {@link #LAYER_COLORS}
   * all are grey but the highlighted one.
   *
   * @param index of the layer, from the input on, from 0
   */
  public LineStyle layer(int index, int layers, boolean highlighted) {
    if (layers > LAYER_COLORS && !highlighted) {
      return style(ChartColor.PRUNED, ChartColor.PRUNED_TEXT, List.of(), 1.75);
    }
    int slot = index % LAYER_COLORS;
    int[] pair = (dark ? LAYER_DARK : LAYER_LIGHT)[slot];
    return new LineStyle(
        new Color(pair[0]), new Color(pair[1]), scaled(LAYER_DASHES.get(slot)), (float) px(2));
  }

  /** The curve a chart is about. */
  public LineStyle mainCurve() {
    return style(ChartColor.TEXT, ChartColor.TEXT, List.of(), 2);
  }

  /** A curve on training data: grey, dashed. */
  public LineStyle trainCurve() {
    return new LineStyle(
        new Color(dark ? 0xA3ADB8 : 0x57606A),
        new Color(dark ? 0xB8C1CB : 0x4A525B),
        scaled(List.of(6f, 4f)),
        (float) px(1.75));
  }

  /** A second curve beside {@link #mainCurve}: rose, dash and dot. */
  public LineStyle secondCurve() {
    return new LineStyle(
        new Color(dark ? 0xE08FC0 : 0xB0508A),
        new Color(dark ? 0xE9A9CF : 0x98407A),
        scaled(List.of(8f, 2.5f)),
        (float) px(1.75));
  }

  /**
   * Style of a run where several are compared. A is grey and dashed, B rose; further ones are grey
   * lines with their letter. A highlighted run keeps its colour, or has B's, and others step back.
   *
   * @param index of the run, from 0
   * @param highlighted index of the run that is highlighted; empty for none
   */
  public LineStyle run(int index, OptionalInt highlighted) {
    if (highlighted.isPresent() && highlighted.getAsInt() != index) {
      LineStyle own = run(index, OptionalInt.empty());
      Color pale = index == 1 ? color(ChartColor.PRUNED) : own.line();
      return own.colored(mix(pale, color(ChartColor.SURFACE), 0.5), color(ChartColor.PRUNED_TEXT));
    }
    if (index == 0) {
      return new LineStyle(
          new Color(dark ? 0xA3ADB8 : 0x57606A),
          new Color(dark ? 0xB8C1CB : 0x4A525B),
          scaled(List.of(6f, 4f)),
          (float) px(2));
    }
    return index == 1 || highlighted.isPresent()
        ? new LineStyle(
            new Color(dark ? 0xE08FC0 : 0xB0508A),
            new Color(dark ? 0xE9A9CF : 0x98407A),
            List.of(),
            (float) px(2))
        : style(ChartColor.AXIS, ChartColor.TEXT_SUBTLE, List.of(), 1.75);
  }

  /** The same run on its training data: dotted. */
  public LineStyle onTrainingData(LineStyle run) {
    return new LineStyle(run.line(), run.text(), scaled(List.of(2f, 3f)), (float) px(1.75));
  }

  /** The same run on its validation split: long dashes and dots. */
  public LineStyle onValidation(LineStyle run) {
    return new LineStyle(run.line(), run.text(), scaled(List.of(9f, 3f, 2f, 3f)), (float) px(1.75));
  }

  /** All layers taken together: no layer's colour. */
  public LineStyle allLayers() {
    return style(ChartColor.TEXT_MUTED, ChartColor.TEXT, List.of(), 2);
  }

  /** Colour of a count on heat maps: {@code fraction} is count / highest count, in (0, 1]. */
  public Color count(double fraction) {
    return on(
        dark ? COUNTS_DARK : COUNTS_LIGHT, Math.pow(Math.clamp(fraction, 0.0, 1.0), RAMP_EXPONENT));
  }

  /** Colour of a signed value on heat maps: {@code fraction} of the largest, in [−1, 1]. */
  public Color signed(double fraction) {
    int[] ramp = fraction < 0 ? (dark ? MINUS_DARK : MINUS_LIGHT) : (dark ? PLUS_DARK : PLUS_LIGHT);
    double size = Math.min(1, Math.abs(fraction));
    return on(ramp, SIGNED_START + (1 - SIGNED_START) * size);
  }

  /** Colour of a pruned weight: {@code fraction} of the way from the cut to the clip, in [0, 1]. */
  public Color pruned(double fraction) {
    return mix(color(ChartColor.PRUNED), color(ChartColor.EMPTY_CELL), Math.clamp(fraction, 0, 1));
  }

  private static Color on(int[] ramp, double share) {
    double at = share * (ramp.length - 1);
    int below = Math.min((int) at, ramp.length - 2);
    return mix(new Color(ramp[below]), new Color(ramp[below + 1]), at - below);
  }

  private LineStyle style(ChartColor line, ChartColor text, List<Float> dash, double width) {
    return new LineStyle(color(line), color(text), scaled(dash), (float) px(width));
  }

  private List<Float> scaled(List<Float> dash) {
    return dash.stream().map(length -> (float) px(length)).toList();
  }

  static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
