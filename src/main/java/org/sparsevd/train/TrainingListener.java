package org.sparsevd.train;

import java.util.List;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.LogAlphaHistogram;

/**
 * Hears of a training, on the training thread. What it is handed is a copy and its own to keep.
 * Slow listeners slow the training down.
 */
public interface TrainingListener {
  /**
   * A minibatch is done. Primitives, so that hearing of it costs no garbage.
   *
   * @param epoch the epoch it belongs to, from 1
   * @param minibatch its number in the epoch, from 1
   * @param minibatches minibatches an epoch
   * @param dataTermNats N × mean cross-entropy of this minibatch under noise
   */
  default void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {}

  /**
   * Settings that were changed hold from now on; called before the first minibatch of the epoch.
   *
   * @param epoch the first to be trained with them
   * @param config all settings as they are now
   */
  default void settingsChanged(int epoch, ExperimentConfig config) {}

  /** An epoch is done and evaluated; called with epoch 0 before the first minibatch. */
  default void epochDone(EpochReport report) {}

  /**
   * One epoch's results.
   *
   * @param metrics the figures
   * @param histograms log α of each Sparse VD layer; empty for other methods
   * @param weights every layer's weights, copied
   * @param state what training can be resumed from, copied; three times the size of the weights
   */
  record EpochReport(
      EpochMetrics metrics,
      List<LogAlphaHistogram> histograms,
      List<LayerWeights> weights,
      TrainingState state) {
    public EpochReport {
      histograms = List.copyOf(histograms);
      weights = List.copyOf(weights);
    }
  }
}
