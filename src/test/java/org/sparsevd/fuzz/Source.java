package org.sparsevd.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Makes inputs for a parser. */
@FunctionalInterface
public interface Source {
  /** An input that depends on {@code random} alone. */
  byte[] next(SplittableRandom random);

  /** Random bytes, valid files and damaged ones. */
  static Source bytes(byte[]... seeds) {
    List<byte[]> all = List.of(seeds);
    return random -> ofSeeds(all, random, Mutation::ofBytes);
  }

  /** The same of texts, damaged as texts more often than as bytes. */
  static Source text(String... seeds) {
    List<byte[]> all =
        Arrays.stream(seeds).map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList();
    return random -> ofSeeds(all, random, Mutation::ofText);
  }

  private static byte[] ofSeeds(List<byte[]> seeds, SplittableRandom random, Mutation mutation) {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = seeds.get(random.nextInt(seeds.size()));
    return random.nextInt(20) == 0 ? input : mutation.several(input, seeds, random);
  }

  /** One of several kinds of inputs each time. */
  static Source mix(Source... sources) {
    return random -> sources[random.nextInt(sources.length)].next(random);
  }

  /** These inputs gzipped, so that the damage lies behind a right checksum. */
  default Source gzipped() {
    return random -> gzip(next(random));
  }

  /** Gzips {@code bytes}. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail
    }
    return out.toByteArray();
  }
}
