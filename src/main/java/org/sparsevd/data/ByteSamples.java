package org.sparsevd.data;

/**
 * Samples kept as the bytes of their file and turned into floats batch by batch, which takes a
 * quarter of the memory: value = pixel / divisor − mean.
 */
final class ByteSamples implements Samples {
  private final byte[] pixels;
  private final byte[] labels;
  private final int[] rows;
  private final float divisor;
  private final float[] values; // of each byte: looking them up beats converting and dividing
  private final float[] mean;

  /**
   * @param pixels [samples × features], unsigned, row by row; kept, not copied
   * @param labels [samples]; kept, not copied
   * @param divisor what every pixel is divided by
   * @param mean [features], subtracted after the division; kept, not copied
   */
  ByteSamples(byte[] pixels, byte[] labels, float divisor, float[] mean) {
    this(pixels, labels, Rows.all(labels.length), divisor, mean);
    if (pixels.length != (long) labels.length * mean.length) {
      throw new IllegalArgumentException(
          "expected pixels [%d × %d], got %d values"
              .formatted(labels.length, mean.length, pixels.length));
    }
  }

  private ByteSamples(byte[] pixels, byte[] labels, int[] rows, float divisor, float[] mean) {
    this.pixels = pixels;
    this.labels = labels;
    this.rows = rows;
    this.divisor = divisor;
    this.mean = mean;
    values = new float[256];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = pixel / divisor; // the nearest float to the quotient
    }
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int features() {
    return mean.length;
  }

  @Override
  public float divisor() {
    return divisor;
  }

  @Override
  public int label(int index) {
    return labels[rows[index]] & 0xff;
  }

  @Override
  public void copy(int index, float[] values, int offset) {
    copyRow(rows[index] * mean.length, values, offset);
  }

  private void copyRow(int source, float[] out, int target) {
    byte[] pixels = this.pixels;
    float[] mean = this.mean;
    float[] values = this.values;
    for (int j = 0; j < mean.length; j++) {
      out[target + j] = values[pixels[source + j] & 0xff] - mean[j];
    }
  }

  @Override
  public Samples subset(int[] indices) {
    return new ByteSamples(pixels, labels, Rows.pick(rows, indices), divisor, mean);
  }
}
