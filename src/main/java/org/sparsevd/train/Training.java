package org.sparsevd.train;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Adam;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Stage;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.TrainingListener.EpochReport;

/** One training's state, from minibatch to minibatch. One thread at a time. */
final class Training {
  private final Compute compute;
  private ExperimentConfig config; // changeable settings may change between epochs
  private final Dataset data;
  private final TrainingListener listener;
  private final TrainingControl control;
  private final Network network;
  private final Adam adam;
  private final Evaluator evaluator;
  private final SampleOrder sampleOrder;
  private final int[] order;
  private final Samples trainErrorSamples;
  private final Minibatch minibatch;
  private final int minibatches;
  private boolean begun;
  private int completed;
  private long step; // of the optimiser, from 1
  private long trainingNanos; // of this epoch, pauses apart
  private int minibatchesDone; // of this epoch
  private double sum; // of the data terms of this epoch's samples, over their number

  /**
   * At its start, or at {@code state}; parameters as of {@link Trainer#train} and {@link
   * Trainer#resume}.
   *
   * @throws InvalidConfigException when the network does not fit the data
   */
  Training(
      Compute compute,
      ExperimentConfig config,
      Dataset data,
      Optional<List<LayerWeights>> start,
      Optional<TrainingState> state,
      TrainingListener listener,
      TrainingControl control)
      throws InvalidConfigException {
    this.compute = compute;
    this.config = config;
    this.data = data;
    this.listener = listener;
    this.control = control;
    Samples train = data.train();
    List<Stage> stages = config.stages(data);
    network = NetworkBuilder.build(compute, config, stages, train.size());
    start.ifPresent(weights -> InitialWeights.copy(weights, network.weightLayers()));
    evaluator = new Evaluator(compute, stages);
    adam = new Adam(config.adamBeta1(), config.adamBeta2(), config.adamEpsilon());
    sampleOrder = new SampleOrder(config.seed());
    order = new int[train.size()];
    trainErrorSamples = Trainer.trainErrorSamples(config, data);
    minibatch = new Minibatch(compute, config.batchSize());
    minibatches = Math.ceilDiv(train.size(), config.batchSize());
    begun = state.isPresent();
    if (begun) {
      state.get().restore(network);
      completed = state.get().epoch();
      step = state.get().step();
    }
  }

  /** Epochs done. */
  int completed() {
    return completed;
  }

  /**
   * Trains one more minibatch; before the first of all, and after the last of each epoch, what
   * there is then is reported.
   *
   * @return how training ended, empty while there may be more of it
   */
  Optional<Outcome> next() {
    if (!begun) {
      begun = true;
      report(0, Double.NaN);
    }
    if (minibatchesDone == 0) {
      if (!moreToTrain()) {
        return Optional.of(new Outcome.Completed(completed));
      }
      trainingNanos = 0;
      sum = 0;
      sampleOrder.shuffle(order, completed + 1);
    }
    return control.awaitMinibatch()
        ? trainNext(completed + 1)
        : Optional.of(new Outcome.Cancelled(completed));
  }

  /** Takes up changed settings; says whether there is another epoch under them. */
  private boolean moreToTrain() {
    Optional<ExperimentConfig> wanted = control.takeWantedConfig(config);
    if (wanted.isPresent() && !wanted.get().equals(config)) {
      requireChangeable(wanted.get().differencesFrom(config).keySet());
      config = wanted.get().withEpochsOf(completed); // an epoch may have ended since it was asked
      listener.settingsChanged(completed + 1, config);
    }
    return completed < config.epochs();
  }

  private static void requireChangeable(Set<String> keys) {
    List<String> fixed =
        Setting.all().stream()
            .filter(setting -> keys.contains(setting.key()) && !setting.changeable())
            .map(Setting::key)
            .toList();
    if (!fixed.isEmpty()) {
      throw new IllegalArgumentException(
          "settings that can't be changed while training: " + String.join(", ", fixed));
    }
  }

  /** Trains a minibatch of {@code epoch}; says how training ended when it did. */
  private Optional<Outcome> trainNext(int epoch) {
    int from = minibatchesDone * config.batchSize();
    int to = Math.min(order.length, from + config.batchSize());
    double dataTermNats = trainMinibatch(epoch, from, to);
    if (!Double.isFinite(dataTermNats)) {
      return Optional.of(diverged(epoch));
    }
    sum += dataTermNats * (to - from) / order.length;
    minibatchesDone++;
    listener.minibatchDone(epoch, minibatchesDone, minibatches, dataTermNats);
    return minibatchesDone < minibatches ? Optional.empty() : endEpoch(epoch);
  }

  private Optional<Outcome> endEpoch(int epoch) {
    if (network.firstLayerWithNonFiniteWeights().isPresent()) {
      return Optional.of(diverged(epoch));
    }
    minibatchesDone = 0;
    completed = epoch;
    report(epoch, sum);
    control.epochDone();
    return Optional.empty();
  }

  private double trainMinibatch(int epoch, int from, int to) {
    long start = System.nanoTime();
    minibatch.gather(data.train(), order, from, to);
    step++;
    double dataTermNats =
        network.passes(minibatch.inputs(), minibatch.labels(), data.train().size(), step);
    if (Double.isFinite(dataTermNats)) { // else the gradients would spoil every layer's weights
      network.update(adam, config.learningRateAt(epoch), (float) config.klWeightAt(epoch), step);
    }
    trainingNanos += System.nanoTime() - start;
    return dataTermNats;
  }

  private Outcome diverged(int epoch) {
    Optional<String> weights = network.firstLayerWithNonFiniteWeights();
    Optional<String> layer = weights.or(network::firstLayerWithNonFiniteOutput);
    String seen =
        weights.isPresent()
            ? "weights are NaN or infinite"
            : layer.isPresent() ? "outputs are NaN or infinite" : "it is NaN or infinite";
    return new Outcome.Diverged(
        completed,
        epoch,
        layer.orElse("loss"),
        "epoch " + epoch + ", " + layer.orElse("loss") + ": " + seen);
  }

  private void report(int epoch, double dataTermNats) {
    long start = System.nanoTime();
    List<LayerWeights> weights = network.copyWeights();
    Pruning pruning = Pruning.at(compute.kernels(), weights, Cut.at(config.threshold()));
    boolean last = epoch == config.epochs();
    double trainError =
        last
            ? evaluator.errorPercent(pruning.weights(), data.train())
            : evaluator.errorPercent(pruning.weights(), trainErrorSamples);
    double validationError = evaluator.errorPercent(pruning.weights(), data.validation());
    double testError = evaluator.errorPercent(pruning.weights(), data.test());
    List<LogAlphaHistogram> histograms = Pruning.histograms(compute.kernels(), weights);
    double klNats = network.klNats();
    boolean trained = epoch > 0;
    boolean hasKl = trained && config.hasKlTerm();
    double seconds = trainingNanos * 1e-9;
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            dataTermNats,
            klNats,
            hasKl ? config.klWeightAt(epoch) : Double.NaN,
            trained ? config.learningRateAt(epoch) : Double.NaN,
            trainError,
            validationError,
            testError,
            pruning.sparsity().compression(),
            pruning.sparsity().layers().stream().map(Sparsity.Layer::percent).toList(),
            trained ? order.length / seconds : Double.NaN,
            seconds,
            (System.nanoTime() - start) * 1e-9);
    listener.epochDone(
        new EpochReport(metrics, histograms, weights, TrainingState.of(epoch, step, network)));
  }
}
