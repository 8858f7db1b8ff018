package org.sparsevd.ui.threshold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.CutSweep;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * Measures errors of pruned networks in the background, the most urgent first: the cut that is
 * being dragged (of several only the latest), then single cuts that are asked for, then point after
 * point of the curve. A curve that was begun goes on when the epoch moves, so that a run in
 * training gets one too; finished curves are kept. Its methods return at once.
 */
public final class CutLab {
  private static final System.Logger LOG = System.getLogger(CutLab.class.getName());

  /** Points of a curve are told of at most this often. */
  private static final long NANOS_BETWEEN_TELLING = 80_000_000;

  private final LoadedData data = new LoadedData(DatasetCatalog.current());
  private final Compute compute;
  private final Executor background;
  private final Executor viewThread;
  private volatile Consumer<LabAnswer> listener = answer -> {};

  // Wishes: guarded by this.
  private Optional<LabTarget> target = Optional.empty();
  private Optional<Cut> dragged = Optional.empty();
  private final Deque<Cut> asked = new ArrayDeque<>();
  private boolean curveWanted;
  private boolean curveStale;
  private boolean benchStale;
  private boolean closed;
  private boolean working;

  // The worker's own.
  private Optional<Bench> bench = Optional.empty();
  private Optional<Bench> curveBench = Optional.empty();
  private long toldAt;
  private final FinishedCurves curves = new FinishedCurves();

  /** Weights set up to be pruned. */
  private static final class Bench {
    private final LabTarget target;
    private final Optional<PrunedEpoch> weights;
    private CutSweep sweep; // null until a curve is asked for

    private Bench(LabTarget target, Optional<PrunedEpoch> weights) {
      this.target = target;
      this.weights = weights;
    }
  }

  /**
   * @param compute for this lab alone
   * @param background one thread, where it may block for as long as somebody looks
   * @param viewThread where answers go
   */
  public CutLab(Compute compute, Executor background, Executor viewThread) {
    this.compute = compute;
    this.background = background;
    this.viewThread = viewThread;
  }

  /** Tells {@code newListener} from now on, and it alone. */
  synchronized void setListener(Consumer<LabAnswer> newListener) {
    listener = newListener;
    target = Optional.empty();
    benchStale = true; // it has not heard of what is open
  }

  /**
   * Looks at a target from now on, or at none; what was asked about another is forgotten.
   *
   * @param follows whether the epoch moved by itself: a curve that was begun is finished then
   */
  synchronized void look(Optional<LabTarget> newTarget, boolean follows) {
    if (newTarget.equals(target)) {
      return;
    }
    curveStale |= !follows;
    target = newTarget;
    dragged = Optional.empty();
    asked.clear();
    if (newTarget.isPresent()) {
      begin();
    }
  }

  /** Measures a cut as soon as can be; one that was not begun yet is forgotten. */
  synchronized void follow(Cut cut) {
    dragged = Optional.of(cut);
    begin();
  }

  /** Measures a cut too. */
  synchronized void ask(Cut cut) {
    if (!asked.contains(cut)) {
      asked.add(cut);
      begin();
    }
  }

  /** Lets curves be drawn, or stops drawing them. */
  synchronized void setCurveWanted(boolean wanted) {
    curveWanted = wanted;
    if (wanted) {
      begin();
    }
  }

  /** Begins nothing any more; what is being measured is finished. */
  public synchronized void close() {
    closed = true;
    target = Optional.empty();
  }

  private void begin() {
    if (!working && !closed) {
      working = true;
      background.execute(this::work);
    }
  }

  private void work() {
    try {
      Runnable next = next();
      while (next != null) {
        next.run();
        next = next();
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        working = false;
      }
      throw e;
    }
  }

  /** The most urgent thing to do; null when there is nothing. */
  private synchronized Runnable next() {
    if (target.isPresent()) {
      LabTarget now = target.get();
      if (benchStale) {
        bench = Optional.empty();
        benchStale = false;
      }
      if (bench.filter(each -> each.target.equals(now)).isEmpty()) {
        return () -> open(now);
      }
      Bench set = bench.get();
      Optional<Cut> cut = dragged.isPresent() ? dragged : Optional.ofNullable(asked.poll());
      dragged = Optional.empty();
      if (cut.isPresent() && set.weights.isPresent()) {
        return () -> measure(set, cut.get());
      }
      if (curveWanted && cut.isEmpty()) {
        Optional<Runnable> step = curveStep(set);
        if (step.isPresent()) {
          return step.get();
        }
      }
    }
    working = false;
    return null;
  }

  private Optional<Runnable> curveStep(Bench set) {
    if (curveStale) {
      curveBench = Optional.empty();
      curveStale = false;
    }
    boolean sameRun =
        curveBench
            .filter(each ->
                each.target.run().equals(set.target.run())
                    && each.target.split() == set.target.split())
            .isPresent();
    if (!sameRun || curveBench.get().sweep.isDone()) {
      if (curves.of(set.target).isPresent() || set.weights.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(() -> {
        set.sweep = set.weights.get().sweep(set.target.split());
        curveBench = Optional.of(set);
      });
    }
    Bench drawn = curveBench.get();
    return Optional.of(() -> step(drawn));
  }

  private void open(LabTarget wanted) {
    try {
      ExperimentConfig config = wanted.run().info().config().orElse(null);
      if (config == null) {
        refuse(wanted, Text.of("ui.threshold.noConfig"));
        return;
      }
      Optional<PrunedEpoch> weights =
          PrunedEpoch.of(wanted.run(), wanted.epoch(), data.of(config), compute);
      if (weights.isEmpty()) {
        refuse(wanted, Text.of("ui.threshold.noWeights", Integer.toString(wanted.epoch())));
        return;
      }
      bench = Optional.of(new Bench(wanted, weights));
      PrunedEpoch opened = weights.get();
      CutIndex index = opened.index();
      tell(new LabAnswer.Opened(wanted, index, opened.isExact(), opened.highest()));
      curves.of(wanted).ifPresent(this::tell);
    } catch (IOException | UncheckedIOException | InvalidConfigException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      refuse(wanted, e.getMessage());
    }
  }

  private void refuse(LabTarget wanted, String why) {
    bench = Optional.of(new Bench(wanted, Optional.empty()));
    tell(new LabAnswer.Refused(wanted, why));
  }

  private void measure(Bench set, Cut cut) {
    PrunedEpoch weights = set.weights.orElseThrow();
    tell(
        new LabAnswer.Measured(
            set.target,
            cut,
            weights.covers(cut)
                ? Optional.of(weights.error(cut, set.target.split()))
                : Optional.empty()));
  }

  private void step(Bench set) {
    PrunedEpoch weights = set.weights.orElseThrow();
    weights.step(set.sweep, set.target.split());
    boolean done = set.sweep.isDone();
    if (done || System.nanoTime() - toldAt >= NANOS_BETWEEN_TELLING) {
      toldAt = System.nanoTime();
      LabAnswer.Grown grown =
          new LabAnswer.Grown(
              set.target, set.sweep.curve(), weights.isExact(), set.sweep.progress());
      if (done) {
        curves.keep(grown);
      }
      tell(grown);
    }
  }

  private void tell(LabAnswer answer) {
    viewThread.execute(() -> listener.accept(answer));
  }
}
