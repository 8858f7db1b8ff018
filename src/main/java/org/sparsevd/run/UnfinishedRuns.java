package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs whose training stopped before its end and can go on. */
public final class UnfinishedRuns {
  private UnfinishedRuns() {}

  /**
   * Whether {@code run} stopped early, has a checkpoint and is not being trained now. Asks the
   * disk, so not for a thread that must not wait.
   */
  public static boolean contain(Run run) {
    return stoppedEarly(run.info())
        && CheckpointFile.isIn(run.folder())
        && !RunLock.isHeld(run.folder());
  }

  private static boolean stoppedEarly(RunInfo info) {
    return switch (info.state().kind()) {
      case RUNNING, CANCELLED, FAILED -> info.config().isPresent();
      case COMPLETED, DIVERGED -> false;
    };
  }

  /**
   * The run in {@code parent} that was trained latest, when it is unfinished. Folders that hold no
   * readable run are passed over.
   */
  public static Optional<Run> newestIn(Path parent) {
    return found(parent).stream()
        .max(Comparator.comparing(found -> latestStart(found.info)))
        .filter(newest -> stoppedEarly(newest.info))
        .flatMap(newest -> open(newest.folder))
        .filter(UnfinishedRuns::contain);
  }

  /** A run folder and what its {@code run.json} says. */
  private record Found(Path folder, RunInfo info) {}

  private static List<Found> found(Path parent) {
    List<Found> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(parent)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try {
          all.add(new Found(folder, RunJson.read(folder)));
        } catch (IOException e) {
          // No run, or one that can't be read: nothing to go on with.
        }
      }
    } catch (IOException e) {
      return List.of(); // no folder of runs yet
    }
    return all;
  }

  private static Instant latestStart(RunInfo info) {
    return info.sessions().isEmpty()
        ? info.started().orElse(Instant.MIN)
        : info.sessions().getLast().started();
  }

  private static Optional<Run> open(Path folder) {
    try {
      return Optional.of(RunFolder.open(folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
