package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.train.EpochMetrics;

/** Where runs are, and how one is opened. */
public final class RunFolder {
  private RunFolder() {}

  /** The folder runs go to unless told otherwise; see {@link LibraryFolder}. */
  public static Path defaultParent() {
    return LibraryFolder.ofUser().current();
  }

  /** The run folders in {@code parent}, by name; none when it is not there or can't be read. */
  public static List<Path> runsIn(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(RunJson.NAME)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Whether a training writes into {@code folder} now, of this program or another. */
  public static boolean isInTraining(Path folder) {
    return Files.isDirectory(folder) && RunLock.isHeld(folder);
  }

  /**
   * Gives a run another name, and its folder with it.
   *
   * @param name allowed by {@link RunNames}
   * @return the folder it has now
   * @throws InvalidRunException when the name is not allowed or taken, or the run is in training
   */
  public static Path rename(Path folder, String name) throws IOException {
    RunNames.check(folder, name);
    checkThere(folder);
    if (isInTraining(folder)) {
      throw new InvalidRunException(folder, "is being trained; it can be renamed afterwards");
    }
    Path renamed = folder.resolveSibling(name);
    try {
      Files.createDirectory(renamed); // only one of two studios gets it
    } catch (FileAlreadyExistsException e) {
      throw new InvalidRunException(renamed, "is there already; another name is expected", e);
    }
    try {
      Files.move(folder, renamed, StandardCopyOption.REPLACE_EXISTING); // of the empty one
    } catch (IOException e) {
      Files.deleteIfExists(renamed);
      throw e;
    }
    RunJson.rename(renamed, name);
    return renamed;
  }

  /**
   * Checks that a run that was seen is still there.
   *
   * @throws InvalidRunException when it was taken away meanwhile
   */
  public static void checkThere(Path folder) throws InvalidRunException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidRunException(
          folder, "is not there any more; another window or program has moved or deleted it");
    }
  }

  /** Makes a folder {@code stem}, or {@code stem-2}, {@code stem-3} … when that is taken. */
  public static Path create(Path parent, String stem) throws IOException {
    make(parent);
    for (int number = 1; ; number++) {
      Path folder = parent.resolve(number == 1 ? stem : stem + "-" + number);
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        // Taken, perhaps by another studio a moment ago: try the next number.
      } catch (IOException e) {
        throw cannotBeMade(folder, e);
      }
    }
  }

  /**
   * Makes {@code folder} for a run, or takes it when it is empty.
   *
   * @throws InvalidRunException when something is there already, which is never overwritten, or the
   *     folder cannot be made
   */
  public static Path createExactly(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new InvalidRunException(folder, "is a file; a new or empty folder is expected");
      }
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new InvalidRunException(folder, "is not empty; a new or empty folder is expected");
        }
      }
    }
    return make(folder);
  }

  /**
   * Deletes a folder and all in it; what somebody else deletes meanwhile is no error. Links are not
   * followed.
   */
  public static void deleteWhole(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path each : inside(folder)) {
        deleteWhole(each);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static Path make(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotBeMade(folder, e);
    }
  }

  private static InvalidRunException cannotBeMade(Path folder, IOException e) {
    return new InvalidRunException(folder, "cannot be made: " + FileProblem.inWords(e), e);
  }

  /**
   * Opens a run. Only {@code run.json} and {@code epochs.csv} are required. When there is a weights
   * file, epochs beyond the one it is of were never committed and are left out.
   *
   * @throws InvalidRunException in one sentence: which file, what was expected, what was found
   */
  public static Run open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidRunException(folder, "no such folder; a run folder is expected");
    }
    Path absolute = folder.toAbsolutePath().normalize();
    RunInfo info = RunJson.read(absolute);
    Optional<WeightsFile> weights =
        Files.isRegularFile(absolute.resolve(WeightsFile.NAME))
            ? Optional.of(
                WeightsFile.read(
                    absolute, info.layers().stream().map(RunInfo.Layer::name).toList()))
            : Optional.empty();
    List<RunInfo.Layer> layers = layers(absolute, info, weights);
    EpochsCsv.Content content =
        EpochsCsv.read(absolute, layers.stream().map(RunInfo.Layer::name).toList());
    if (layers.isEmpty()) {
      layers = content.layers().stream().map(name -> new RunInfo.Layer(name, 0, 0)).toList();
    }
    int committed = weights.map(WeightsFile::epoch).orElse(Integer.MAX_VALUE);
    List<EpochMetrics> epochs =
        content.epochs().stream().filter(metrics -> metrics.epoch() <= committed).toList();
    if (weights.isPresent() && content.epochs().stream().noneMatch(m -> m.epoch() == committed)) {
      throw new InvalidRunException(
          absolute.resolve(EpochsCsv.NAME),
          "expected a row of epoch %d, which %s is of".formatted(committed, WeightsFile.NAME));
    }
    int reached = epochs.isEmpty() ? 0 : epochs.getLast().epoch();
    Run run = new Run(absolute, info.with(layers).withEpochs(reached));
    SequencedMap<Integer, List<LogAlphaHistogram>> histograms = HistogramsCsv.read(absolute);
    for (EpochMetrics metrics : epochs) {
      run.append(metrics, histograms.getOrDefault(metrics.epoch(), List.of()));
    }
    weights.ifPresent(file -> run.setWeights(file.epoch(), file.layers()));
    return run;
  }

  /** The layers as run.json has them, which the weights must fit, or else those of the weights. */
  private static List<RunInfo.Layer> layers(
      Path folder, RunInfo info, Optional<WeightsFile> weights) throws InvalidRunException {
    List<RunInfo.Layer> ofWeights =
        weights.map(WeightsFile::layers).orElse(List.of()).stream().map(RunInfo.Layer::of).toList();
    if (info.layers().isEmpty()) {
      return ofWeights;
    }
    if (weights.isPresent() && !ofWeights.equals(info.layers())) {
      throw new InvalidRunException(
          folder.resolve(WeightsFile.NAME),
          "expected the layers of run.json, %s, found %s".formatted(info.layers(), ofWeights));
    }
    return info.layers();
  }
}
