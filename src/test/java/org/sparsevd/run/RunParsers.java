package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Parsers of this package that only it may call, for tests that give them bad files. */
public final class RunParsers {
  private RunParsers() {}

  public static void safetensors(Path file, byte[] bytes) throws IOException {
    Safetensors.parse(file, bytes);
  }

  public static void checkpoint(Path folder) throws IOException {
    CheckpointFile.read(folder);
  }

  public static void runJson(Path folder) throws IOException {
    RunJson.read(folder);
  }

  /** Reads {@code epochs.csv}, and its last row as the library does. */
  public static void epochs(Path folder) throws IOException {
    EpochsCsv.last(folder);
    EpochsCsv.read(folder, List.of());
  }

  public static void histograms(Path folder) throws IOException {
    HistogramsCsv.read(folder);
  }

  /** Reads the history of an epoch, none of it kept from before. */
  public static void history(Path folder, int epoch, List<RunInfo.Layer> layers)
      throws IOException {
    new EpochHistories(folder).check(epoch, layers);
  }

  public static void pinned(Path folder, List<RunInfo.Layer> layers) throws IOException {
    new PinnedWeights(folder, () -> layers).read();
  }
}
