package org.sparsevd.data;

/**
 * How the features of one sample form an image: feature (c · height + y) · width + x is channel c
 * of the pixel in row y and column x.
 */
public record ImageShape(int channels, int height, int width) {
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected an image of at least 1 × 1 × 1, got %d × %d × %d"
              .formatted(channels, height, width));
    }
  }

  /** Values of one image. */
  public int features() {
    return channels * height * width;
  }
}
