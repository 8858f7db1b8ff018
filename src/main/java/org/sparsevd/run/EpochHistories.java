package org.sparsevd.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The {@code history/} folder of a run: one .npz file an epoch, which NumPy opens as it is. Keeps
 * the few epochs read last in memory.
 */
final class EpochHistories {
  static final String FOLDER = "history";
  private static final String CUT = "cut";
  private static final Pattern NAME = Pattern.compile("epoch-[0-9]{5,}\\.npz");

  /** Epochs kept in memory: enough to scrub back and forth, about 1 MB each for LeNet-300-100. */
  private static final int CACHED = 16;

  /** Entries carry this date, so that equal runs give equal bytes. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private volatile Path folder;
  private final Map<Integer, EpochHistory> cache =
      new LinkedHashMap<>(2 * CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, EpochHistory> eldest) {
          return size() > CACHED;
        }
      };

  /**
   * @param runFolder the run's folder
   */
  EpochHistories(Path runFolder) {
    folder = runFolder.resolve(FOLDER);
  }

  /** The run's folder is another one from now on. */
  void moveTo(Path runFolder) {
    folder = runFolder.resolve(FOLDER);
  }

  Path file(int epoch) {
    return folder.resolve(fileName(epoch));
  }

  private static String fileName(int epoch) {
    return String.format(Locale.ROOT, "epoch-%05d.npz", epoch);
  }

  /** Name of an epoch's file in the run's folder, with a {@code /}. */
  static String nameOf(int epoch) {
    return FOLDER + "/" + fileName(epoch);
  }

  /** Whether {@link #nameOf} gives that name for any epoch. */
  static boolean isName(String name) {
    return name.startsWith(FOLDER + "/")
        && NAME.matcher(name.substring(FOLDER.length() + 1)).matches();
  }

  /** Reads an epoch's file, if there is one, and forgets it. Errors as {@link #read}. */
  void check(int epoch, List<RunInfo.Layer> layers) throws IOException {
    if (has(epoch)) {
      parse(file(epoch), epoch, layers);
    }
  }

  /** Deletes the files of epochs after {@code epoch}, and what was being written. */
  void deleteAfter(int epoch) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    String last = file(epoch).getFileName().toString();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean later = NAME.matcher(name).matches() && compare(name, last) > 0;
        if (later || AtomicFiles.isAside(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** By epoch: more digits come later. */
  private static int compare(String name, String other) {
    return Comparator.comparingInt(String::length)
        .thenComparing(Comparator.naturalOrder())
        .compare(name, other);
  }

  /** Whether there is a file for the epoch. */
  boolean has(int epoch) {
    return Files.isRegularFile(file(epoch));
  }

  void write(int epoch, double cut, List<HistoryLayer> layers) throws IOException {
    Map<String, Npy> arrays = new LinkedHashMap<>();
    arrays.put(CUT, Npy.ofDouble(cut));
    layers.forEach(layer -> layer.pack(arrays));
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder); // and not the run's folder: when that is gone, the run is
    }
    AtomicFiles.write(file(epoch), out -> zip(arrays, out));
  }

  private static void zip(Map<String, Npy> arrays, OutputStream out) throws IOException {
    ZipOutputStream zip = new FilteredZip(out);
    for (Map.Entry<String, Npy> entry : arrays.entrySet()) {
      ZipEntry zipEntry = new ZipEntry(entry.getKey() + ".npy");
      zipEntry.setTimeLocal(ENTRY_TIME);
      zip.putNextEntry(zipEntry);
      zip.write(entry.getValue().toBytes());
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Deflates for data of small random variation, which log α and θ are: a few percent smaller. */
  private static final class FilteredZip extends ZipOutputStream {
    FilteredZip(OutputStream out) {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
      def.setStrategy(Deflater.FILTERED);
    }
  }

  /**
   * Reads an epoch's file; empty when there is none.
   *
   * @param layers shapes the file must have
   */
  Optional<EpochHistory> read(int epoch, List<RunInfo.Layer> layers) throws IOException {
    synchronized (cache) {
      EpochHistory cached = cache.get(epoch);
      if (cached != null) {
        return Optional.of(cached);
      }
    }
    Path file = file(epoch);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    EpochHistory history = parse(file, epoch, layers);
    synchronized (cache) {
      cache.put(epoch, history);
    }
    return Optional.of(history);
  }

  /**
   * Reads one layer of an epoch's file; empty when there is none. Keeps nothing.
   *
   * @param layers shapes the file must have
   */
  Optional<EpochHistory.Layer> read(int epoch, List<RunInfo.Layer> layers, String name)
      throws IOException {
    synchronized (cache) {
      EpochHistory cached = cache.get(epoch);
      if (cached != null) {
        return cached.layer(name);
      }
    }
    Path file = file(epoch);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<RunInfo.Layer> wanted =
        layers.stream().filter(layer -> layer.name().equals(name)).toList();
    return parse(file, epoch, wanted).layer(name);
  }

  private static EpochHistory parse(Path file, int epoch, List<RunInfo.Layer> shapes)
      throws IOException {
    byte[] bytes = WholeFile.bytes(file);
    try {
      Map<String, Npy> arrays = unzip(bytes, largestArrays(shapes));
      if (!arrays.containsKey(CUT)) {
        throw new IllegalArgumentException("no array " + CUT);
      }
      double threshold = arrays.get(CUT).elements("<f8").getDouble();
      List<EpochHistory.Layer> layers = new ArrayList<>();
      for (RunInfo.Layer shape : shapes) {
        layers.add(HistoryLayer.unpack(shape, threshold, arrays));
      }
      return new EpochHistory(epoch, threshold, layers);
    } catch (IOException e) {
      throw new InvalidRunException(
          file, "not a history file of this run: " + FileProblem.inWords(e), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, "not a history file of this run: " + e.getMessage(), e);
    }
  }

  private static Map<String, Integer> largestArrays(List<RunInfo.Layer> shapes) {
    Map<String, Integer> largest = new LinkedHashMap<>();
    largest.put(CUT, Double.BYTES);
    shapes.forEach(shape -> largest.putAll(HistoryLayer.largestArrays(shape)));
    return largest;
  }

  /**
   * Reads the arrays that are asked for. A few KB can unzip to gigabytes, so no more is unzipped
   * than an array of the layer's shape takes.
   *
   * @param largest most bytes an array can have, by its name
   */
  private static Map<String, Npy> unzip(byte[] bytes, Map<String, Integer> largest)
      throws IOException {
    Map<String, Npy> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        if (!largest.containsKey(name)) {
          continue;
        }
        int most = Npy.MAX_HEADER_BYTES + largest.get(name);
        byte[] array = zip.readNBytes(most + 1);
        if (array.length > most) {
          throw new IllegalArgumentException("array " + name + " is larger than its layer");
        }
        arrays.put(name, Npy.parse(array));
      }
    }
    return arrays;
  }
}
