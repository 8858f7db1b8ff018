package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;

/**
 * The runs that come with the program, to look at without training. They are for reading: whoever
 * would write into a run asks {@link #holds} first.
 *
 * @param folder holds a run folder each; need not be there
 */
public record SampleRuns(Path folder) {
  private static final String ASSETS = "assets";
  private static final String RUNS = "runs";

  /** Those of this program, in {@code assets/runs} beside its data sets. */
  public static SampleRuns ofProgram() {
    return new SampleRuns(
        DatasetCatalog.defaultFolder().resolveSibling(ASSETS).resolve(RUNS).normalize());
  }

  /**
   * The run folders there are: in the order of the presets, then by seed, then by name. Those that
   * can't be read come last; opening one says why.
   */
  public List<Path> folders() {
    return RunFolder.runsIn(folder).stream()
        .map(Place::of)
        .sorted(
            Comparator.comparingInt(Place::preset)
                .thenComparingLong(Place::seed)
                .thenComparing(Place::folder))
        .map(Place::folder)
        .toList();
  }

  /** Whether a run folder is one of these, through links too. */
  public boolean holds(Path runFolder) {
    return real(runFolder).startsWith(real(folder));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // not there: no link to follow
    }
  }

  /** Where a run stands in the list. */
  private record Place(Path folder, int preset, long seed) {
    static Place of(Path folder) {
      List<String> presets = Presets.all().stream().map(Presets.Preset::name).toList();
      try {
        RunInfo info = RunJson.read(folder);
        int preset = info.preset().map(presets::indexOf).orElse(-1);
        return new Place(
            folder,
            preset < 0 ? presets.size() : preset,
            info.config().map(ExperimentConfig::seed).orElse(0L));
      } catch (IOException e) {
        return new Place(folder, Integer.MAX_VALUE, 0);
      }
    }
  }
}
