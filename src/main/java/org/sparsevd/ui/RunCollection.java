package org.sparsevd.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.run.library.RunLibrary;
import org.sparsevd.ui.compare.CompareModel;
import org.sparsevd.ui.compare.CompareView;
import org.sparsevd.ui.compare.RunChoices;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.library.LibraryModel;
import org.sparsevd.ui.library.LibraryView;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.train.StudioModel;

/** The views of more than one run: the library and the comparison, and what leads from one on. */
final class RunCollection {
  private final StudioModel model;
  private final NavigationRail rail;
  private final CompareModel comparison;
  private final Lazy<CompareView> compare;
  private final LibraryModel runs;
  private final Lazy<LibraryView> library;
  private final Workers workers;
  private FolderChoice choice = folder -> {};
  private List<Run> shownTwins = List.of();
  private ChartTheme theme = ChartTheme.LIGHT;

  /** Remembers where runs are kept. */
  @FunctionalInterface
  interface FolderChoice {
    void keep(Path folder) throws IOException;
  }

  /**
   * @param samples runs to compare with
   * @param workers for what takes time
   */
  RunCollection(
      StudioModel model,
      FileDialogs files,
      SampleRuns samples,
      NavigationRail rail,
      Workers workers) {
    Executor background = workers.files();
    Executor viewThread = workers.view();
    this.workers = workers;
    this.model = model;
    this.rail = rail;
    comparison =
        new CompareModel(
            RunFolder::open,
            new LoadedData(DatasetCatalog.current())::of,
            background,
            workers.measurements(),
            viewThread,
            model::reportNotOpened);
    compare = new Lazy<>(() -> compareView(files, samples));
    runs =
        new LibraryModel(
            new RunLibrary(model.runsFolder()),
            background,
            viewThread,
            (file, cause) -> model.report("ui.problem.library", file, cause),
            this::moved);
    library =
        new Lazy<>(() ->
            new LibraryView(
                runs,
                files,
                new LibraryView.Actions(this::open, this::compareAll, this::repeat, this::keepIn)));
  }

  /** The newest runs of the user, then the sample runs. */
  private List<Path> choices(SampleRuns samples) {
    List<Path> folders = new ArrayList<>();
    new RunLibrary(model.runsFolder()).list().runs().forEach(run -> folders.add(run.folder()));
    folders.addAll(samples.folders());
    return folders;
  }

  private CompareView compareView(FileDialogs files, SampleRuns samples) {
    CompareView view =
        new CompareView(
            comparison,
            model,
            new RunChoices(() -> choices(samples), workers.files(), workers.view()),
            files,
            workers.files());
    view.setOnSaveFailed((file, cause) -> model.report("ui.problem.notSaved", file, cause));
    view.setTheme(theme);
    return view;
  }

  /** What the window shows for each kind of view that is about more than one run. */
  Map<ViewKind, Supplier<? extends Region>> views() {
    return Map.of(ViewKind.COMPARE, compare, ViewKind.LIBRARY, library);
  }

  /** All charts of views that were seen. */
  List<ChartCard> charts() {
    return compare.ifMade().map(CompareView::charts).orElse(List.of());
  }

  void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    compare.ifMade().ifPresent(view -> view.setTheme(newTheme));
  }

  /** Compares runs and goes to where they are. */
  void compare(List<Run> compared) {
    comparison.setRuns(compared);
    rail.enter(ViewKind.COMPARE);
  }

  private void compareAll(List<Path> folders) {
    comparison.openAll(folders);
    rail.enter(ViewKind.COMPARE);
  }

  /** A run that is looked at reads its files from where they are now. */
  private void moved(Path before, Path now) {
    if (model.cursor().runProperty().get().filter(run -> run.folder().equals(before)).isPresent()) {
      model.openRun(now);
    }
    List<Path> compared = comparison.runs().stream().map(Run::folder).toList();
    if (compared.contains(before)) {
      comparison.openAll(
          compared.stream().map(folder -> folder.equals(before) ? now : folder).toList());
    }
  }

  /** Looks at a run. */
  private void open(Path folder) {
    model.openRun(folder);
    rail.enter(ViewKind.TRAIN);
  }

  private void repeat(Path folder) {
    model.repeat(folder);
    rail.enter(ViewKind.TRAIN);
  }

  /** Lets {@code action} remember the folder that the user chooses for runs. */
  void setFolderChoice(FolderChoice action) {
    choice = action;
  }

  /** New runs must go where the list says they are: the choice is kept before it is shown. */
  private void keepIn(Path folder) {
    workers
        .files()
        .execute(() -> {
          try {
            choice.keep(folder);
            workers
                .view()
                .execute(() -> {
                  model.setRunsFolder(folder);
                  runs.setFolder(folder);
                });
          } catch (IOException e) {
            workers.view().execute(() -> model.report("ui.problem.library", folder, e));
          }
        });
  }

  /** Takes in what was dropped on the window: run folders and files of runs; looks at the last. */
  void take(List<Path> dropped) {
    runs.take(dropped, this::open);
  }

  /** A view was chosen. */
  void entered(ViewKind view) {
    if (view == ViewKind.COMPARE) {
      if (comparison.runs().isEmpty()) { // whoever comes first brings the run they look at
        model.cursor().runProperty().get().ifPresent(comparison::add);
      }
      compare.get().poll();
    } else if (view == ViewKind.LIBRARY) {
      library.get().load();
    }
  }

  /** Takes in what happened since the last call. */
  void poll() {
    List<Run> twins = model.twins();
    if (!twins.isEmpty() && !twins.equals(shownTwins)) {
      compare(twins); // they are there to be compared, from their first epoch on
    }
    shownTwins = twins;
    if (rail.chosenProperty().get() == ViewKind.COMPARE) {
      compare.get().poll();
    }
  }

  /** Moves the cursor of the comparison. */
  void moveBy(int steps) {
    comparison.moveBy(steps);
  }
}
