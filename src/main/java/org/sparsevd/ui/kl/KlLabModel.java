package org.sparsevd.ui.kl;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import org.sparsevd.chart.RunView;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;

/**
 * The point on the KL curve that is looked at, and the weights around it: at once from the epoch's
 * histograms, and counted one by one as soon as the weights of that very epoch are sorted, which
 * happens in the background. While one epoch is sorted only the latest further one is kept.
 */
public final class KlLabModel {
  private static final int STEPS_A_UNIT = 100;

  private final Executor background;
  private final Executor viewThread;
  private final DoubleProperty logAlpha = new SimpleDoubleProperty(this, "logAlpha");
  private final ReadOnlyObjectWrapper<Optional<RunView>> view =
      new ReadOnlyObjectWrapper<>(this, "view", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<WeightCounts>> counts =
      new ReadOnlyObjectWrapper<>(this, "counts", Optional.empty());
  private final AtomicReference<List<LayerWeights>> wanted = new AtomicReference<>();
  private List<LayerWeights> sortedWeights = List.of();
  private CutIndex sorted = CutIndex.of(List.of(), List.of());

  /**
   * @param background where weights are sorted
   * @param viewThread where the answers go
   */
  public KlLabModel(Executor background, Executor viewThread) {
    this.background = background;
    this.viewThread = viewThread;
  }

  /** log α of the point, in [−8, 8]. */
  DoubleProperty logAlphaProperty() {
    return logAlpha;
  }

  /** The run at an epoch whose weights are counted. */
  ReadOnlyObjectProperty<Optional<RunView>> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** The weights around the point; empty when there are none with a log α. */
  ReadOnlyObjectProperty<Optional<WeightCounts>> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /**
   * Moves the point to what was typed: a number, perhaps with a true minus sign or a decimal comma,
   * held within the clip and rounded to 0.01.
   *
   * @return false when it is no number and nothing moved
   */
  boolean type(String text) {
    OptionalDouble typed = Numbers.parse(text);
    typed.ifPresent(value -> {
      double inside = Math.clamp(value, -LogAlpha.CLIP, LogAlpha.CLIP);
      logAlpha.set(Math.rint(inside * STEPS_A_UNIT) / STEPS_A_UNIT);
    });
    return typed.isPresent();
  }

  /** Looks at a run at an epoch, or at none. */
  void show(Optional<RunView> newView) {
    view.set(newView);
    count();
    newView
        .flatMap(shown -> shown.run().weightsOf(shown.epoch()))
        .filter(weights -> !isSorted(weights))
        .ifPresent(weights -> {
          if (wanted.getAndSet(weights) == null) {
            background.execute(this::sort);
          }
        });
  }

  private void sort() {
    List<LayerWeights> weights = wanted.getAndSet(null);
    CutIndex index = CutIndex.of(Kernels.best(), weights);
    viewThread.execute(() -> {
      sortedWeights = weights;
      sorted = index;
      count();
    });
  }

  private void count() {
    counts.set(view.get().flatMap(this::counts));
  }

  private Optional<WeightCounts> counts(RunView shown) {
    boolean exact = shown.run().weightsOf(shown.epoch()).filter(this::isSorted).isPresent();
    if (exact) {
      return Optional.of(sorted)
          .filter(CutIndex::canCut)
          .map(index -> WeightCounts.of(index, shown.layer()));
    }
    List<LogAlphaHistogram> histograms = shown.selectedHistograms();
    return histograms.isEmpty() ? Optional.empty() : Optional.of(WeightCounts.of(histograms));
  }

  @SuppressWarnings("ReferenceEquality") // the same weights; comparing all of them would take long
  private boolean isSorted(List<LayerWeights> weights) {
    return weights == sortedWeights;
  }
}
