package org.sparsevd.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Damaged safetensors files: any bytes, headers of their right length, and files that are right as
 * such but hold other tensors and metadata than their readers expect.
 */
public final class SafetensorsSource implements Source {
  private static final String METADATA = "__metadata__";
  private static final Map<String, Integer> BYTES = Map.of("F32", 4, "U32", 4, "U16", 2, "U8", 1);
  private static final int MOST_VALUES = 4_096;

  private final List<byte[]> seeds;
  private final Source anyBytes;

  private SafetensorsSource(List<byte[]> seeds) {
    this.seeds = seeds;
    anyBytes = Source.bytes(seeds.toArray(byte[][]::new));
  }

  /** Of valid files. */
  public static Source of(byte[]... seeds) {
    return new SafetensorsSource(List.of(seeds));
  }

  @Override
  public byte[] next(SplittableRandom random) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return anyBytes.next(random);
    }
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    int length = (int) ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = Arrays.copyOfRange(seed, Long.BYTES, Long.BYTES + length);
    byte[] data = Arrays.copyOfRange(seed, Long.BYTES + length, seed.length);
    if (kind == 1) {
      Mutation text = Mutation::ofText;
      return file(text.several(header, List.of(header), random), data);
    } else if (kind == 2 && data.length > 0) {
      return file(header, Mutation.ofBytes(data, List.of(seed), random));
    }
    return other((ObjectNode) JsonMapper.shared().readTree(header), data, random);
  }

  private static byte[] file(byte[] header, byte[] data) {
    return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  /** Names, types, shapes and metadata change, and the places of all tensors follow. */
  private static byte[] other(ObjectNode header, byte[] data, SplittableRandom random) {
    List<String> names = new ArrayList<>(header.propertyNames());
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      String name = names.get(random.nextInt(names.size()));
      if (!header.has(name)) {
        continue;
      }
      switch (random.nextInt(6)) {
        case 0 -> header.remove(name);
        case 1 -> header.set(names.get(random.nextInt(names.size())), header.get(name));
        default -> change(name, (ObjectNode) header.get(name), random);
      }
    }
    int end = 0;
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA) && entry.getValue() instanceof ObjectNode tensor) {
        int start = end;
        end += size(tensor);
        tensor.putArray("data_offsets").add(start).add(end);
      }
    }
    return file(
        JsonMapper.shared().writeValueAsString(header).getBytes(StandardCharsets.UTF_8),
        Arrays.copyOf(data, end));
  }

  private static void change(String name, ObjectNode node, SplittableRandom random) {
    if (name.equals(METADATA)) {
      List<String> keys = new ArrayList<>(node.propertyNames());
      String key = keys.isEmpty() ? "format" : keys.get(random.nextInt(keys.size()));
      byte[] value = node.path(key).asString("").getBytes(StandardCharsets.UTF_8);
      node.put(
          key, new String(Mutation.ofText(value, List.of(value), random), StandardCharsets.UTF_8));
      return;
    }
    if (random.nextInt(4) == 0) {
      List<String> types = BYTES.keySet().stream().sorted().toList();
      node.put("dtype", types.get(random.nextInt(types.size())));
      return;
    }
    List<Integer> shape = new ArrayList<>();
    node.path("shape").forEach(size -> shape.add(size.asInt()));
    int at = random.nextInt(shape.size() + 1);
    switch (random.nextInt(4)) {
      case 0 -> shape.add(at, 1);
      case 1 -> shape.add(at, 0);
      case 2 -> shape.addAll(List.of(0, Integer.MAX_VALUE));
      default -> {
        if (at < shape.size()) {
          shape.set(at, random.nextInt(20));
        }
      }
    }
    ArrayNode changed = node.putArray("shape");
    shape.forEach(changed::add);
  }

  private static int size(ObjectNode tensor) {
    long count = 1;
    for (JsonNode size : tensor.path("shape")) {
      count = Math.min(MOST_VALUES, count * size.asInt(0));
    }
    return (int) Math.max(0, count) * BYTES.getOrDefault(tensor.path("dtype").asString("F32"), 4);
  }
}
