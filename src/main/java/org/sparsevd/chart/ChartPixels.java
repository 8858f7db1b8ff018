package org.sparsevd.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Memory a chart is drawn into again and again, for a screen that shows it as it is. */
public final class ChartPixels {
  private final BufferedImage image;

  /** {@code width} × {@code height} device pixels. */
  public ChartPixels(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
  }

  public int width() {
    return image.getWidth();
  }

  public int height() {
    return image.getHeight();
  }

  /** Colours row by row as 0xAARRGGBB, premultiplied; the memory itself, changed by drawing. */
  public int[] argb() {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** Draws {@code chart} over all of it, {@code scale} device pixels a px. */
  public void draw(Chart chart, double scale) {
    ChartPicture.draw(chart, image, scale);
  }
}
