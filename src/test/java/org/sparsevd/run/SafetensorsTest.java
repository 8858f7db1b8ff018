package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final float[] VALUES = {
    1.5f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 3
  };

  @TempDir private Path folder;

  @Test
  void tensorsSurviveWritingAndReadingBitForBit() throws Exception {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b.matrix", Safetensors.Tensor.of(VALUES, 2, 3));
    tensors.put("a.row", Safetensors.Tensor.of(new float[] {7}, 1));
    tensors.put("none", Safetensors.Tensor.of(new float[0], 0));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Safetensors(tensors, Map.of("epoch", "3", "note", "é \"quoted\"")).write(out);
    Path file = Files.write(folder.resolve("file"), out.toByteArray());

    Safetensors read = Safetensors.read(file);
    assertEquals(tensors.keySet(), read.tensors().keySet());
    assertEquals(List.of(2, 3), read.tensors().get("b.matrix").shape());
    assertArrayEquals(VALUES, read.tensors().get("b.matrix").values());
    assertArrayEquals(new float[] {7}, read.tensors().get("a.row").values());
    assertEquals(Map.of("epoch", "3", "note", "é \"quoted\""), read.metadata());
    long header = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8, "values must lie aligned");
  }

  @Test
  void tensorsMayStandInTheHeaderInAnotherOrderThanInTheFile() throws Exception {
    Path file =
        file(
            """
            {"second": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]},
             "first": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}\
            """,
            8);
    assertEquals(
        List.of("second", "first"), List.copyOf(Safetensors.read(file).tensors().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1]x",
        // longer than the file
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 12]}}",
        // shorter than the file
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}",
        "{}",
        // shape and offsets disagree
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1, -2], \"data_offsets\": [0, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [\"x\"], \"data_offsets\": [0, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2.5], \"data_offsets\": [0, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [8, 0]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [-8, 0]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": 8}}",
        "{\"a\": {\"dtype\": \"F64\", \"shape\": [1], \"data_offsets\": [0, 8]}}",
        "{\"a\": {}}",
        "{\"a\": null}",
        // overlap
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]},"
            + " \"b\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},"
            + " \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [2, 6]}}",
        // gigabytes that are not there
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [50000, 50000], \"data_offsets\": [0,"
            + " 10000000000]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2147483647, 2147483647, 4],"
            + " \"data_offsets\": [0, 9223372036854775807]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [65536, 65536, 65536, 65536],"
            + " \"data_offsets\": [0, 0]}}"
      })
  void headersThatLieAreRefused(String header) throws Exception {
    Path file = file(header, 8);
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> Safetensors.read(file), header);
    assertTrue(e.getMessage().startsWith(file + ": no safetensors file: "), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 100, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void headerLengthsThatLieAreRefused(long length) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = Files.write(folder.resolve("file"), bytes.array());
    assertThrows(InvalidRunException.class, () -> Safetensors.read(file));
  }

  @Test
  void truncatedFilesAreRefusedAtEveryLength() throws Exception {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("fc1.theta", Safetensors.Tensor.of(VALUES, 2, 3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Safetensors(tensors, Map.of()).write(out);
    for (int length = 0; length < out.size(); length++) {
      byte[] part = Arrays.copyOf(out.toByteArray(), length);
      Path file = Files.write(folder.resolve("file"), part);
      assertThrows(InvalidRunException.class, () -> Safetensors.read(file));
    }
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    return Files.write(folder.resolve("file"), bytes.array());
  }
}
