package org.sparsevd.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A safetensors file of F32 tensors: a little-endian length, a JSON header of that many bytes, then
 * the tensors' values.
 *
 * @param tensors by name, in the order of the file
 * @param metadata strings by name
 */
record Safetensors(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8; // of the first value, so that readers can map the file

  /**
   * Values in row-major order.
   *
   * @param shape its sizes, outermost first; copied
   * @param values not copied: not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tensor(List<Integer> shape, float[] values) {
    Tensor {
      shape = List.copyOf(shape);
    }

    static Tensor of(float[] values, Integer... shape) {
      return new Tensor(List.of(shape), values);
    }
  }

  /** Writes the file; does not close {@code out}. */
  void write(OutputStream out) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, metadata);
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long start = end;
      end += 4L * entry.getValue().values().length;
      header.put(
          entry.getKey(),
          Map.of(
              "dtype",
              "F32",
              "shape",
              entry.getValue().shape(),
              "data_offsets",
              List.of(start, end)));
    }
    byte[] json = sorted(header).getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).array());
    out.write(json);
    out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.UTF_8));
    for (Tensor tensor : tensors.values()) {
      byte[] bytes = new byte[4 * tensor.values().length];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.values());
      out.write(bytes);
    }
  }

  /** JSON with the keys of inner maps in a fixed order, so that equal runs give equal bytes. */
  private static String sorted(Map<String, Object> header) {
    return JsonMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsString(header);
  }

  /**
   * Reads a file. As the format asks, tensors must fill it without gaps or overlaps, so what is
   * read is never larger than the file.
   *
   * @throws InvalidRunException when it is no safetensors file of F32 tensors
   */
  static Safetensors read(Path file) throws IOException {
    return parse(file, WholeFile.bytes(file));
  }

  /**
   * Reads the content of a file; as {@link #read}.
   *
   * @param source what an error names
   */
  static Safetensors parse(Path source, byte[] bytes) throws InvalidRunException {
    try {
      return parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new InvalidRunException(source, "no safetensors file: " + e.getMessage(), e);
    }
  }

  private static Safetensors parse(ByteBuffer bytes) {
    JsonNode header = header(bytes);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.path(METADATA).properties()) {
      metadata.put(entry.getKey(), entry.getValue().asString(""));
    }
    SequencedMap<String, Span> spans = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        spans.put(entry.getKey(), Span.of(entry.getKey(), entry.getValue()));
      }
    }
    checkCover(spans.values(), bytes.remaining());
    FloatBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    spans.forEach((name, span) -> tensors.put(name, span.read(values)));
    return new Safetensors(tensors, metadata);
  }

  /** The JSON header; leaves {@code bytes} at the first value. */
  private static JsonNode header(ByteBuffer bytes) {
    if (bytes.remaining() < Long.BYTES) {
      throw new IllegalArgumentException("only " + bytes.remaining() + " bytes");
    }
    long length = bytes.getLong();
    if (length < 2 || length > bytes.remaining()) {
      throw new IllegalArgumentException(
          "header of %d bytes in %d".formatted(length, bytes.remaining()));
    }
    byte[] json = new byte[(int) length];
    bytes.get(json);
    return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
  }

  private static void checkCover(Collection<Span> spans, int dataBytes) {
    long end = 0;
    List<Span> inOrder = new ArrayList<>(spans);
    inOrder.sort(Comparator.comparingLong(Span::start).thenComparingLong(Span::end));
    for (Span span : inOrder) {
      if (span.start() != end) {
        throw new IllegalArgumentException(
            "tensor %s: expected to begin at byte %d, begins at %d"
                .formatted(span.name(), end, span.start()));
      }
      end = span.end();
    }
    if (end != dataBytes) {
      throw new IllegalArgumentException(
          "expected %d bytes of values, found %d".formatted(end, dataBytes));
    }
  }

  /** Where a tensor's values lie, in bytes after the header. */
  private record Span(String name, List<Integer> shape, long start, long end) {
    static Span of(String name, JsonNode node) {
      List<Integer> shape = new ArrayList<>();
      long count = 1;
      for (JsonNode size : node.path("shape")) {
        shape.add((int) Math.min(Integer.MAX_VALUE, whole(size)));
        // Sizes below 2^31 times a count held below 2^31 cannot overflow.
        count = Math.min(Integer.MAX_VALUE, count * Math.max(0, shape.getLast()));
      }
      long start = whole(node.path("data_offsets").path(0));
      long end = whole(node.path("data_offsets").path(1));
      boolean fits =
          node.path("dtype").asString("").equals("F32")
              && shape.stream().allMatch(size -> size >= 0)
              && start >= 0
              && end == start + Float.BYTES * count;
      if (!fits) {
        throw new IllegalArgumentException(
            "tensor " + name + ": expected F32 values that fill its shape, found " + node);
      }
      return new Span(name, shape, start, end);
    }

    /** A size or place in the file; −1 when it is none. */
    private static long whole(JsonNode node) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? Math.max(-1, node.longValue())
          : -1;
    }

    Tensor read(FloatBuffer all) {
      float[] values = new float[(int) ((end - start) / Float.BYTES)];
      all.get((int) (start / Float.BYTES), values);
      return new Tensor(shape, values);
    }
  }

  @Override
  public String toString() {
    return "Safetensors" + Arrays.toString(tensors.keySet().toArray());
  }
}
