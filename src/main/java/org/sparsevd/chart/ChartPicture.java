package org.sparsevd.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.sparsevd.run.AtomicFiles;

/** Charts as pictures. */
public final class ChartPicture {
  private static final double SAVED_SCALE = 2;

  private ChartPicture() {}

  /** The chart alone, {@code width} × {@code height} px at {@code scale} device pixels a px. */
  public static BufferedImage plain(Chart chart, double width, double height, double scale) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.max(1, Math.round(width * scale)),
            (int) Math.max(1, Math.round(height * scale)),
            BufferedImage.TYPE_INT_ARGB_PRE);
    paint(image, scale, g2 -> chart.draw(g2, width, height));
    return image;
  }

  /** The chart with its title and a margin, as a card shows it. */
  public static BufferedImage titled(Chart chart, double width, double height, double scale) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.max(1, Math.round(width * scale)),
            (int) Math.max(1, Math.round(height * scale)),
            BufferedImage.TYPE_INT_RGB);
    paint(image, scale, g2 -> drawTitled(chart, g2, width, height));
    return image;
  }

  /** Draws the chart with its title and a margin on {@code g2}, from (0, 0). */
  static void drawTitled(Chart chart, Graphics2D g2, double width, double height) {
    ChartTheme theme = chart.theme();
    double margin = theme.px(16);
    double head = theme.px(44);
    g2.setPaint(theme.color(ChartColor.SURFACE));
    g2.fillRect(0, 0, (int) Math.ceil(width), (int) Math.ceil(height));
    new Ink(g2, theme)
        .text(
            chart.title(),
            margin,
            theme.px(27),
            Ink.Align.LEFT,
            theme.titleFont(),
            ChartColor.TEXT);
    g2.translate(Math.rint(margin), Math.rint(head));
    chart.draw(g2, width - 2 * margin, height - head - margin);
  }

  /**
   * Saves the chart {@linkplain #titled with title} as a PNG of 2 device pixels a px.
   *
   * @throws IOException when {@code file} cannot be written; a file that was there stays then
   */
  public static void save(Chart chart, double width, double height, Path file) throws IOException {
    save(titled(chart, width, height, SAVED_SCALE), file);
  }

  static void save(BufferedImage image, Path file) throws IOException {
    // Into memory first: of a file that can't be written, ImageIO does not say why.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java has no PNG writer");
    }
    AtomicFiles.write(file, bytes::writeTo);
  }

  /** Draws the chart over all of {@code image}, {@code scale} device pixels a px. */
  static void draw(Chart chart, BufferedImage image, double scale) {
    paint(image, scale, g2 -> chart.draw(g2, image.getWidth() / scale, image.getHeight() / scale));
  }

  private interface Painter {
    void paint(Graphics2D g2);
  }

  private static void paint(BufferedImage image, double scale, Painter painter) {
    Graphics2D g2 = image.createGraphics();
    try {
      g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g2.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g2.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      g2.transform(AffineTransform.getScaleInstance(scale, scale));
      painter.paint(g2);
    } finally {
      g2.dispose();
    }
  }
}
