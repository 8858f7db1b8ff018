package org.sparsevd.ui.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.EpochWeights;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.compare.EqualSparsity;
import org.sparsevd.run.compare.Measurements;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.ui.train.RunOpener;

/**
 * Which runs are compared, at which place of their common axis, and which one stands out. For the
 * view's thread; files are read by the background executor.
 */
public final class CompareModel {
  private static final System.Logger LOG = System.getLogger(CompareModel.class.getName());

  private final RunOpener opener;
  private final EqualSparsity.Data data;
  private final Executor background;
  private final Executor measuring;
  private final Executor viewThread;
  private final BiConsumer<Path, Exception> onProblem;
  private final ReadOnlyObjectWrapper<ComparisonView> view =
      new ReadOnlyObjectWrapper<>(this, "view", ComparisonView.of(Comparison.of(List.of())));
  private final ReadOnlyObjectWrapper<List<RunWeights>> weights =
      new ReadOnlyObjectWrapper<>(this, "weights", List.of());
  private final AtomicReference<List<Wish>> wanted = new AtomicReference<>();
  private List<Wish> wished = List.of();
  private Comparison measured = Comparison.of(List.of()); // or being measured
  private List<Long> versions = List.of();
  private OptionalInt pinned = OptionalInt.empty(); // stands out while none is pointed at

  /** The weights of a run that are to be read. */
  private record Wish(Run run, int epoch) {}

  /**
   * @param data loads what runs were tested on
   * @param background where files are read
   * @param measuring where networks are evaluated and timed, which takes seconds
   * @param onProblem is told of a run that can't be opened, on the view's thread
   */
  public CompareModel(
      RunOpener opener,
      EqualSparsity.Data data,
      Executor background,
      Executor measuring,
      Executor viewThread,
      BiConsumer<Path, Exception> onProblem) {
    this.opener = opener;
    this.data = data;
    this.background = background;
    this.measuring = measuring;
    this.viewThread = viewThread;
    this.onProblem = onProblem;
  }

  /** What is compared and where. */
  public ReadOnlyObjectProperty<ComparisonView> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** Masks and θ at the cursor, one a run; none while they are being read. */
  public ReadOnlyObjectProperty<List<RunWeights>> weightsProperty() {
    return weights.getReadOnlyProperty();
  }

  public List<Run> runs() {
    return view.get().runs().stream().map(ComparedRun::run).toList();
  }

  /** Compares {@code runs} from now on, each at its newest epoch. */
  public void setRuns(List<Run> runs) {
    ComparisonView now = view.get();
    Comparison next = Comparison.of(runs);
    pinned = OptionalInt.empty();
    show(
        new ComparisonView(
            next,
            now.alignment(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            next.equals(now.comparison()) ? now.measurements() : Optional.empty()));
  }

  /** Adds a run; one that is there already stays where it is. */
  public void add(Run run) {
    if (runs().stream().noneMatch(each -> each.folder().equals(run.folder()))) {
      List<Run> more = new ArrayList<>(runs());
      more.add(run);
      setRuns(more);
    }
  }

  /** Puts {@code run} in the place of the {@code index}th. */
  public void replace(int index, Run run) {
    List<Run> other = new ArrayList<>(runs());
    other.set(index, run);
    setRuns(other);
  }

  /** Takes the {@code index}th run out. */
  public void remove(int index) {
    List<Run> fewer = new ArrayList<>(runs());
    fewer.remove(index);
    setRuns(fewer);
  }

  /** The first two runs change places. */
  public void swap() {
    List<Run> runs = new ArrayList<>(runs());
    if (runs.size() >= 2) {
      runs.set(0, runs.set(1, runs.getFirst()));
      setRuns(runs);
    }
  }

  /** Opens a run folder and adds its run. */
  public void open(Path folder) {
    open(folder, this::add);
  }

  /** Opens a run folder for the place of the {@code index}th run. */
  public void open(int index, Path folder) {
    open(
        folder,
        run -> {
          if (index < runs().size()) {
            replace(index, run);
          } else {
            add(run);
          }
        });
  }

  private void open(Path folder, Consumer<Run> opened) {
    background.execute(() -> {
      try {
        Run run = opener.open(folder);
        viewThread.execute(() -> opened.accept(run));
      } catch (IOException | RuntimeException e) {
        viewThread.execute(() -> onProblem.accept(folder, e));
      }
    });
  }

  /** Opens run folders and compares them; what can't be opened is told and left out. */
  public void openAll(List<Path> folders) {
    background.execute(() -> {
      List<Run> opened = new ArrayList<>();
      for (Path folder : folders) {
        try {
          opened.add(opener.open(folder));
        } catch (IOException | RuntimeException e) {
          viewThread.execute(() -> onProblem.accept(folder, e));
        }
      }
      viewThread.execute(() -> setRuns(opened));
    });
  }

  /** Compares at the same epoch, or after the same time; the cursor goes to the end. */
  public void align(Alignment alignment) {
    ComparisonView now = view.get();
    if (alignment != now.alignment()) {
      show(
          new ComparisonView(
              now.comparison(),
              alignment,
              OptionalDouble.empty(),
              now.highlighted(),
              now.measurements()));
    }
  }

  /** Moves the shared cursor; empty: to the newest epoch of each run. */
  public void moveTo(OptionalDouble position) {
    ComparisonView now = view.get();
    if (!position.equals(now.position())) {
      show(
          new ComparisonView(
              now.comparison(), now.alignment(), position, now.highlighted(), now.measurements()));
    }
  }

  /** Moves the shared cursor by so many of the places at which any run has an epoch. */
  public void moveBy(int steps) {
    ComparisonView now = view.get();
    List<Double> places =
        runs().stream()
            .flatMap(run -> now.alignment().positions(run.epochs()).stream())
            .distinct()
            .sorted()
            .toList();
    if (places.isEmpty()) {
      return;
    }
    double at = now.position().orElse(places.getLast());
    int before = (int) places.stream().filter(place -> place < at - 1e-9).count();
    int reached = Math.clamp((long) before + steps, 0, places.size() - 1);
    moveTo(
        reached == places.size() - 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(places.get(reached)));
  }

  /** Lets a run stand out in every chart and table until another call. */
  public void highlight(OptionalInt run) {
    pinned = run;
    standOut(run);
  }

  /** Lets a run stand out while it is pointed at; then the one that was highlighted does again. */
  public void point(OptionalInt run) {
    standOut(run.isPresent() ? run : pinned);
  }

  private void standOut(OptionalInt run) {
    ComparisonView now = view.get();
    if (!run.equals(now.highlighted())) {
      view.set(
          new ComparisonView(
              now.comparison(), now.alignment(), now.position(), run, now.measurements()));
    }
  }

  /** Takes in what growing runs have got since the last call; true when there was anything. */
  public boolean poll() {
    List<Long> now = runs().stream().map(Run::version).toList();
    boolean changed = !now.equals(versions);
    if (changed) {
      versions = now;
      read();
      measure();
    }
    return changed;
  }

  private void show(ComparisonView next) {
    view.set(next);
    versions = runs().stream().map(Run::version).toList();
    read();
    measure();
  }

  /** Measures the newest weights, once no run is in training. */
  private void measure() {
    Comparison comparison = view.get().comparison();
    if (comparison.equals(measured)
        || runs().stream().anyMatch(run -> run.info().state().kind() == RunInfo.Kind.RUNNING)) {
      return;
    }
    measured = comparison;
    measuring.execute(() -> {
      Optional<Measurements> answer;
      try (Compute compute = new Compute(1)) { // has no threads that would have to end
        answer = Optional.of(Measurements.of(comparison, data, compute));
      }
      viewThread.execute(() -> {
        if (view.get().comparison().equals(comparison)) {
          view.set(view.get().with(answer));
        }
      });
    });
  }

  private void read() {
    List<Run> runs = runs();
    List<Optional<EpochMetrics>> metrics = view.get().metrics();
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      wishes.add(new Wish(runs.get(i), metrics.get(i).map(EpochMetrics::epoch).orElse(-1)));
    }
    if (wishes.equals(wished)) {
      return;
    }
    boolean otherRuns =
        !wishes.stream().map(Wish::run).toList().equals(wished.stream().map(Wish::run).toList());
    wished = wishes;
    if (otherRuns) { // weights of another epoch are better than none, those of another run are not
      weights.set(List.of());
    }
    if (wanted.getAndSet(wishes) == null) {
      background.execute(this::work);
    }
  }

  /** Only the latest wish is kept, so that a cursor dragged fast leaves no queue behind it. */
  private void work() {
    List<Wish> wishes = wanted.getAndSet(null);
    if (wishes == null) {
      return;
    }
    List<RunWeights> found = wishes.stream().map(CompareModel::weights).toList();
    viewThread.execute(() -> {
      List<Run> asked = wishes.stream().map(Wish::run).toList();
      if (asked.equals(runs())) {
        weights.set(found);
      }
    });
  }

  /** A file that can't be read costs its run the masks, not the user the window. */
  private static RunWeights weights(Wish wish) {
    Optional<EpochHistory> history = Optional.empty();
    try {
      history = EpochWeights.upTo(wish.run(), wish.epoch());
    } catch (UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
    }
    return RunWeights.of(history);
  }
}
