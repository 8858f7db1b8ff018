package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.sparsevd.nn.vd.KlDivergence;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * The KL term against log α as the chart draws it, computed once: it is the same for every run.
 *
 * @param logAlpha from −8 to 8
 * @param exact −KL, true value, in nats
 * @param approximation −KL, the paper's approximation, in nats
 * @param difference approximation − exact
 */
record KlCurves(
    List<Double> logAlpha,
    List<Double> exact,
    List<Double> approximation,
    List<Double> difference) {
  private static final int POINTS_PER_UNIT = 20;

  static KlCurves compute() {
    List<Double> xs = new ArrayList<>();
    int reach = Math.round(LogAlpha.CLIP) * POINTS_PER_UNIT;
    for (int i = -reach; i <= reach; i++) {
      xs.add(i / (double) POINTS_PER_UNIT);
    }
    return new KlCurves(
        List.copyOf(xs),
        map(xs, KlDivergence::exact),
        map(xs, KlDivergence::approximation),
        map(xs, at -> KlDivergence.approximation(at) - KlDivergence.exact(at)));
  }

  private static List<Double> map(List<Double> xs, DoubleUnaryOperator function) {
    return xs.stream().map(function::applyAsDouble).toList();
  }

  /** Largest distance between the curves, in nats. */
  double largestDifference() {
    return difference.stream().mapToDouble(Math::abs).max().orElse(0);
  }
}
