package org.sparsevd.prune;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Error and size of a network against the threshold it is pruned at, one threshold for all layers.
 *
 * @param points by ascending threshold; more come as a {@link CutSweep} goes on
 * @param samples number of samples the errors are of
 */
public record CutCurve(List<Point> points, int samples) {
  public CutCurve {
    points = List.copyOf(points);
  }

  /**
   * What pruning at one threshold comes to.
   *
   * @param threshold log α
   * @param errorPercent of the samples
   */
  public record Point(double threshold, double errorPercent, Sparsity sparsity) {}

  /** The point of the least error, of several the one that keeps the fewest weights. */
  public Optional<Point> best() {
    return points.stream()
        .filter(point -> !Double.isNaN(point.errorPercent))
        .min(
            Comparator.comparingDouble(Point::errorPercent)
                .thenComparingLong(point -> point.sparsity.kept()));
  }

  /** Noise of the least error, in percent points; NaN without points. */
  public double noisePercent() {
    return best().map(point -> error(point).noisePercent()).orElse(Double.NaN);
  }

  /**
   * The knee: the point of the largest compression among those whose error exceeds the least error
   * of the curve by no more than that error's binomial standard error ({@link
   * MeasuredError#noisePercent}). Compression never falls as the threshold falls, so it is the
   * lowest such threshold; of thresholds that keep the same weights it is the highest. Points
   * without any weight left do not count, and points between it and the best one may lie higher:
   * the knee is a statement about its own error alone.
   */
  public Optional<Point> knee() {
    return best()
        .flatMap(least ->
            points.stream()
                .filter(point -> point.sparsity.kept() > 0)
                .filter(point ->
                    point.errorPercent <= least.errorPercent
                        || error(point).isWithinNoiseOf(error(least)))
                .min(
                    Comparator.comparingLong((Point point) -> point.sparsity.kept())
                        .thenComparingDouble(point -> -point.threshold)));
  }

  private MeasuredError error(Point point) {
    return new MeasuredError(point.errorPercent, samples);
  }
}
