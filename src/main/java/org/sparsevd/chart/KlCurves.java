package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * The KL term against log α as the charts draw it, computed once: it is the same for every run.
 *
 * @param logAlpha from −8 to 8
 * @param exact the true value, in nats
 * @param approximation the paper's approximation, in nats
 * @param kingma Kingma's cubic, in nats; nonsense beyond log α = 0
 * @param difference approximation − exact
 * @param kingmaDifference kingma − exact
 */
record KlCurves(
    List<Double> logAlpha,
    List<Double> exact,
    List<Double> approximation,
    List<Double> kingma,
    List<Double> difference,
    List<Double> kingmaDifference) {
  private static final int POINTS_PER_UNIT = 20;
  private static final Map<KlQuantity, KlCurves> ALL = new EnumMap<>(KlQuantity.class);

  static {
    for (KlQuantity quantity : KlQuantity.values()) {
      ALL.put(quantity, compute(quantity));
    }
  }

  /** A point of a curve. */
  record At(double logAlpha, double value) {}

  /** The curves of {@code quantity}. */
  static KlCurves of(KlQuantity quantity) {
    return ALL.get(quantity);
  }

  private static KlCurves compute(KlQuantity quantity) {
    List<Double> xs = new ArrayList<>();
    int reach = Math.round(LogAlpha.CLIP) * POINTS_PER_UNIT;
    for (int i = -reach; i <= reach; i++) {
      xs.add(i / (double) POINTS_PER_UNIT);
    }
    List<Double> exact = map(xs, at -> quantity.of(KlForm.EXACT, at));
    List<Double> approximation = map(xs, at -> quantity.of(KlForm.APPROXIMATION, at));
    List<Double> kingma = map(xs, at -> quantity.of(KlForm.KINGMA, at));
    return new KlCurves(
        List.copyOf(xs),
        exact,
        approximation,
        kingma,
        minus(approximation, exact),
        minus(kingma, exact));
  }

  private static List<Double> map(List<Double> xs, DoubleUnaryOperator function) {
    return xs.stream().map(function::applyAsDouble).toList();
  }

  private static List<Double> minus(List<Double> ys, List<Double> others) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < ys.size(); i++) {
      differences.add(ys.get(i) - others.get(i));
    }
    return List.copyOf(differences);
  }

  /** Number of points up to log α = 0, where Kingma's cubic ends to hold. */
  int kingmaValid() {
    return logAlpha.indexOf(0.0) + 1;
  }

  /** Where the approximation lies furthest from the true value; the distance, in nats. */
  At largest() {
    return largest(difference);
  }

  /** Where Kingma's cubic lies furthest from the true value as long as it holds. */
  At kingmaLargest() {
    return largest(kingmaDifference.subList(0, kingmaValid()));
  }

  /** Largest distance of the approximation from the true value, in nats. */
  double largestDifference() {
    return largest().value();
  }

  private At largest(List<Double> differences) {
    int at = 0;
    for (int i = 1; i < differences.size(); i++) {
      at = Math.abs(differences.get(i)) > Math.abs(differences.get(at)) ? i : at;
    }
    return new At(logAlpha.get(at), Math.abs(differences.get(at)));
  }
}
