package org.sparsevd.prune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import org.sparsevd.nn.LayerWeights;

/**
 * Measures a {@link CutCurve} step by step, in tenths of log α from coarse to fine, so that it has
 * its shape early. Whoever drives it may stop after any step. One thread at a time.
 */
public final class CutSweep {
  /** Where every curve begins, in log α. */
  public static final double LOWEST = -4;

  /** Where a curve ends whose weights are known at full precision. */
  public static final double HIGHEST = 8;

  private static final int TENTHS = 10;
  private static final int[] STRIDES = {16, 8, 4, 2, 1};

  private final CutIndex index;
  private final PrunedWeights weights;
  private final int samples;
  private final List<Double> order;
  private final List<CutCurve.Point> points = new ArrayList<>();
  private final Map<Sparsity, Double> known = new HashMap<>();

  /**
   * @param index of {@code weights}
   * @param weights moved about by every step
   * @param highest last threshold
   * @param samples number of samples an error is of
   */
  public CutSweep(CutIndex index, PrunedWeights weights, double highest, int samples) {
    this.index = index;
    this.weights = weights;
    this.samples = samples;
    order = order((int) Math.round(LOWEST * TENTHS), (int) Math.round(highest * TENTHS));
  }

  private static List<Double> order(int first, int last) {
    List<Double> thresholds = new ArrayList<>();
    for (int stride : STRIDES) {
      for (int tenths = last; tenths >= first; tenths -= stride) {
        double threshold = tenths / (double) TENTHS;
        if (!thresholds.contains(threshold)) {
          thresholds.add(threshold);
        }
      }
    }
    return thresholds;
  }

  /** Whether every threshold has been measured. */
  public boolean isDone() {
    return points.size() == order.size();
  }

  /** Share of the thresholds measured so far, from 0 to 1. */
  public double progress() {
    return (double) points.size() / order.size();
  }

  /**
   * Measures the next threshold. Thresholds that keep the same weights have the same error and are
   * measured once.
   *
   * @param errorPercent error of pruned weights in percent
   * @throws NoSuchElementException when it is done
   */
  public void step(ToDoubleFunction<List<LayerWeights>> errorPercent) {
    if (isDone()) {
      throw new NoSuchElementException("all " + order.size() + " points are measured");
    }
    double threshold = order.get(points.size());
    Cut cut = Cut.at(threshold);
    Sparsity sparsity = index.sparsity(cut);
    double error =
        known.computeIfAbsent(sparsity, same -> errorPercent.applyAsDouble(weights.at(cut)));
    points.add(new CutCurve.Point(threshold, error, sparsity));
  }

  /** What has been measured so far. */
  public CutCurve curve() {
    List<CutCurve.Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(CutCurve.Point::threshold));
    return new CutCurve(sorted, samples);
  }
}
