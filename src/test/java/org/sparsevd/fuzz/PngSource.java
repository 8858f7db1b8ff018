package org.sparsevd.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Damaged PNG files: any bytes, and chunks that are damaged behind a right checksum. */
public final class PngSource implements Source {
  private static final int SIGNATURE = 8;
  private static final List<String> KINDS =
      List.of(
          "PLTE", "IDAT", "tEXt", "zTXt", "iTXt", "iCCP", "tRNS", "gAMA", "cHRM", "hIST", "xxxx");

  private final byte[] seed;
  private final Source anyBytes;

  private PngSource(byte[] seed) {
    this.seed = seed;
    anyBytes = Source.bytes(seed);
  }

  /** Of a valid file. */
  public static Source of(byte[] seed) {
    return new PngSource(seed);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Chunk(String kind, byte[] data) {}

  @Override
  public byte[] next(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return anyBytes.next(random);
    }
    List<Chunk> chunks = chunks();
    int at = random.nextInt(chunks.size());
    Chunk chunk = chunks.get(at);
    switch (random.nextInt(8)) {
      case 0 -> chunks.remove(at);
      case 1 -> chunks.add(random.nextInt(chunks.size() + 1), chunk);
      case 2 -> {
        byte[] data = new byte[random.nextInt(40)];
        random.nextBytes(data);
        chunks.add(1, new Chunk(KINDS.get(random.nextInt(KINDS.size())), data));
      }
      default -> {
        Mutation damage = Mutation::ofBytes;
        byte[] data = damage.several(chunk.data, List.of(seed), random);
        chunks.set(at, new Chunk(chunk.kind, data));
      }
    }
    return file(chunks);
  }

  private List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(seed);
    for (int at = SIGNATURE; at < seed.length; ) {
      int length = bytes.getInt(at);
      String kind = new String(seed, at + 4, 4, StandardCharsets.ISO_8859_1);
      chunks.add(new Chunk(kind, Arrays.copyOfRange(seed, at + 8, at + 8 + length)));
      at += 12 + length;
    }
    return chunks;
  }

  private byte[] file(List<Chunk> chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(seed, 0, SIGNATURE);
    for (Chunk chunk : chunks) {
      byte[] kind = chunk.kind.getBytes(StandardCharsets.ISO_8859_1);
      CRC32 crc = new CRC32();
      crc.update(kind);
      crc.update(chunk.data);
      out.writeBytes(ByteBuffer.allocate(4).putInt(chunk.data.length).array());
      out.writeBytes(kind);
      out.writeBytes(chunk.data);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
    return out.toByteArray();
  }
}
