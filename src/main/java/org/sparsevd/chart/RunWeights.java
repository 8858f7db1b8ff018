package org.sparsevd.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.prune.ThetaHistogram;
import org.sparsevd.run.EpochHistory;

/**
 * The weights of a run of a comparison at the cursor.
 *
 * @param history masks and θ; empty when the run has none
 * @param theta how the kept weights of each layer are spread, by its name
 */
public record RunWeights(Optional<EpochHistory> history, Map<String, ThetaHistogram> theta) {
  public RunWeights {
    theta = Map.copyOf(theta);
  }

  /** Takes masks and θ, and counts them; not for a thread that must not wait. */
  public static RunWeights of(Optional<EpochHistory> history) {
    Map<String, ThetaHistogram> theta = new LinkedHashMap<>();
    for (EpochHistory.Layer layer : history.map(EpochHistory::layers).orElse(List.of())) {
      theta.put(layer.name(), ThetaHistogram.of(layer, layer::theta));
    }
    return new RunWeights(history, theta);
  }

  /** The kept weights of {@code layer}, or of all layers for ""; empty when there are none. */
  Optional<ThetaHistogram> theta(String layer) {
    return layer.isEmpty()
        ? Optional.of(theta.values()).filter(all -> !all.isEmpty()).map(ThetaHistogram::sum)
        : Optional.ofNullable(theta.get(layer));
  }
}
