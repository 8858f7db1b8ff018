package org.sparsevd.train;

import java.util.List;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;

/** Errors of given weights on given samples: noise off, one pass. One thread at a time. */
public final class Evaluator {
  /** Samples a pass: enough for the products, little enough for the second-level cache. */
  private static final int BATCH = 500;

  private final Compute compute;
  private final List<Stage> stages;
  private final Minibatch minibatch;

  /**
   * @param stages of the network, see {@link ExperimentConfig#stages}
   */
  public Evaluator(Compute compute, List<Stage> stages) {
    this.compute = compute;
    this.stages = stages;
    minibatch = new Minibatch(compute, BATCH);
  }

  /**
   * Share of {@code samples} given a wrong class, in percent; NaN when there are none.
   *
   * @param weights used as they are; see {@link org.sparsevd.prune.Pruning}
   */
  public double errorPercent(List<LayerWeights> weights, Samples samples) {
    return classifier(weights).errorPercent(samples);
  }

  /**
   * What the network says of every sample.
   *
   * @param weights used as they are; see {@link org.sparsevd.prune.Pruning}
   */
  public Predictions predictions(List<LayerWeights> weights, Samples samples) {
    return classifier(weights).predict(samples);
  }

  private Classifier classifier(List<LayerWeights> weights) {
    return new Classifier(new Predictor(compute, stages, weights), minibatch);
  }
}
