package org.sparsevd.data;

/**
 * What happens to a stored pixel (0 to 255) before a network sees it. The columns of {@link
 * CsvData} are standardised under the first and brought to 0 … 1 under the second; {@link ToyData}
 * passes its values on unchanged under either.
 */
public enum Preprocessing {
  /**
   * Pixel / 256 minus the mean image, as in the published code. The mean image is that of all
   * training images in the file, whether or not some are set aside for validation; test images
   * never enter it.
   */
  PAPER(256f, true),

  /** Pixel / 255, so inputs lie in [0, 1]; nothing is subtracted. */
  UNIT(255f, false);

  private final float divisor;
  private final boolean subtractsMean;

  Preprocessing(float divisor, boolean subtractsMean) {
    this.divisor = divisor;
    this.subtractsMean = subtractsMean;
  }

  float divisor() {
    return divisor;
  }

  boolean subtractsMean() {
    return subtractsMean;
  }
}
