package org.sparsevd.ui.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.run.library.RunLibrary;
import org.sparsevd.run.library.RunSearch;
import org.sparsevd.text.Text;

/**
 * The runs there are, those that are searched for, and what can be done to them. For the view's
 * thread; files are read and written by the background executor.
 */
public final class LibraryModel {
  private volatile RunLibrary library; // another one when another folder is chosen
  private final Executor background;
  private final Executor viewThread;
  private final BiConsumer<Path, Exception> onProblem;
  private final BiConsumer<Path, Path> onMoved;
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final ReadOnlyObjectWrapper<RunLibrary.Listing> listing =
      new ReadOnlyObjectWrapper<>(this, "listing", new RunLibrary.Listing(List.of(), List.of(), 0));
  private final ReadOnlyObjectWrapper<List<RunLibrary.Deleted>> deleted =
      new ReadOnlyObjectWrapper<>(this, "deleted", List.of());

  /** Reads or writes files. */
  @FunctionalInterface
  private interface FileTask<T> {
    T run() throws IOException;
  }

  /**
   * @param onProblem is told what could not be done to which file, on the view's thread
   * @param onMoved is told of a run's folder before and now, on the view's thread
   */
  public LibraryModel(
      RunLibrary library,
      Executor background,
      Executor viewThread,
      BiConsumer<Path, Exception> onProblem,
      BiConsumer<Path, Path> onMoved) {
    this.library = library;
    this.background = background;
    this.viewThread = viewThread;
    this.onProblem = onProblem;
    this.onMoved = onMoved;
  }

  /** What is looked for; see {@link RunSearch}. */
  public StringProperty searchProperty() {
    return search;
  }

  /** All runs, the newest first, as last read. */
  public ReadOnlyObjectProperty<RunLibrary.Listing> listingProperty() {
    return listing.getReadOnlyProperty();
  }

  /** The runs deleted last, for who wants them back; none after that was done. */
  public ReadOnlyObjectProperty<List<RunLibrary.Deleted>> deletedProperty() {
    return deleted.getReadOnlyProperty();
  }

  /** Where the runs are. */
  public Path folder() {
    return library.folder();
  }

  /** Lists the runs of another folder from now on. */
  public void setFolder(Path folder) {
    library = new RunLibrary(folder);
    deleted.set(List.of());
    refresh();
  }

  /** The runs that are searched for. */
  public List<RunSummary> found() {
    return listing.get().runs().stream().filter(RunSearch.of(search.get())).toList();
  }

  /** Lists the runs as they are now. */
  public void refresh() {
    work(library.folder(), library::list, listing::set);
  }

  /** Gives a run another name. */
  public void rename(RunSummary run, String name) {
    work(
        run.folder(),
        () -> RunFolder.rename(run.folder(), name),
        renamed -> {
          onMoved.accept(run.folder(), renamed);
          refresh();
        });
  }

  /**
   * Keeps notes and tags of a run.
   *
   * @param before what they were when the user began to change them
   * @param done is given what is kept: more, when another window has written too
   */
  public void note(RunSummary run, RunNotes before, RunNotes notes, Consumer<RunNotes> done) {
    if (!notes.equals(before)) {
      work(
          run.folder(),
          () -> notes.writeOver(before, run.folder()),
          kept -> {
            done.accept(kept);
            refresh();
          });
    }
  }

  /** Puts runs into the trash. */
  public void delete(List<RunSummary> runs) {
    deleted.set(List.of());
    for (RunSummary run : runs) {
      work(
          run.folder(),
          () -> library.delete(run.folder()),
          gone -> {
            deleted.set(Stream.concat(deleted.get().stream(), Stream.of(gone)).toList());
            refresh();
          });
    }
  }

  /** Takes the runs deleted last back. */
  public void undoDelete() {
    List<RunLibrary.Deleted> back = deleted.get();
    deleted.set(List.of());
    for (RunLibrary.Deleted each : back) {
      work(
          each.before(),
          () -> {
            library.restore(each);
            return each;
          },
          restored -> refresh());
    }
  }

  /** Says nothing more of what was deleted; it stays in the trash. */
  public void forgetDeleted() {
    deleted.set(List.of());
  }

  /** Deletes what is in the trash, for good. */
  public void emptyTrash() {
    deleted.set(List.of());
    work(
        library.folder(),
        () -> {
          library.emptyTrash();
          return true;
        },
        emptied -> refresh());
  }

  /** Packs a run with all it has into one file. */
  public void export(RunSummary run, Path file) {
    work(
        file,
        () -> RunArchive.write(run.folder(), file, new RunArchive.Contents(true, true)),
        written -> {});
  }

  /**
   * Takes what the user gave in, unpacking files of runs.
   *
   * @param taken is given each run's folder
   */
  public void take(List<Path> given, Consumer<Path> taken) {
    for (Path each : given) {
      work(
          each,
          () -> library.take(each),
          folder -> {
            folder.ifPresentOrElse(
                taken,
                () -> onProblem.accept(each, new IOException(Text.of("ui.library.notTaken"))));
            refresh();
          });
    }
  }

  private <T> void work(Path file, FileTask<T> task, Consumer<T> done) {
    background.execute(() -> {
      try {
        T result = task.run();
        viewThread.execute(() -> done.accept(result));
      } catch (IOException | RuntimeException e) {
        viewThread.execute(() -> onProblem.accept(file, e));
      }
    });
  }
}
