package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sparsevd.train.EpochMetrics;

/**
 * A copy of a run small enough to give away: all figures, histograms and the latest weights, but
 * masks of every so many epochs only, and nothing that training on from it would need. On request
 * the weights are left out too.
 *
 * @param folder where the copy is
 * @param kept history files it has
 * @param of history files the run has
 * @param bytes size of all files of the copy
 */
public record ThinnedRun(Path folder, int kept, int of, long bytes) {

  /** Instead of a number of epochs: keeps no masks at all. */
  public static final int NO_HISTORY = -1;

  /**
   * Copies the run in {@code source} into {@code target}. Files are copied byte by byte and {@code
   * run.json} last, so that a copy cut short is no run at all.
   *
   * @param every epochs from one kept history file to the next, from 0 on; the last epoch's is kept
   *     too, and alone when this is 0; {@link #NO_HISTORY} for none
   * @param weights whether the latest weights come along
   * @throws InvalidRunException when {@code source} is no run, or {@code target} is neither new nor
   *     empty: nothing is ever overwritten
   */
  public static ThinnedRun write(Path source, Path target, int every, boolean weights)
      throws IOException {
    if (every < NO_HISTORY) {
      throw new IllegalArgumentException("every: expected -1 or more, got " + every);
    }
    Run run = RunFolder.open(source);
    Path folder = RunFolder.createExactly(target).toAbsolutePath().normalize();
    int last = run.latest().map(EpochMetrics::epoch).orElse(0);
    long before = run.epochs().stream().filter(each -> run.hasHistory(each.epoch())).count();
    List<String> names =
        RunFiles.of(
            run,
            epoch -> every != NO_HISTORY && (epoch == last || (every > 0 && epoch % every == 0)),
            weights);
    int kept = 0;
    long bytes = 0;
    try {
      for (String name : names) {
        bytes += copy(run.folder().resolve(name), folder.resolve(name));
        kept += name.startsWith(EpochHistories.FOLDER) ? 1 : 0;
      }
    } catch (IOException e) {
      RunFolder.deleteWhole(folder); // it was new or empty
      throw e;
    }
    return new ThinnedRun(folder, kept, (int) before, bytes);
  }

  /** Copies a file; gives its size. */
  private static long copy(Path from, Path to) throws IOException {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new InvalidRunException(to, "cannot be written: " + FileProblem.inWords(e), e);
    }
    return Files.size(to);
  }
}
