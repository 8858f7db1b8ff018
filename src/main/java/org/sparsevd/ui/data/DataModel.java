package org.sparsevd.ui.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.store.DatasetFetch;
import org.sparsevd.data.store.DatasetImport;
import org.sparsevd.data.store.PublicDataset;
import org.sparsevd.run.FileProblem;
import org.sparsevd.text.Text;

/** The data sets there are, the one looked at, and what can be done. For the view's thread. */
public final class DataModel {
  private static final System.Logger LOG = System.getLogger(DataModel.class.getName());

  private final DataFolders folders;
  private final Executor files;
  private final Executor reading;
  private final Executor fetching;
  private final Executor viewThread;
  private final Consumer<List<String>> onNames;
  private final ReadOnlyObjectWrapper<List<DataItem>> items =
      new ReadOnlyObjectWrapper<>(this, "items", List.of());
  private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper(this, "selected", "");
  private final ReadOnlyObjectWrapper<Optional<DataTask>> task =
      new ReadOnlyObjectWrapper<>(this, "task", Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> beingRead = new HashSet<>();
  private volatile String wanted = ""; // what is selected, for the thread that reads
  private Runnable onKnown = () -> {};

  /** What reading a data set has come to, for the version that was read. */
  private record Known(long version, Optional<DataPreview> preview, String problem) {}

  /**
   * @param files lists folders and deletes
   * @param reading reads data sets whole, which takes seconds
   * @param fetching fetches and imports, which takes minutes
   * @param onNames is told the names that can be trained on, on the view's thread
   */
  public DataModel(
      DataFolders folders,
      Executor files,
      Executor reading,
      Executor fetching,
      Executor viewThread,
      Consumer<List<String>> onNames) {
    this.folders = folders;
    this.files = files;
    this.reading = reading;
    this.fetching = fetching;
    this.viewThread = viewThread;
    this.onNames = onNames;
  }

  /** All data sets, as last listed. */
  ReadOnlyObjectProperty<List<DataItem>> itemsProperty() {
    return items.getReadOnlyProperty();
  }

  /** Name of the one looked at. */
  ReadOnlyStringProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The fetch or import under way. */
  ReadOnlyObjectProperty<Optional<DataTask>> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** What went wrong last, in sentences; empty when nothing did. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Who hears that a data set has been read, or is to be read again. */
  void setOnKnown(Runnable listener) {
    onKnown = listener;
  }

  /** The one looked at. */
  Optional<DataItem> item() {
    return items.get().stream().filter(each -> each.name().equals(selected.get())).findFirst();
  }

  /** What is in the one looked at; empty until it has been read, or when it can't be. */
  Optional<DataPreview> preview() {
    return item().map(DataItem::name).map(known::get).flatMap(Known::preview);
  }

  /** Whether the one looked at is being read. */
  boolean isReading() {
    return item()
        .filter(each -> each.isHere() && !each.isBroken())
        .filter(each -> !known.containsKey(each.name()))
        .isPresent();
  }

  /** Lists the data sets as they are now. */
  public void refresh() {
    work(folders::list, this::show);
  }

  private void show(List<DataItem> listed) {
    known
        .entrySet()
        .removeIf(each ->
            listed.stream()
                .noneMatch(item ->
                    item.name().equals(each.getKey())
                        && item.version() == each.getValue().version));
    List<DataItem> judged =
        listed.stream()
            .map(item ->
                Optional.ofNullable(known.get(item.name()))
                    .filter(each -> !item.isBroken() && !each.problem.isEmpty())
                    .map(each -> item.broken(each.problem))
                    .orElse(item))
            .toList();
    items.set(judged);
    onNames.accept(judged.stream().filter(DataItem::isHere).map(DataItem::name).toList());
    if (item().isEmpty() && !judged.isEmpty()) {
      select(judged.getFirst().name());
    } else {
      look();
    }
  }

  /** Looks at a data set, and reads it when it is here. */
  void select(String name) {
    selected.set(name);
    look();
  }

  /** Reads the one looked at once more and checks it. */
  void verify() {
    known.remove(selected.get());
    refresh();
  }

  private void look() {
    wanted = selected.get();
    onKnown.run();
    if (!isReading() || !beingRead.add(selected.get())) {
      return;
    }
    DataItem item = item().orElseThrow();
    reading.execute(() -> {
      if (!item.name().equals(wanted)) { // the user has gone on to another
        viewThread.execute(() -> beingRead.remove(item.name()));
        return;
      }
      Known found;
      try {
        found =
            new Known(
                item.version(), Optional.of(DataPreview.of(folders.catalog(), item.name())), "");
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        found = new Known(item.version(), Optional.empty(), words(item.entry().title(), e));
      }
      Known result = found;
      viewThread.execute(() -> {
        beingRead.remove(item.name());
        known.put(item.name(), result);
        show(items.get());
      });
    });
  }

  /**
   * Fetches a public data set.
   *
   * @param from where, as the command line says it; empty to try all places
   */
  void fetch(String name, Optional<String> from) {
    PublicDataset.named(name)
        .ifPresent(dataset ->
            start(
                new DataTask(name, dataset.title(), true),
                progress -> DatasetFetch.fetch(dataset, from, folders.store(), progress)));
  }

  /** Copies the user's own data here. */
  void importFrom(Path path, String name) {
    start(
        new DataTask(name, name, false),
        progress -> DatasetImport.importFrom(path, name, folders.store(), progress));
  }

  private void start(DataTask started, DataTask.Work work) {
    if (task.get().isPresent()) {
      return; // one at a time: the buttons are disabled
    }
    problem.set("");
    task.set(Optional.of(started));
    fetching.execute(() -> {
      String failure = "";
      boolean done = false;
      try {
        started.run(work);
        done = true;
      } catch (InterruptedIOException e) {
        LOG.log(System.Logger.Level.DEBUG, e.getMessage(), e); // as the user wished
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        failure = started.isStopping() ? "" : words(started.title(), e);
      }
      String told = failure;
      boolean arrived = done;
      viewThread.execute(() -> {
        task.set(Optional.empty());
        problem.set(told);
        if (arrived) {
          selected.set(started.name());
        }
        refresh();
      });
    });
  }

  /** Stops the fetch or import under way; what was fetched stays for the next try. */
  void stop() {
    task.get().ifPresent(DataTask::stop);
  }

  /** Deletes an own or fetched data set for good. */
  void delete(String name) {
    work(
        () -> {
          folders.store().delete(name);
          return name;
        },
        gone -> refresh());
  }

  /** What is wrong with a name for new data, in a sentence; {@code answer} gets "" if nothing. */
  void checkFree(String name, Consumer<String> answer) {
    work(
        () -> {
          try {
            DatasetImport.checkName(name, folders.store());
            return "";
          } catch (DatasetException e) {
            return e.getMessage();
          }
        },
        answer);
  }

  /** The user has read what went wrong. */
  void forgetProblem() {
    problem.set("");
  }

  /** Works on files. */
  @FunctionalInterface
  private interface FileWork<T> {
    T run() throws IOException;
  }

  private <T> void work(FileWork<T> work, Consumer<T> done) {
    files.execute(() -> {
      try {
        T result = work.run();
        viewThread.execute(() -> done.accept(result));
      } catch (IOException | RuntimeException e) {
        String told = words(Text.of("ui.data.title"), e);
        viewThread.execute(() -> problem.set(told));
      }
    });
  }

  /** A sentence of our own stands for itself; others say what they are of. */
  private static String words(String title, Throwable error) {
    if (error instanceof DatasetException) {
      return error.getMessage();
    }
    LOG.log(System.Logger.Level.WARNING, title, error);
    return error instanceof OutOfMemoryError
        ? Text.of("ui.data.noMemory", title)
        : Text.of("ui.data.failed", title, reason(error));
  }

  private static String reason(Throwable error) {
    return switch (error) {
      case IOException e -> FileProblem.sentence(e);
      case UncheckedIOException e -> FileProblem.sentence(e.getCause());
      default -> String.valueOf(error); // a fault of the program: its kind says most
    };
  }
}
