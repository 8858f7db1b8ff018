package org.sparsevd.run.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.MagnitudePruning;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Evaluator;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * What runs err when all are as sparse as one of them. One that does not prune by itself, such as
 * binary dropout's, loses its weights of smallest |θ|, in each layer as many as that run has
 * pruned: without this, an error at 1× and one at 100× would stand beside each other as equals.
 *
 * @param like index of the run that the others are made as sparse as
 * @param testErrorPercent one a run, after its newest epoch; NaN where it cannot be told
 */
public record EqualSparsity(int like, List<Double> testErrorPercent) {
  public EqualSparsity {
    testErrorPercent = List.copyOf(testErrorPercent);
  }

  /** Loads the data of a config. */
  @FunctionalInterface
  public interface Data {
    Dataset of(ExperimentConfig config) throws IOException, InvalidConfigException;
  }

  /**
   * The first run that prunes, if there is also one that does not and so has to be pruned.
   *
   * @return its index
   */
  public static Optional<Integer> reference(Comparison comparison) {
    Optional<Integer> first = Optional.empty();
    boolean dense = false;
    for (int i = 0; i < comparison.runs().size(); i++) {
      boolean prunes = prunes(comparison.runs().get(i).run());
      dense |= !prunes;
      first = first.isEmpty() && prunes ? Optional.of(i) : first;
    }
    return dense ? first : Optional.empty();
  }

  private static boolean prunes(Run run) {
    return run.latest().filter(latest -> latest.compression() > 1).isPresent();
  }

  /**
   * Measures; blocks for one pass over the test samples a run that is pruned here.
   *
   * @return empty when there is nothing to be made equal
   * @throws IOException when the data cannot be used
   */
  public static Optional<EqualSparsity> measure(Comparison comparison, Data data, Compute compute)
      throws IOException, InvalidConfigException {
    Optional<Integer> reference = reference(comparison);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    Run like = comparison.runs().get(reference.get()).run();
    List<Double> errors = new ArrayList<>();
    for (ComparedRun each : comparison.runs()) {
      errors.add(
          each.run().equals(like)
              ? like.latest().map(EpochMetrics::testErrorPercent).orElse(Double.NaN)
              : error(each.run(), like, data, compute).orElse(Double.NaN));
    }
    return Optional.of(new EqualSparsity(reference.get(), errors));
  }

  /** Empty for a run of other layers, one that prunes by itself, or one without weights. */
  private static OptionalDouble error(Run run, Run like, Data data, Compute compute)
      throws IOException, InvalidConfigException {
    Optional<List<LayerWeights>> weights = run.weights();
    Optional<ExperimentConfig> config = run.info().config();
    List<RunInfo.Layer> layers = run.info().layers();
    List<Double> percent = like.latest().orElseThrow().sparsityPercent();
    boolean comparable =
        weights.isPresent()
            && config.isPresent()
            && !prunes(run)
            && layers.equals(like.info().layers())
            && percent.size() == layers.size();
    if (!comparable) {
      return OptionalDouble.empty();
    }
    Dataset samples = data.of(config.get());
    if (config.get().misfit(weights.get(), samples).isPresent()) {
      return OptionalDouble.empty();
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int count = layers.get(i).weightCount();
      kept.add((int) (count - Math.round(count * percent.get(i) / 100)));
    }
    return OptionalDouble.of(
        new Evaluator(compute, config.get().stages(samples))
            .errorPercent(MagnitudePruning.keepLargest(weights.get(), kept), samples.test()));
  }
}
