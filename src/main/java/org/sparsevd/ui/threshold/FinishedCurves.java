package org.sparsevd.ui.threshold;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.run.Run;
import org.sparsevd.run.Split;

/**
 * Curves that took a while to measure, for as long as somebody else has their run: a run holds
 * megabytes of weights, and a day's worth of them would fill the memory.
 */
final class FinishedCurves {
  /** Of each run; there is one an epoch and a split. */
  private static final int KEPT = 64;

  private final Map<Run, Map<Place, Finished>> byRun = new WeakHashMap<>();

  private record Place(int epoch, Split split) {}

  private record Finished(CutCurve curve, boolean exact) {} // knows no run: it would keep it

  /** The least recently asked for goes when there are too many. */
  private static final class Newest extends LinkedHashMap<Place, Finished> {
    private static final long serialVersionUID = 1L;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Place, Finished> eldest) {
      return size() > KEPT;
    }
  }

  /** Keeps the curve of an answer. */
  void keep(LabAnswer.Grown done) {
    LabTarget target = done.target();
    byRun
        .computeIfAbsent(target.run(), run -> new Newest())
        .put(new Place(target.epoch(), target.split()), new Finished(done.curve(), done.exact()));
  }

  /** What was kept for the target. */
  Optional<LabAnswer.Grown> of(LabTarget target) {
    return Optional.ofNullable(byRun.get(target.run()))
        .map(curves -> curves.get(new Place(target.epoch(), target.split())))
        .map(curve -> new LabAnswer.Grown(target, curve.curve(), curve.exact(), 1));
  }
}
