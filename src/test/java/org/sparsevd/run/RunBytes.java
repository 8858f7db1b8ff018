package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What of a run folder must be equal when everything but the clock is. */
public final class RunBytes {
  private static final List<String> TIMES =
      List.of("imagesPerSecond", "seconds", "evaluationSeconds");

  private RunBytes() {}

  /** {@code epochs.csv} without its columns of times, up to the row of {@code lastEpoch}. */
  public static List<String> epochs(Path folder, int lastEpoch) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("epochs.csv"));
    List<String> columns = List.of(lines.getFirst().split(",", -1));
    int[] kept =
        IntStream.range(0, columns.size()).filter(i -> !TIMES.contains(columns.get(i))).toArray();
    return lines.stream()
        .limit(lastEpoch + 2L) // the header, and epoch 0
        .map(line -> {
          String[] cells = line.split(",", -1);
          return String.join(",", IntStream.of(kept).mapToObj(i -> cells[i]).toList());
        })
        .toList();
  }

  /** {@code histograms.csv} up to the rows of {@code lastEpoch}. */
  static List<String> histograms(Path folder, int lastEpoch) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("histograms.csv"))) {
      return lines
          .filter(line -> {
            String epoch = line.substring(0, line.indexOf(','));
            return epoch.equals("epoch") || Integer.parseInt(epoch) <= lastEpoch;
          })
          .toList();
    }
  }

  static byte[] history(Path folder, int epoch) throws IOException {
    String name = String.format(Locale.ROOT, "epoch-%05d.npz", epoch);
    return Files.readAllBytes(folder.resolve("history").resolve(name));
  }

  static byte[] weights(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve("weights.safetensors"));
  }
}
