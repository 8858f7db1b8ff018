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

/**
 * Trains a network: one blocking call an experiment. Equal config, data and kernels give the same
 * run, bit for bit, times aside, on any number of threads.
 */
public final class Trainer {
  /** Training samples the training error is measured on, but in the last planned epoch. */
  private static final int TRAIN_ERROR_SAMPLES = 10_000;

  private final Compute compute;

  /**
   * @param compute kernels and threads; used by this trainer alone while it trains
   */
  public Trainer(Compute compute) {
    this.compute = compute;
  }

  /**
   * Trains until all epochs are done, {@code control} cancels, or the numbers blow up.
   *
   * @param config what to train
   * @param data what to train on, loaded as {@code config} asks
   * @param listener hears of every minibatch and epoch, on this thread
   * @param control asked before every minibatch
   * @return how it ended; never thrown, whatever went wrong
   */
  public Outcome train(
      ExperimentConfig config, Dataset data, TrainingListener listener, TrainingControl control) {
    return train(config, data, Optional.empty(), listener, control);
  }

  /**
   * As above, from the θ and biases of a trained network.
   *
   * @param start weights of the same layers, from the input on; empty to draw them by the seed
   */
  public Outcome train(
      ExperimentConfig config,
      Dataset data,
      Optional<List<LayerWeights>> start,
      TrainingListener listener,
      TrainingControl control) {
    return run(config, data, start, Optional.empty(), listener, control);
  }

  /**
   * Trains on from {@code state}, which a training of {@code config} on {@code data} reported, and
   * ends as it would have ended: bit for bit when no setting has changed. Only epochs after the
   * state's are reported.
   *
   * @return how it ended; never thrown, whatever went wrong
   */
  public Outcome resume(
      ExperimentConfig config,
      Dataset data,
      TrainingState state,
      TrainingListener listener,
      TrainingControl control) {
    return run(config, data, Optional.empty(), Optional.of(state), listener, control);
  }

  /**
   * The weights of a state, as its epoch was reported with.
   *
   * @throws InvalidConfigException when the config does not fit the data
   * @throws IllegalArgumentException when the state is of another network
   */
  public List<LayerWeights> weights(ExperimentConfig config, Dataset data, TrainingState state)
      throws InvalidConfigException {
    Network network =
        NetworkBuilder.build(compute, config, config.stages(data), data.train().size());
    state.restore(network);
    return network.copyWeights();
  }

  private Outcome run(
      ExperimentConfig config,
      Dataset data,
      Optional<List<LayerWeights>> start,
      Optional<TrainingState> state,
      TrainingListener listener,
      TrainingControl control) {
    Session session;
    try {
      session = new Session(config, data, start, state, listener, control);
    } catch (InvalidConfigException
        | RuntimeException
        | OutOfMemoryError e) { // a network too large for this machine
      return new Outcome.Failed(state.map(TrainingState::epoch).orElse(0), e);
    }
    try {
      return session.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      return new Outcome.Failed(session.completed, e);
    }
  }

  /** One training's state. */
  private final class Session {
    private ExperimentConfig config; // changeable settings may change between epochs
    private final Dataset data;
    private final TrainingListener listener;
    private final TrainingControl control;
    private final Network network;
    private final Adam adam;
    private final Evaluator evaluator;
    private final SampleOrder sampleOrder;
    private final int[] order;
    private final int[] trainErrorSamples;
    private final Minibatch minibatch;
    private final int minibatches;
    private final boolean resumed;
    private int completed;
    private long step; // of the optimiser, from 1
    private long trainingNanos; // of this epoch, pauses apart

    Session(
        ExperimentConfig config,
        Dataset data,
        Optional<List<LayerWeights>> start,
        Optional<TrainingState> state,
        TrainingListener listener,
        TrainingControl control)
        throws InvalidConfigException {
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
      trainErrorSamples = sampleOrder.fixedSubset(train.size(), TRAIN_ERROR_SAMPLES);
      minibatch = new Minibatch(compute, config.batchSize());
      minibatches = Math.ceilDiv(train.size(), config.batchSize());
      resumed = state.isPresent();
      if (resumed) {
        state.get().restore(network);
        completed = state.get().epoch();
        step = state.get().step();
      }
    }

    Outcome run() {
      if (!resumed) {
        report(0, Double.NaN);
      }
      while (moreToTrain()) {
        int epoch = completed + 1;
        Optional<Outcome> ended = trainEpoch(epoch);
        if (ended.isPresent()) {
          return ended.get();
        }
      }
      return new Outcome.Completed(completed);
    }

    /** Takes up changed settings; says whether there is another epoch under them. */
    private boolean moreToTrain() {
      Optional<ExperimentConfig> wanted = control.takeWantedConfig();
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

    /** Trains and reports one epoch; says how training ended when it did. */
    private Optional<Outcome> trainEpoch(int epoch) {
      trainingNanos = 0;
      sampleOrder.shuffle(order, epoch);
      double sum = 0;
      for (int done = 0; done < minibatches; done++) {
        if (!control.awaitMinibatch()) {
          return Optional.of(new Outcome.Cancelled(completed));
        }
        int from = done * config.batchSize();
        int to = Math.min(order.length, from + config.batchSize());
        double dataTermNats = trainMinibatch(epoch, from, to);
        if (!Double.isFinite(dataTermNats)) {
          return Optional.of(diverged(epoch));
        }
        sum += dataTermNats * (to - from) / order.length;
        listener.minibatchDone(epoch, done + 1, minibatches, dataTermNats);
      }
      if (network.firstLayerWithNonFiniteWeights().isPresent()) {
        return Optional.of(diverged(epoch));
      }
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
              : evaluator.errorPercent(pruning.weights(), data.train(), trainErrorSamples);
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
}
