package org.sparsevd.train;

import java.util.List;
import java.util.Optional;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Network;

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
   * The training samples that the training error is measured on before the last epoch: all, or
   * 10,000 drawn by the seed.
   *
   * @param data loaded as {@code config} asks
   */
  public static Samples trainErrorSamples(ExperimentConfig config, Dataset data) {
    int[] chosen =
        new SampleOrder(config.seed()).fixedSubset(data.train().size(), TRAIN_ERROR_SAMPLES);
    return data.train().subset(chosen);
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
   * Trains two experiments in step: every minibatch of the first is followed by that of the second.
   * Each ends as it would alone, bit for bit; when one diverges, the other goes on. Settings that
   * are changed meanwhile change in both.
   *
   * @param first hears of its minibatches before {@code second} of its
   * @param start weights that both begin with; empty to draw them by the seed
   * @param control pauses, steps and cancels both; a step of one minibatch is one of each
   * @return how each ended, the first's outcome first; never thrown, whatever went wrong
   */
  public List<Outcome> trainInStep(
      Twin first,
      Twin second,
      Dataset data,
      Optional<List<LayerWeights>> start,
      TrainingControl control) {
    TrainingControl following = control.follower();
    GuardedTraining one = guarded(first, data, start, control);
    GuardedTraining two = guarded(second, data, start, following);
    while (one.isGoing() || two.isGoing()) {
      if (one.isGoing()) {
        one.step();
      }
      if (!one.isGoing()) {
        following.goAlone();
      }
      if (two.isGoing()) {
        two.step();
      }
    }
    return List.of(one.outcome(), two.outcome());
  }

  private GuardedTraining guarded(
      Twin twin, Dataset data, Optional<List<LayerWeights>> start, TrainingControl control) {
    return new GuardedTraining(
        0,
        () ->
            new Training(
                compute, twin.config, data, start, Optional.empty(), twin.listener, control));
  }

  /**
   * One of two experiments trained in step.
   *
   * @param listener hears of its minibatches and epochs
   */
  public record Twin(ExperimentConfig config, TrainingListener listener) {}

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
    GuardedTraining training =
        new GuardedTraining(
            state.map(TrainingState::epoch).orElse(0),
            () -> new Training(compute, config, data, start, state, listener, control));
    while (training.isGoing()) {
      training.step();
    }
    return training.outcome();
  }
}
