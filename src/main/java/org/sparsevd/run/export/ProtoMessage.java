package org.sparsevd.run.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Protocol Buffers message in the making, field by field: what TensorBoard's events need of the
 * wire format.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoMessage fixed64(int field, double value) {
    key(field, FIXED_64);
    out.writeBytes(bytes(value));
    return this;
  }

  ProtoMessage fixed32(int field, float value) {
    key(field, FIXED_32);
    out.writeBytes(
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  ProtoMessage varint(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  ProtoMessage text(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return delimited(field, value.bytes());
  }

  /** A packed repeated double. */
  ProtoMessage packed(int field, List<Double> values) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    values.forEach(value -> packed.writeBytes(bytes(value)));
    return delimited(field, packed.toByteArray());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private ProtoMessage delimited(int field, byte[] value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void key(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  /** Seven bits a byte, the lowest first; the highest bit says that there is more. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] bytes(double value) {
    return ByteBuffer.allocate(Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(value)
        .array();
  }
}
