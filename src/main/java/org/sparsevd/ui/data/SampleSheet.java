package org.sparsevd.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.Samples;

/**
 * A few training images of every class.
 *
 * @param width of each, px
 * @param height of each, px
 * @param rows for each class its images, each ARGB [height × width]; fewer where there are fewer
 */
record SampleSheet(int width, int height, List<List<int[]>> rows) {
  /** Most images of a class. */
  static final int ACROSS = 16;

  /** Larger ones are made smaller by a whole number, each pixel a mean. */
  private static final int MOST_SIDE = 64;

  SampleSheet {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * The first images of each class.
   *
   * @param data with values from 0 to 1
   */
  static SampleSheet of(Dataset data, ImageShape shape) {
    int factor = Math.ceilDiv(Math.max(shape.width(), shape.height()), MOST_SIDE);
    int width = Math.max(1, shape.width() / factor);
    int height = Math.max(1, shape.height() / factor);
    List<List<int[]>> rows =
        Stream.<List<int[]>>generate(ArrayList::new).limit(data.classes()).toList();
    Samples train = data.train();
    float[] values = new float[shape.features()];
    int missing = ACROSS * rows.size();
    for (int i = 0; i < train.size() && missing > 0; i++) {
      List<int[]> row = rows.get(train.label(i));
      if (row.size() < ACROSS) {
        train.copy(i, values, 0);
        row.add(image(values, shape, factor, width, height));
        missing--;
      }
    }
    return new SampleSheet(width, height, rows);
  }

  private static int[] image(float[] values, ImageShape shape, int factor, int width, int height) {
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = level(values, shape, 0, factor, x, y);
        boolean colours = shape.channels() >= 3;
        int green = colours ? level(values, shape, 1, factor, x, y) : red;
        int blue = colours ? level(values, shape, 2, factor, x, y) : red;
        argb[y * width + x] = 0xff << 24 | red << 16 | green << 8 | blue;
      }
    }
    return argb;
  }

  /** Mean of {@code factor} × {@code factor} pixels of a channel, 0 to 255. */
  private static int level(
      float[] values, ImageShape shape, int channel, int factor, int x, int y) {
    float sum = 0;
    int count = 0;
    for (int row = y * factor; row < Math.min(shape.height(), (y + 1) * factor); row++) {
      for (int column = x * factor; column < Math.min(shape.width(), (x + 1) * factor); column++) {
        sum += values[(channel * shape.height() + row) * shape.width() + column];
        count++;
      }
    }
    return Math.clamp(Math.round(255 * sum / count), 0, 255);
  }
}
