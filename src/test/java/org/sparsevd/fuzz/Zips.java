package org.sparsevd.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zips with right checksums around damaged files. */
public final class Zips {
  private static final String[] NAMES = {
    "", "x", "../x", "/etc/x", "history/", "history/epoch-99999999999.npz", "a".repeat(300), "\n"
  };

  private Zips() {}

  /** The files of a zip by name. */
  public static SequencedMap<String, byte[]> unzip(byte[] bytes) {
    SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail
    }
    return entries;
  }

  /** A zip of files by name. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Zips of {@code files} with one of them damaged, renamed or lost.
   *
   * @param damaged how to damage a file, by its name
   * @param seal what to do with the files before they are zipped
   */
  public static Source of(
      SequencedMap<String, byte[]> files,
      Function<String, Source> damaged,
      UnaryOperator<SequencedMap<String, byte[]>> seal) {
    List<String> names = new ArrayList<>(files.keySet());
    Map<String, Source> sources = new LinkedHashMap<>();
    names.forEach(name -> sources.put(name, damaged.apply(name)));
    return random -> {
      SequencedMap<String, byte[]> entries = new LinkedHashMap<>(files);
      String name = names.get(random.nextInt(names.size()));
      int how = random.nextInt(40);
      if (how == 0) {
        entries.remove(name);
      } else if (how == 1) {
        entries.put(NAMES[random.nextInt(NAMES.length)], entries.remove(name));
      } else if (how == 2) {
        entries.put(name, files.get(names.get(random.nextInt(names.size()))));
      } else {
        entries.put(name, sources.get(name).next(random));
      }
      return zip(seal.apply(entries));
    };
  }

  /**
   * .npz files whose arrays' headers or elements are damaged, headers having their right length.
   */
  public static Source npz(byte[] seed) {
    return Source.mix(
        Source.bytes(seed),
        of(unzip(seed), name -> npy(unzip(seed).get(name)), UnaryOperator.identity()));
  }

  private static Source npy(byte[] seed) {
    int start = 10 + Byte.toUnsignedInt(seed[8]) + (Byte.toUnsignedInt(seed[9]) << 8);
    return random -> {
      if (random.nextInt(3) == 0) {
        return Source.bytes(seed).next(random);
      }
      byte[] header = Arrays.copyOfRange(seed, 10, start);
      byte[] data = Arrays.copyOfRange(seed, start, seed.length);
      if (random.nextBoolean()) {
        header = Mutation.ofText(header, List.of(header), random);
      }
      if (random.nextBoolean()) {
        data = Mutation.ofBytes(data, List.of(seed), random);
      }
      byte[] npy = Arrays.copyOf(seed, 10 + header.length + data.length);
      npy[8] = (byte) header.length;
      npy[9] = (byte) (header.length >> 8);
      System.arraycopy(header, 0, npy, 10, header.length);
      System.arraycopy(data, 0, npy, 10 + header.length, data.length);
      return npy;
    };
  }
}
