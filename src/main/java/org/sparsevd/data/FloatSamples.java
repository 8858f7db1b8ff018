package org.sparsevd.data;

/** Samples kept as the floats a network gets. */
final class FloatSamples implements Samples {
  private final float[] values;
  private final int[] labels;
  private final int[] rows;
  private final int features;

  /**
   * @param values [samples × features], row by row; kept, not copied
   * @param labels [samples]; kept, not copied
   * @param features number of values of one sample
   */
  FloatSamples(float[] values, int[] labels, int features) {
    this(values, labels, Rows.all(labels.length), features);
    if (values.length != (long) labels.length * features) {
      throw new IllegalArgumentException(
          "expected values [%d × %d], got %d values"
              .formatted(labels.length, features, values.length));
    }
  }

  private FloatSamples(float[] values, int[] labels, int[] rows, int features) {
    this.values = values;
    this.labels = labels;
    this.rows = rows;
    this.features = features;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int label(int index) {
    return labels[rows[index]];
  }

  @Override
  public void copy(int index, float[] values, int offset) {
    System.arraycopy(this.values, rows[index] * features, values, offset, features);
  }

  @Override
  public Samples subset(int[] indices) {
    return new FloatSamples(values, labels, Rows.pick(rows, indices), features);
  }
}
