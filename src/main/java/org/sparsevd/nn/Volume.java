package org.sparsevd.nn;

/**
 * One sample's activations as channels of small images: feature (c · height + y) · width + x is
 * channel c in row y and column x.
 */
public record Volume(int channels, int height, int width) {
  public Volume {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected a volume of at least 1 × 1 × 1, got %d × %d × %d"
              .formatted(channels, height, width));
    }
  }

  /** Features that form no image: as many channels of one pixel. */
  public static Volume ofFeatures(int features) {
    return new Volume(features, 1, 1);
  }

  /** Values of one sample. */
  public int features() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + " × " + height + " × " + width;
  }
}
