package org.sparsevd.ui.threshold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.sparsevd.chart.CutMark;
import org.sparsevd.chart.LayerCount;
import org.sparsevd.chart.RunView;
import org.sparsevd.chart.ShownCurve;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.prune.Valley;
import org.sparsevd.run.Run;
import org.sparsevd.run.Split;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.ui.train.RunCursor;

/**
 * Cuts of the run looked at, tried and compared. What a cut keeps is known at once, from weights
 * sorted by log α; its error follows from {@link CutLab}. For the view's thread.
 */
public final class ThresholdModel {
  private final RunCursor cursor;
  private final CutLab lab;
  private final BooleanSupplier growing;
  private final SavedCuts saved;
  private final CutMoves moves;
  private final ReadOnlyBooleanWrapper curveWanted =
      new ReadOnlyBooleanWrapper(this, "curveWanted", true);
  private final List<Runnable> listeners = new ArrayList<>();

  private Optional<RunView> view = Optional.empty();
  private Optional<Run> run = Optional.empty();
  private Optional<Split> split = Optional.empty();
  private Optional<LabTarget> target = Optional.empty();
  private Optional<LabAnswer.Opened> opened = Optional.empty();
  private Optional<LabAnswer.Grown> grown = Optional.empty();
  private Optional<CutCurve.Point> knee = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private final Map<Cut, Optional<MeasuredError>> errors = new HashMap<>();
  private List<LogAlphaHistogram> valleyOf = List.of();
  private OptionalDouble valley = OptionalDouble.empty();

  /**
   * @param growing whether the run looked at is in training
   */
  public ThresholdModel(RunCursor cursor, CutLab lab, SavedCuts saved, BooleanSupplier growing) {
    this.cursor = cursor;
    this.lab = lab;
    this.saved = saved;
    this.growing = growing;
    moves = new CutMoves(cursor, this::changed);
    lab.setListener(this::take);
    lab.setCurveWanted(true);
    saved.setOnChange(this::changed);
  }

  /** Calls {@code listener} whenever anything to be shown has changed. */
  void addListener(Runnable listener) {
    listeners.add(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /** Shows a run at an epoch and its cuts. */
  public void show(Optional<RunView> newView) {
    view = newView;
    Optional<Run> newRun = newView.map(RunView::run);
    if (!newRun.equals(run)) {
      run = newRun;
      split = config().map(Split::forChoosing);
      moves.restart();
      saved.look(newRun);
    }
    if (split.isEmpty()) {
      split = config().map(Split::forChoosing);
    }
    boolean cuts = newView.map(shown -> !shown.histograms().isEmpty()).orElse(false);
    aim(
        cuts
            ? split.map(chosen -> new LabTarget(run.orElseThrow(), newView.get().epoch(), chosen))
            : Optional.empty());
    changed();
  }

  private void aim(Optional<LabTarget> newTarget) {
    if (!newTarget.equals(target)) {
      boolean sameCurve =
          grown
              .filter(known ->
                  newTarget
                      .filter(next ->
                          next.run().equals(known.target().run())
                              && next.split() == known.target().split())
                      .isPresent())
              .isPresent();
      boolean follows = growing.getAsBoolean() && cursor.liveProperty().get();
      target = newTarget;
      opened = Optional.empty();
      refused = Optional.empty();
      errors.clear();
      if (!sameCurve || !follows) {
        grown = Optional.empty();
        knee = Optional.empty();
      }
      lab.look(newTarget, follows);
      if (newTarget.isPresent()) {
        lab.ask(standardCut());
      }
    }
    if (target.isPresent() && !errors.containsKey(cursor.cuts())) {
      lab.follow(cursor.cuts());
    }
  }

  private void take(LabAnswer answer) {
    boolean mine = target.equals(Optional.of(answer.target()));
    switch (answer) {
      case LabAnswer.Opened found when mine -> opened = Optional.of(found);
      case LabAnswer.Refused found when mine -> refused = Optional.of(found.why());
      case LabAnswer.Measured found when mine -> errors.put(found.cut(), found.error());
      case LabAnswer.Grown found when mine || fits(found.target()) -> {
        grown = Optional.of(found);
        knee = found.progress() == 1 ? found.curve().knee() : Optional.empty();
      }
      default -> {
        return; // of what is no longer looked at
      }
    }
    changed();
  }

  /** A curve of another epoch is shown, and says so, while a training goes on. */
  private boolean fits(LabTarget other) {
    return growing.getAsBoolean()
        && target
            .filter(now -> now.run().equals(other.run()) && now.split() == other.split())
            .isPresent();
  }

  Optional<RunView> view() {
    return view;
  }

  private Optional<ExperimentConfig> config() {
    return run.flatMap(shown -> shown.info().config());
  }

  RunCursor cursor() {
    return cursor;
  }

  /** Moves the cuts. */
  CutMoves moves() {
    return moves;
  }

  SavedCuts saved() {
    return saved;
  }

  /** Why there are no errors, when there are none. */
  Optional<String> refused() {
    return refused;
  }

  // ---- What it is measured on ----

  /** What errors can be measured on, the one for choosing first. */
  List<Split> splits() {
    return config().map(Split::of).orElse(List.of());
  }

  Optional<Split> split() {
    return split;
  }

  void setSplit(Split chosen) {
    if (!split.equals(Optional.of(chosen))) {
      split = Optional.of(chosen);
      show(view);
    }
  }

  /** {@code validation error}. */
  String errorName() {
    return Text.of("ui.threshold.error." + split.map(Split::key).orElse("validation"));
  }

  // ---- Readings ----

  /** The run's own threshold for all layers. */
  Cut standardCut() {
    return Cut.at(cursor.threshold());
  }

  Cut cuts() {
    return cursor.cuts();
  }

  /** What a cut comes to, as far as it is known. */
  Reading reading(Cut cut) {
    Optional<MeasuredError> error = errors.getOrDefault(cut, Optional.empty());
    if (error.isEmpty() && cut.layers().isEmpty()) {
      error =
          grown
              .filter(curve -> target.equals(Optional.of(curve.target())))
              .flatMap(curve ->
                  curve.curve().points().stream()
                      .filter(point -> Math.abs(point.threshold() - cut.threshold()) < 1e-9)
                      .findFirst()
                      .map(point ->
                          new MeasuredError(point.errorPercent(), curve.curve().samples())));
    }
    return new Reading(cut, sparsity(cut), error);
  }

  /** Whether the error at {@code cut} is known to be out of reach. */
  boolean isOutOfReach(Cut cut) {
    return refused.isPresent() || (errors.containsKey(cut) && errors.get(cut).isEmpty());
  }

  /** Has a cut measured besides the one that is looked at. */
  void ask(Cut cut) {
    if (target.isPresent() && !errors.containsKey(cut)) {
      lab.ask(cut);
    }
  }

  /** What a cut keeps: exact once the weights are sorted, else counted to the nearest 0.1. */
  Optional<Sparsity> sparsity(Cut cut) {
    if (opened.isPresent()) {
      return Optional.of(opened.get().index().sparsity(cut));
    }
    return view.map(shown ->
            new RunView(shown.run(), shown.epoch(), cut.threshold(), cut.layers(), shown.layer()))
        .map(RunView::layerCounts)
        .filter(counts -> !counts.isEmpty())
        .map(counts -> new Sparsity(counts.stream().map(ThresholdModel::layer).toList()));
  }

  private static Sparsity.Layer layer(LayerCount count) {
    return new Sparsity.Layer(count.layer(), count.kept(), count.total());
  }

  /** Whether the weights have full precision; empty until they are there. */
  Optional<Boolean> isExact() {
    return opened.map(LabAnswer.Opened::exact);
  }

  // ---- Suggestions ----

  /** Between the two modes of the histogram looked at. */
  OptionalDouble valley() {
    List<LogAlphaHistogram> now = view.map(RunView::histograms).orElse(List.of());
    if (!now.equals(valleyOf)) {
      valleyOf = now;
      valley = Valley.of(now);
    }
    return valley;
  }

  /** The knee of the curve, once it is complete. */
  Optional<CutCurve.Point> knee() {
    return knee;
  }

  // ---- The curve ----

  Optional<LabAnswer.Grown> grown() {
    return grown;
  }

  /** The curve with everything that is pointed out on it. */
  Optional<ShownCurve> shownCurve() {
    return grown.map(curve ->
        new ShownCurve(
            curve.curve(),
            errorName(),
            curve.target().epoch(),
            curve.exact(),
            config()
                .filter(ExperimentConfig::trainClip)
                .map(ExperimentConfig::trainCut)
                .orElse(Double.POSITIVE_INFINITY),
            marks()));
  }

  /** The thresholds that charts point out. */
  List<CutMark> marks() {
    List<CutMark> marks = new ArrayList<>();
    if (view.isEmpty()) {
      return marks;
    }
    marks.add(mark(CutMark.Kind.DEFAULT, standardCut()));
    valley().ifPresent(at -> marks.add(mark(CutMark.Kind.VALLEY, Cut.at(at))));
    knee().ifPresent(point -> marks.add(mark(CutMark.Kind.KNEE, Cut.at(point.threshold()))));
    marks.add(mark(CutMark.Kind.NOW, cuts()));
    return marks;
  }

  private CutMark mark(CutMark.Kind kind, Cut cut) {
    Reading reading = reading(cut);
    return new CutMark(kind, cut.threshold(), reading.compression(), reading.errorPercent());
  }

  /** Whether curves are drawn, or drawing was cancelled. */
  ReadOnlyBooleanProperty curveWantedProperty() {
    return curveWanted.getReadOnlyProperty();
  }

  void setCurveWanted(boolean wanted) {
    curveWanted.set(wanted);
    lab.setCurveWanted(wanted);
    changed();
  }
}
