package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.GradientVariance;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.vd.GradientEstimator;

/**
 * How noisy the gradient of θ is under one of the estimators: the data term's, on one and the same
 * minibatch, over many draws of the noise.
 *
 * @param estimator where the noise enters
 * @param layers from the input on
 */
public record GradientNoise(GradientEstimator estimator, List<Layer> layers) {
  /** Estimates of the variance whose spread gives the standard error. */
  private static final int GROUPS = 10;

  public GradientNoise {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param variance of a weight's gradient, averaged over the weights; of the loss N · mean
   *     cross-entropy, in nats²
   * @param standardError of the variance
   * @param meanSquare square of a weight's mean gradient, averaged over the weights
   */
  public record Layer(String name, double variance, double standardError, double meanSquare) {}

  /**
   * Measures one estimator after another; blocks.
   *
   * @param config of the run; Sparse VD
   * @param data its data; the first minibatch of its first epoch is used
   * @param weights of the run, with log σ²
   * @param draws of each estimator, rounded up to whole groups of at least two
   * @param cancelled asked before every draw
   * @param progress told the share that is done, from 0 to 1
   * @return one an estimator, in the order of {@link GradientEstimator}; empty when cancelled
   * @throws InvalidConfigException when config, data and weights don't fit together
   */
  public static Optional<List<GradientNoise>> measure(
      Compute compute,
      ExperimentConfig config,
      Dataset data,
      List<LayerWeights> weights,
      int draws,
      BooleanSupplier cancelled,
      DoubleConsumer progress)
      throws InvalidConfigException {
    Minibatch minibatch = firstMinibatch(compute, config, data);
    int perGroup = Math.max(2, Math.ceilDiv(draws, GROUPS));
    int all = GradientEstimator.values().length * GROUPS * perGroup;
    int done = 0;
    List<GradientNoise> measured = new ArrayList<>();
    for (GradientEstimator estimator : GradientEstimator.values()) {
      Network network = network(compute, config, estimator, data, weights);
      List<GradientVariance> variances =
          network.weightLayers().stream()
              .map(layer -> new GradientVariance(layer.parameters().getFirst(), perGroup))
              .toList();
      for (int draw = 1; draw <= GROUPS * perGroup; draw++) {
        if (cancelled.getAsBoolean()) {
          return Optional.empty();
        }
        network.gradients(minibatch.inputs(), minibatch.labels(), data.train().size(), 0, draw);
        variances.forEach(GradientVariance::add);
        progress.accept(++done / (double) all);
      }
      measured.add(new GradientNoise(estimator, layers(network, variances)));
    }
    return Optional.of(measured);
  }

  private static List<Layer> layers(Network network, List<GradientVariance> variances) {
    List<Layer> layers = new ArrayList<>();
    for (WeightLayer layer : network.weightLayers()) {
      GradientVariance variance = variances.get(layers.size());
      layers.add(
          new Layer(
              layer.name(), variance.variance(), variance.standardError(), variance.meanSquare()));
    }
    return layers;
  }

  private static Minibatch firstMinibatch(Compute compute, ExperimentConfig config, Dataset data) {
    int[] order = new int[data.train().size()];
    new SampleOrder(config.seed()).shuffle(order, 1);
    Minibatch minibatch = new Minibatch(compute, config.batchSize());
    minibatch.gather(data.train(), order, 0, Math.min(order.length, config.batchSize()));
    return minibatch;
  }

  private static Network network(
      Compute compute,
      ExperimentConfig config,
      GradientEstimator estimator,
      Dataset data,
      List<LayerWeights> weights)
      throws InvalidConfigException {
    ExperimentConfig own =
        config.with("gradientEstimator", Setting.kebabCase(estimator)).validated();
    Optional<String> misfit = own.misfit(weights, data);
    if (misfit.isPresent()) {
      throw new InvalidConfigException("hiddenLayers", misfit.get());
    }
    Network network = NetworkBuilder.build(compute, own, own.stages(data), data.train().size());
    for (int i = 0; i < weights.size(); i++) {
      network.weightLayers().get(i).weights().set(weights.get(i));
    }
    return network;
  }
}
