package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.sparsevd.train.EpochMetrics;

/**
 * The files of a run that others can do something with: everything but what only resuming needs.
 * Names are relative to the run's folder, with {@code /} between their parts.
 */
public final class RunFiles {
  /** In this order a copy of a growing run fits together, and cut short it is no run at all. */
  private static final List<String> TOP =
      List.of(
          WeightsFile.NAME,
          PinnedWeights.NAME,
          EpochsCsv.NAME,
          HistogramsCsv.NAME,
          NamedCuts.NAME,
          RunNotes.NAME,
          RunJson.NAME);

  private static final Set<String> REQUIRED = Set.of(EpochsCsv.NAME, RunJson.NAME);

  private RunFiles() {}

  /**
   * The files that {@code run} has, in the order in which they are to be copied.
   *
   * @param history which epochs' history is wanted
   * @param weights whether the latest weights are
   */
  public static List<String> of(Run run, IntPredicate history, boolean weights) {
    List<String> names = new ArrayList<>();
    for (EpochMetrics metrics : run.epochs()) {
      if (history.test(metrics.epoch()) && run.hasHistory(metrics.epoch())) {
        names.add(EpochHistories.nameOf(metrics.epoch()));
      }
    }
    for (String name : TOP) {
      boolean wanted = weights || !name.equals(WeightsFile.NAME);
      if (wanted && Files.isRegularFile(run.folder().resolve(name))) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /**
   * Copies what can be read of the files that a run in {@code folder} may have.
   *
   * @throws IOException when it can't be written
   */
  static void copyReadable(Path folder, Path to) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    for (Path file : found) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (isKnown(name)) {
        byte[] bytes;
        try {
          bytes = WholeFile.bytes(file);
        } catch (IOException e) {
          continue; // the rest is worth having without it
        }
        Files.createDirectories(to.resolve(name).getParent());
        Files.write(to.resolve(name), bytes);
      }
    }
  }

  /** Whether a run can have a file of that name. */
  public static boolean isKnown(String name) {
    return TOP.contains(name) || EpochHistories.isName(name);
  }

  /** The files without which there is no run. */
  public static Set<String> required() {
    return REQUIRED;
  }

  /**
   * Opens the run in {@code folder} and reads every file of it, which {@link RunFolder#open} leaves
   * for later.
   *
   * @throws InvalidRunException naming the first file that is not what this program writes
   */
  public static Run check(Path folder) throws IOException {
    return check(folder, true);
  }

  /**
   * As above.
   *
   * @param history whether the history of its epochs is read too
   */
  public static Run check(Path folder, boolean history) throws IOException {
    Run run = RunFolder.open(folder);
    NamedCuts.read(run.folder());
    RunNotes.read(run.folder());
    run.pinned().read();
    if (history) {
      for (EpochMetrics metrics : run.epochs()) {
        run.histories().check(metrics.epoch(), run.info().layers());
      }
    }
    return run;
  }
}
