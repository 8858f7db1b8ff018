package org.sparsevd.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.sparsevd.data.JsonProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A safetensors file: a little-endian length, a JSON header of that many bytes, then the tensors'
 * values, F32 ones first, and whole numbers without sign after them.
 *
 * @param tensors F32, by name, in the order of the file
 * @param indices U32, U16 and U8, by name, in the order of the file
 * @param metadata strings by name
 */
public record Safetensors(
    SequencedMap<String, Tensor> tensors,
    SequencedMap<String, IndexTensor> indices,
    Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8; // of the first value, so that readers can map the file

  /**
   * Values in row-major order.
   *
   * @param shape its sizes, outermost first; copied
   * @param values not copied: not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Tensor(List<Integer> shape, float[] values) {
    public Tensor {
      shape = List.copyOf(shape);
    }

    public static Tensor of(float[] values, Integer... shape) {
      return new Tensor(List.of(shape), values);
    }
  }

  /**
   * Whole numbers from 0 on, of one dimension.
   *
   * @param bytes of each: 1, 2 or 4
   * @param values not copied: not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record IndexTensor(int bytes, int[] values) {
    public IndexTensor {
      if (bytes != 1 && bytes != 2 && bytes != 4) {
        throw new IllegalArgumentException("expected 1, 2 or 4 bytes, got " + bytes);
      }
    }

    private byte[] write() {
      ByteBuffer all = ByteBuffer.allocate(bytes * values.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int value : values) {
        switch (bytes) {
          case 1 -> all.put((byte) value);
          case 2 -> all.putShort((short) value);
          default -> all.putInt(value);
        }
      }
      return all.array();
    }
  }

  /** A file of F32 tensors. */
  Safetensors(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
    this(tensors, new LinkedHashMap<>(), metadata);
  }

  /** Writes the file; does not close {@code out}. */
  public void write(OutputStream out) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, metadata);
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long start = end;
      end += 4L * tensor.values().length;
      header.put(entry.getKey(), entry("F32", tensor.shape(), start, end));
    }
    for (Map.Entry<String, IndexTensor> entry : indices.entrySet()) {
      IndexTensor tensor = entry.getValue();
      int count = tensor.values().length;
      long start = end;
      end += (long) tensor.bytes() * count;
      header.put(entry.getKey(), entry("U" + 8 * tensor.bytes(), List.of(count), start, end));
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
    for (IndexTensor tensor : indices.values()) {
      out.write(tensor.write());
    }
  }

  private static Map<String, Object> entry(String type, List<Integer> shape, long start, long end) {
    return Map.of("dtype", type, "shape", shape, "data_offsets", List.of(start, end));
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
   * @throws InvalidRunException when it is no safetensors file of F32, U32, U16 and U8 tensors
   */
  public static Safetensors read(Path file) throws IOException {
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
    } catch (JacksonException e) {
      throw new InvalidRunException(
          source, "no safetensors file: header: " + JsonProblem.inWords(e), e);
    } catch (IllegalArgumentException e) {
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
    ByteBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    SequencedMap<String, IndexTensor> indices = new LinkedHashMap<>();
    spans.forEach((name, span) -> {
      if (span.type().equals("F32")) {
        tensors.put(name, span.read(values));
      } else {
        indices.put(name, span.readIndices(values));
      }
    });
    return new Safetensors(tensors, indices, metadata);
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
  private record Span(String name, String type, List<Integer> shape, long start, long end) {
    private static final Map<String, Integer> BYTES = Map.of("F32", 4, "U32", 4, "U16", 2, "U8", 1);

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
      String type = node.path("dtype").asString("");
      boolean fits =
          BYTES.containsKey(type)
              && (type.equals("F32") || shape.size() == 1)
              && shape.stream().allMatch(size -> size >= 0)
              && start >= 0
              && end == start + BYTES.get(type) * count;
      if (!fits) {
        throw new IllegalArgumentException(
            "tensor "
                + name
                + ": expected F32 values, or a list of U32, U16 or U8, that fill its shape, found "
                + node);
      }
      return new Span(name, type, shape, start, end);
    }

    /** A size or place in the file; −1 when it is none. */
    private static long whole(JsonNode node) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? Math.max(-1, node.longValue())
          : -1;
    }

    Tensor read(ByteBuffer all) {
      float[] values = new float[(int) ((end - start) / Float.BYTES)];
      all.slice((int) start, (int) (end - start))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      return new Tensor(shape, values);
    }

    IndexTensor readIndices(ByteBuffer all) {
      int bytes = BYTES.get(type);
      int[] values = new int[(int) ((end - start) / bytes)];
      for (int i = 0; i < values.length; i++) {
        int at = (int) start + i * bytes;
        values[i] =
            switch (bytes) {
              case 1 -> Byte.toUnsignedInt(all.get(at));
              case 2 -> Short.toUnsignedInt(all.getShort(at));
              default -> all.getInt(at);
            };
      }
      return new IndexTensor(bytes, values);
    }
  }

  @Override
  public String toString() {
    return "Safetensors" + Arrays.toString(tensors.keySet().toArray());
  }
}
