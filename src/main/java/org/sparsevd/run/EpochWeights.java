package org.sparsevd.run;

import java.util.List;
import java.util.Optional;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Pruning;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/** Masks together with θ, wherever a run keeps them. */
public final class EpochWeights {
  private EpochWeights() {}

  /**
   * Masks and θ of {@code epoch}, or of the nearest epoch before it that has both: those of the
   * weights file at the newest epoch, else those of the history, which keeps θ of methods without
   * log α every tenth epoch only. {@link EpochHistory#epoch} says of which they are. Reads files,
   * so not for a thread that must not wait.
   *
   * @return empty when the run has neither
   * @throws java.io.UncheckedIOException when a file cannot be read or is not of this run
   */
  public static Optional<EpochHistory> upTo(Run run, int epoch) {
    Optional<EpochHistory> newest =
        run.latest()
            .filter(latest -> latest.epoch() <= epoch)
            .flatMap(latest -> ofWeights(run, latest.epoch()));
    return newest.or(() ->
        run.epochs().reversed().stream()
            .map(EpochMetrics::epoch)
            .filter(each -> each <= epoch && run.hasHistory(each))
            .flatMap(each -> run.history(each).stream())
            .filter(EpochWeights::hasTheta)
            .findFirst());
  }

  private static Optional<EpochHistory> ofWeights(Run run, int epoch) {
    double cut =
        run.info().config().map(ExperimentConfig::threshold).orElse(LogAlpha.DEFAULT_THRESHOLD);
    try (Compute compute = new Compute(1)) { // has no threads that would have to end
      return run.weightsOf(epoch)
          .map(layers ->
              new EpochHistory(
                  epoch,
                  cut,
                  layers.stream().map(layer -> packed(compute.kernels(), layer, cut)).toList()));
    }
  }

  private static EpochHistory.Layer packed(Kernels kernels, LayerWeights layer, double cut) {
    float[] logAlpha = layer.isNoisy() ? Pruning.logAlpha(kernels, layer) : new float[0];
    return HistoryLayer.of(layer, logAlpha, cut, true);
  }

  /** Whether any θ is known; a history of a method without log α may have masks alone. */
  private static boolean hasTheta(EpochHistory history) {
    List<EpochHistory.Layer> layers = history.layers();
    return layers.stream().anyMatch(layer -> layer.hasLogAlpha() || !Float.isNaN(layer.theta(0)));
  }
}
