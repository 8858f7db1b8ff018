package org.sparsevd.run.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.EpochMetrics;

/** Read back by a decoder that shares nothing with what wrote it. */
class TensorBoardEventsTest {
  @TempDir private Path folder;

  /** One field of a message: a varint, fixed number or bytes. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares fields
  private record Field(int number, long bits, byte[] bytes) {}

  @Test
  void everyEpochIsAStepWithItsScalarsAndHistograms() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    List<byte[]> records = records(Files.readAllBytes(TensorBoardEvents.write(run, folder)));
    List<EpochMetrics> epochs = run.epochs();
    assertEquals(epochs.size() + 1, records.size());
    assertEquals("brain.Event:2", text(field(records.getFirst(), 3)));
    double before = 0;
    for (int i = 0; i < epochs.size(); i++) {
      byte[] event = records.get(i + 1);
      EpochMetrics metrics = epochs.get(i);
      assertEquals(metrics.epoch(), field(event, 2).bits());
      double time = Double.longBitsToDouble(field(event, 1).bits());
      assertTrue(time >= before, "time goes on");
      before = time;
      Map<String, Field> values = new HashMap<>();
      for (Field value : fields(field(event, 5).bytes())) {
        byte[] message = value.bytes();
        values.put(text(field(message, 1)), fields(message).getLast());
      }
      assertEquals(
          (float) metrics.testErrorPercent(), scalar(values.get("error/testErrorPercent")));
      assertEquals((float) metrics.compression(), scalar(values.get("sparsity/compression")));
      assertFalse(values.containsKey("error/validationErrorPercent"), "the run has none");
      List<LogAlphaHistogram> histograms = run.histograms(metrics.epoch());
      for (LogAlphaHistogram histogram : histograms) {
        byte[] proto = values.get("logAlpha/" + histogram.layer()).bytes();
        double[] limits = doubles(field(proto, 6).bytes());
        double[] counts = doubles(field(proto, 7).bytes());
        assertEquals(limits.length, counts.length);
        assertEquals(histogram.total(), Double.longBitsToDouble(field(proto, 3).bits()));
        for (int bin = 0; bin < counts.length; bin++) {
          assertEquals(histogram.count(bin), counts[bin]);
          assertTrue(bin == 0 || limits[bin] > limits[bin - 1], "limits ascend");
        }
      }
    }
  }

  /** The check value of CRC-32C is E3069283; masked as TensorFlow does it. */
  @Test
  void checksumsAreTensorFlows() {
    int masked = RecordFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII));
    int crc = 0xE3069283;
    assertEquals(((crc >>> 15) | (crc << 17)) + 0xA282EAD8, masked);
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    TensorBoardEvents.write(run, folder);
    assertThrows(InvalidRunException.class, () -> TensorBoardEvents.write(run, folder));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  private static List<byte[]> records(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(RecordFile.maskedChecksum(length), in.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertEquals(RecordFile.maskedChecksum(data), in.getInt());
      records.add(data);
    }
    return records;
  }

  private static Field field(byte[] message, int number) {
    return fields(message).stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >> 3);
      switch ((int) (key & 7)) {
        case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
        case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.add(new Field(number, 0, bytes));
        }
        case 5 -> fields.add(new Field(number, in.getInt(), new byte[0]));
        default -> throw new AssertionError("wire type of " + key);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(Field field) {
    return new String(field.bytes(), StandardCharsets.UTF_8);
  }

  private static float scalar(Field field) {
    return Float.intBitsToFloat((int) field.bits());
  }

  private static double[] doubles(byte[] packed) {
    double[] values = new double[packed.length / Double.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }
}
