package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Masks as a picture to give away: under a title that says what and when, with the key. */
public final class MaskSheet {
  private static final double MARGIN = 16;
  private static final double HEAD = 56;
  private static final int RAMP = 100;

  private MaskSheet() {}

  /**
   * Saves a scene as a PNG, its cells as large as they are in it.
   *
   * @param run name of its run
   * @param scale device pixels a px of text
   * @throws IOException when {@code file} cannot be written; a file that was there stays then
   */
  public static void save(MaskScene scene, String run, ChartTheme theme, double scale, Path file)
      throws IOException {
    ChartPicture.save(draw(scene, run, theme, scale), file);
  }

  static BufferedImage draw(MaskScene scene, String run, ChartTheme theme, double scale) {
    MaskImage masks = scene.image();
    String title =
        Text.of("chart.sheet.title", run, scene.layer().name(), Integer.toString(scene.epoch()));
    double titleWidth = Ink.width(title, theme.titleFont());
    int margin = (int) Math.ceil(theme.px(MARGIN) * scale);
    int head = (int) Math.ceil(theme.px(HEAD) * scale);
    double key = theme.px(RAMP + 240);
    int inner = (int) Math.ceil(Math.max(Math.max(titleWidth, key) * scale, masks.width()));
    BufferedImage sheet =
        new BufferedImage(
            inner + 2 * margin, head + masks.height() + margin, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = sheet.createGraphics();
    try {
      g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g2.setPaint(theme.color(ChartColor.SURFACE));
      g2.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      g2.drawImage(masks.image(), margin, head, null);
      g2.scale(scale, scale);
      Ink ink = new Ink(g2, theme);
      double left = margin / scale;
      ink.text(title, left, theme.px(22), Ink.Align.LEFT, theme.titleFont(), ChartColor.TEXT);
      drawKey(ink, scene, left, theme.px(42));
    } finally {
      g2.dispose();
    }
    return sheet;
  }

  /** Kept weights, and what the colours mean. */
  private static void drawKey(Ink ink, MaskScene scene, double left, double baseline) {
    ChartTheme theme = ink.theme();
    String kept =
        Text.of(
            "chart.sheet.kept",
            Numbers.count(MaskPicture.use(scene.layer()).kept()),
            Numbers.count((long) scene.layer().inputs() * scene.layer().outputs()));
    double at = words(ink, kept, left, baseline) + theme.px(16);
    if (scene.form() == MaskOptions.Form.PIXELS) {
      return; // the picture's own numbers are not drawn
    }
    WeightColors.Key key = scene.colors().key();
    at = words(ink, scene.mode().label() + "  " + key.low(), at, baseline) + theme.px(4);
    double width = key.ramp().size() == 1 ? theme.px(10) : theme.px(RAMP);
    for (int i = 0; i < key.ramp().size(); i++) {
      double from = ink.snap(at + width * i / key.ramp().size());
      double to = ink.snap(at + width * (i + 1) / key.ramp().size());
      fill(ink, key.ramp().get(i), from, to - from, baseline);
    }
    at = words(ink, key.high(), at + width + theme.px(4), baseline) + theme.px(12);
    if (key.pruned().isPresent()) {
      fill(ink, key.pruned().get(), ink.snap(at), theme.px(10), baseline);
      words(ink, Text.of("chart.mask.pruned"), at + theme.px(14), baseline);
    }
  }

  private static void fill(Ink ink, int argb, double x, double width, double baseline) {
    ChartTheme theme = ink.theme();
    ink.graphics().setPaint(new Color(argb));
    double top = ink.snap(baseline - theme.px(9));
    ink.graphics().fill(new Rectangle2D.Double(x, top, width, Math.rint(theme.px(10))));
  }

  private static double words(Ink ink, String text, double x, double baseline) {
    ink.text(text, x, baseline, Ink.Align.LEFT, ink.theme().captionFont(), ChartColor.TEXT_MUTED);
    return x + Ink.width(text, ink.theme().captionFont());
  }

  /** Colours that sheets of such a scene have, beside shades of text. */
  static int[] colors(MaskScene scene, ChartTheme theme) {
    int[] cells =
        scene.form() == MaskOptions.Form.PIXELS
            ? IntStream.rangeClosed(0, 180)
                .map(step -> theme.count(step / 180.0).getRGB())
                .toArray()
            : scene.colors().palette();
    IntStream text =
        Stream.of(ChartColor.TEXT, ChartColor.TEXT_MUTED, ChartColor.TEXT_SUBTLE)
            .flatMapToInt(color -> shades(theme, color, ChartColor.SURFACE));
    return IntStream.concat(
            Arrays.stream(cells),
            IntStream.concat(
                IntStream.of(theme.color(ChartColor.EMPTY_CELL).getRGB()),
                IntStream.concat(
                    text, shades(theme, ChartColor.TEXT_SUBTLE, ChartColor.EMPTY_CELL))))
        .distinct()
        .toArray();
  }

  /** From a background to a text's colour, as antialiasing mixes them. */
  private static IntStream shades(ChartTheme theme, ChartColor text, ChartColor background) {
    int steps = 11;
    return IntStream.rangeClosed(0, steps)
        .map(step ->
            ChartTheme.mix(theme.color(background), theme.color(text), (double) step / steps)
                .getRGB());
  }
}
