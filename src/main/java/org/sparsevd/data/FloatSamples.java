package org.sparsevd.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

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

  /**
   * Puts the stored values, then the stored labels into {@code digest}, whatever subset this is, as
   * little-endian four-byte values.
   */
  void addTo(MessageDigest digest) {
    int chunk = 1 << 16;
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * Math.min(chunk, Math.max(values.length, labels.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += chunk) {
      int count = Math.min(chunk, values.length - from);
      bytes.asFloatBuffer().put(values, from, count);
      digest.update(bytes.array(), 0, Float.BYTES * count);
    }
    for (int from = 0; from < labels.length; from += chunk) {
      int count = Math.min(chunk, labels.length - from);
      bytes.asIntBuffer().put(labels, from, count);
      digest.update(bytes.array(), 0, Integer.BYTES * count);
    }
  }

  @Override
  public Samples subset(int[] indices) {
    return new FloatSamples(values, labels, Rows.pick(rows, indices), features);
  }
}
