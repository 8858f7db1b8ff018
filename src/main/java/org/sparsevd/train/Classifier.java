package org.sparsevd.train;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;

/** A network of given weights, noise off, that says the class of samples. One thread at a time. */
public final class Classifier {
  private final Predictor predictor;
  private final Minibatch minibatch;

  /**
   * @param stages of the network, see {@link ExperimentConfig#stages}
   * @param weights used as they are, not copied; see {@link org.sparsevd.prune.Pruning}
   * @param batch most samples a pass
   */
  public Classifier(Compute compute, List<Stage> stages, List<LayerWeights> weights, int batch) {
    this(new Predictor(compute, stages, weights), new Minibatch(compute, batch));
  }

  /**
   * As above, with a minibatch that others use between the calls.
   *
   * @param minibatch overwritten by every call
   */
  Classifier(Predictor predictor, Minibatch minibatch) {
    this.predictor = predictor;
    this.minibatch = minibatch;
  }

  /** Share of {@code samples} given a wrong class, in percent; NaN when there are none. */
  public double errorPercent(Samples samples) {
    long[] errors = {0};
    forEachBatch(
        samples, _ -> errors[0] += predictor.errors(minibatch.inputs(), minibatch.labels()));
    return 100.0 * errors[0] / samples.size();
  }

  /** What the network says of every sample. */
  public Predictions predict(Samples samples) {
    int size = samples.size();
    int[] labels = new int[size];
    int[] predicted = new int[size];
    float[][] logits = {new float[0]};
    forEachBatch(
        samples,
        from -> {
          FMatrixRMaj batch = predictor.logits(minibatch.inputs());
          int classes = batch.numCols;
          if (from == 0) {
            logits[0] = new float[Math.multiplyExact(size, classes)];
          }
          System.arraycopy(batch.data, 0, logits[0], from * classes, batch.numRows * classes);
          Predictor.classes(batch, predicted, from);
          System.arraycopy(minibatch.labels(), 0, labels, from, batch.numRows);
        });
    int classes = size == 0 ? 0 : logits[0].length / size;
    return new Predictions(classes, logits[0], predicted, labels);
  }

  private void forEachBatch(Samples samples, BatchTask task) {
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    for (int from = 0; from < order.length; from += minibatch.capacity()) {
      int to = Math.min(order.length, from + minibatch.capacity());
      minibatch.gather(samples, order, from, to);
      task.run(from);
    }
  }

  /** Work on the samples that the minibatch holds. */
  private interface BatchTask {
    /**
     * @param from number of the first of them
     */
    void run(int from);
  }
}
