package org.sparsevd.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array in NumPy's .npy format, version 1.0, little-endian, C order.
 *
 * @param type NumPy's name of the element type: {@code |u1}, {@code |i1}, {@code <f2}, {@code <f4},
 *     {@code <f8}
 * @param shape sizes of the dimensions; empty for a scalar
 * @param data elements, little-endian, position 0
 */
record Npy(String type, List<Integer> shape, ByteBuffer data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** What can stand before the elements: magic, length, and a header as long as that can say. */
  static final int MAX_HEADER_BYTES = 10 + 65535;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': *'([|<][a-z][0-9])', *'fortran_order': *False, *'shape': *\\("
              + "((?:[0-9]{1,9}, *){0,8}(?:[0-9]{1,9})?)\\),? *\\}\\s*");

  Npy {
    shape = List.copyOf(shape);
  }

  static Npy ofBytes(byte[] values) {
    return new Npy("|u1", List.of(values.length), ByteBuffer.wrap(values));
  }

  static Npy ofSignedBytes(byte[] values) {
    return new Npy("|i1", List.of(values.length), ByteBuffer.wrap(values));
  }

  /** The low bytes of all values, then the high bytes: packs smaller than value by value. */
  static Npy ofHalves(short[] values) {
    ByteBuffer data = buffer(2 * values.length);
    for (int i = 0; i < values.length; i++) {
      data.put(i, (byte) values[i]);
      data.put(values.length + i, (byte) (values[i] >> 8));
    }
    return new Npy("|u1", List.of(2, values.length), data);
  }

  static Npy ofFloats(float[] values) {
    ByteBuffer data = buffer(4 * values.length);
    data.asFloatBuffer().put(values);
    return new Npy("<f4", List.of(values.length), data);
  }

  static Npy ofDouble(double value) {
    return new Npy("<f8", List.of(), buffer(8).putDouble(0, value));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The whole .npy file. */
  byte[] toBytes() {
    String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.size() == 1 ? dimensions + "," : dimensions);
    int headerLength =
        Math.ceilDiv(MAGIC.length + 2 + header.length() + 1, ALIGNMENT) * ALIGNMENT
            - MAGIC.length
            - 2;
    String padded = header + " ".repeat(headerLength - header.length() - 1) + "\n";
    return buffer(MAGIC.length + 2 + headerLength + data.capacity())
        .put(MAGIC)
        .putShort((short) headerLength)
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .put(data.duplicate().rewind())
        .array();
  }

  /**
   * Reads a .npy file.
   *
   * @throws IllegalArgumentException when it is none of this form
   */
  static Npy parse(byte[] bytes) {
    boolean magic =
        bytes.length >= 10 && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
    if (!magic) {
      throw new IllegalArgumentException("no NumPy array of version 1.0");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = 10 + Short.toUnsignedInt(buffer.getShort(8));
    if (start > bytes.length) {
      throw new IllegalArgumentException("NumPy header longer than the file");
    }
    String header = new String(bytes, 10, start - 10, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unexpected NumPy header " + header.strip());
    }
    List<Integer> shape =
        Arrays.stream(matcher.group(2).split(","))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .map(Integer::valueOf)
            .toList();
    String type = matcher.group(1);
    long expected = (long) type.charAt(2) - '0';
    for (int size : shape) {
      expected = Math.min(Integer.MAX_VALUE, expected * size);
    }
    if (bytes.length - start != expected) {
      throw new IllegalArgumentException(
          "NumPy array of " + expected + " bytes expected, got " + (bytes.length - start));
    }
    return new Npy(type, shape, buffer.slice(start, bytes.length - start));
  }

  /** Length of the first dimension; 0 for a scalar. */
  int length() {
    return shape.isEmpty() ? 0 : shape.getFirst();
  }

  /** Checks type and shape and gives the elements. */
  ByteBuffer elements(String expectedType, Integer... expectedShape) {
    if (!type.equals(expectedType) || !shape.equals(List.of(expectedShape))) {
      throw new IllegalArgumentException(
          "expected %s %s, got %s %s"
              .formatted(expectedType, Arrays.toString(expectedShape), type, shape));
    }
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
  }
}
