package org.sparsevd.run.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.Run;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * What runs do not tell by themselves and is measured on their newest weights.
 *
 * @param equal what they err when all are as sparse as one; empty when there is nothing to be made
 *     equal
 * @param compact what the compact model of each saves, pruned at its own threshold; empty for a run
 *     without weights, or whose data cannot be used
 */
public record Measurements(Optional<EqualSparsity> equal, List<Optional<CompactReport>> compact) {
  private static final System.Logger LOG = System.getLogger(Measurements.class.getName());

  public Measurements {
    compact = List.copyOf(compact);
  }

  /**
   * Measures; blocks for a few seconds a run.
   *
   * @param compute whose threads networks are timed with
   */
  public static Measurements of(Comparison comparison, EqualSparsity.Data data, Compute compute) {
    Optional<EqualSparsity> equal = Optional.empty();
    try {
      equal = EqualSparsity.measure(comparison, data, compute);
    } catch (IOException | InvalidConfigException | RuntimeException e) {
      // Its data may be elsewhere by now: the figure is missing, all others stand.
      LOG.log(System.Logger.Level.INFO, e.getMessage(), e);
    }
    List<Optional<CompactReport>> compact = new ArrayList<>();
    for (ComparedRun each : comparison.runs()) {
      compact.add(compact(each.run(), data, compute));
    }
    return new Measurements(equal, compact);
  }

  private static Optional<CompactReport> compact(
      Run run, EqualSparsity.Data data, Compute compute) {
    Optional<ExperimentConfig> config = run.info().config();
    if (config.isEmpty() || run.weights().isEmpty()) {
      return Optional.empty();
    }
    try {
      PrunedNetwork network =
          PrunedNetwork.of(run, data.of(config.get()), Cut.at(config.get().threshold()));
      return Optional.of(CompactReport.of(network, CompactReport.model(network), compute));
    } catch (IOException | InvalidConfigException | RuntimeException e) {
      LOG.log(System.Logger.Level.INFO, e.getMessage(), e);
      return Optional.empty();
    }
  }
}
