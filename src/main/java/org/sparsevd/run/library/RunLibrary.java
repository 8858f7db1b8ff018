package org.sparsevd.run.library;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.archive.ArchiveReader;

/**
 * A folder of run folders. Its state is the disk alone, so several studios may have it open: each
 * sees the other's changes when it lists anew, and whoever comes second is told so.
 *
 * @param folder where the runs are
 */
public record RunLibrary(Path folder) {
  /** Where deleted runs are until the trash is emptied. */
  static final String TRASH = ".trash";

  /**
   * What there is.
   *
   * @param runs the newest first
   * @param unreadable what looks like a run and is none, a sentence each
   * @param trashed runs in the trash
   */
  public record Listing(List<RunSummary> runs, List<String> unreadable, int trashed) {
    public Listing {
      runs = List.copyOf(runs);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** A run that was deleted: where it is now and where it was. */
  public record Deleted(Path now, Path before) {}

  /** Reads what there is; a few milliseconds for each ten runs, however long they are. */
  public Listing list() {
    List<RunSummary> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path run : RunFolder.runsIn(folder)) {
      try {
        runs.add(RunSummary.read(run));
      } catch (IOException e) {
        if (Files.isDirectory(run)) { // else somebody took it away meanwhile
          unreadable.add(e.getMessage());
        }
      }
    }
    runs.sort(
        Comparator.comparing((RunSummary run) -> run.started().orElse(Instant.MIN)).reversed());
    return new Listing(runs, unreadable, trashed());
  }

  /**
   * Puts a run into the trash.
   *
   * @throws InvalidRunException when it is being trained
   */
  public Deleted delete(Path run) throws IOException {
    RunFolder.checkThere(run);
    if (RunFolder.isInTraining(run)) {
      throw new InvalidRunException(run, "is being trained; it can be deleted afterwards");
    }
    Path trash = Files.createDirectories(folder.resolve(TRASH));
    Path now = RunFolder.create(trash, run.getFileName().toString());
    move(run, now);
    return new Deleted(now, run);
  }

  /**
   * Takes a deleted run back to where it was.
   *
   * @throws InvalidRunException when there is another run by now
   */
  public void restore(Deleted deleted) throws IOException {
    RunFolder.checkThere(deleted.now());
    try {
      Files.createDirectory(deleted.before());
    } catch (FileAlreadyExistsException e) {
      throw new InvalidRunException(
          deleted.before(), "is there again; the deleted run stays in the trash", e);
    }
    move(deleted.now(), deleted.before());
  }

  /** Moves a folder over an empty one that was made for it; leaves all as it was on an error. */
  private static void move(Path from, Path made) throws IOException {
    try {
      Files.move(from, made, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(made);
      throw e;
    }
  }

  /** How many runs are in the trash. */
  public int trashed() {
    Path trash = folder.resolve(TRASH);
    if (!Files.isDirectory(trash)) {
      return 0;
    }
    try (Stream<Path> runs = Files.list(trash)) {
      return (int) runs.count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Deletes what is in the trash, for good. */
  public void emptyTrash() throws IOException {
    Path trash = folder.resolve(TRASH);
    RunFolder.deleteWhole(trash); // another window may be at it too
  }

  /**
   * Takes what a user gives in: a run's file is unpacked into the library, a run's folder stays
   * where it is.
   *
   * @return the run's folder; empty for what is neither
   * @throws IOException when a file cannot be imported, with a sentence for the user
   */
  public Optional<Path> take(Path given) throws IOException {
    if (Files.isDirectory(given)) {
      return Optional.of(given);
    }
    return ArchiveReader.isArchive(given)
        ? Optional.of(ArchiveReader.read(given, folder))
        : Optional.empty();
  }
}
