package org.sparsevd.train;

import java.util.List;

/**
 * What one epoch came to; the columns of {@code epochs.csv}. A figure that does not apply is NaN.
 *
 * @param epoch 0 before training, then 1, 2, …
 * @param dataTermNats N × mean cross-entropy under noise over the epoch's minibatches
 * @param klNats Σ KL over the layers at the epoch's end, unweighted
 * @param klWeight weight of the KL term in this epoch
 * @param learningRate Adam's step size in this epoch
 * @param trainErrorPercent noise off, pruned at the threshold, on at most 10,000 fixed samples
 * @param validationErrorPercent noise off, pruned at the threshold
 * @param testErrorPercent noise off, pruned at the threshold
 * @param compression |W| / |W≠0| over all layers; +∞ when nothing is kept
 * @param sparsityPercent pruned share of each layer's weights, in the run's order of layers
 * @param imagesPerSecond training samples a second, evaluation apart
 * @param seconds training alone
 * @param evaluationSeconds the three errors, sparsity and histograms
 */
public record EpochMetrics(
    int epoch,
    double dataTermNats,
    double klNats,
    double klWeight,
    double learningRate,
    double trainErrorPercent,
    double validationErrorPercent,
    double testErrorPercent,
    double compression,
    List<Double> sparsityPercent,
    double imagesPerSecond,
    double seconds,
    double evaluationSeconds) {

  public EpochMetrics {
    sparsityPercent = List.copyOf(sparsityPercent);
  }

  /** Data term + KL weight · ΣKL, in nats: what training minimises. */
  public double lossNats() {
    return Double.isNaN(klNats) ? dataTermNats : dataTermNats + klWeight * klNats;
  }
}
