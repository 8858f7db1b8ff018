package org.sparsevd.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
   * @param shape rows and columns, or a single length; copied
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
   * Reads a file.
   *
   * @throws InvalidRunException when it is no safetensors file of F32 tensors
   */
  static Safetensors read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < 8) {
      throw new InvalidRunException(file, "no safetensors file: only " + bytes.length + " bytes");
    }
    long headerLength = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > bytes.length - 8) {
      throw new InvalidRunException(
          file, "no safetensors file: header of " + headerLength + " bytes in " + bytes.length);
    }
    JsonNode header;
    try {
      header =
          JsonMapper.shared()
              .readTree(new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "header is not JSON", e);
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry
            .getValue()
            .properties()
            .forEach(p -> metadata.put(p.getKey(), p.getValue().asString()));
      } else {
        tensors.put(entry.getKey(), tensor(file, entry, bytes, 8 + (int) headerLength));
      }
    }
    return new Safetensors(tensors, metadata);
  }

  private static Tensor tensor(
      Path file, Map.Entry<String, JsonNode> entry, byte[] bytes, int dataStart)
      throws InvalidRunException {
    JsonNode node = entry.getValue();
    JsonNode offsets = node.path("data_offsets");
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (JsonNode size : node.path("shape")) {
      shape.add(size.asInt(-1));
      count = Math.max(-1, Math.min(Integer.MAX_VALUE, count * size.asInt(-1)));
    }
    long start = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    boolean fits =
        node.path("dtype").asString("").equals("F32")
            && shape.stream().allMatch(size -> size >= 0)
            && start >= 0
            && end - start == 4 * count
            && end <= bytes.length - dataStart;
    if (!fits) {
      throw new InvalidRunException(
          file,
          "tensor "
              + entry.getKey()
              + ": expected F32 values that fill its shape inside the file, found "
              + node);
    }
    float[] values = new float[(int) count];
    ByteBuffer.wrap(bytes, dataStart + (int) start, 4 * values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new Tensor(shape, values);
  }

  @Override
  public String toString() {
    return "Safetensors" + Arrays.toString(tensors.keySet().toArray());
  }
}
