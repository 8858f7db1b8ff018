package org.sparsevd.train;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.prune.compact.Softmax;

/**
 * What a network says of some samples, in their order.
 *
 * @param classes number of classes
 * @param logits [samples × classes], row by row; not to be modified
 * @param predicted [samples], the class of the largest logit; −1 where that is NaN, which counts as
 *     wrong; not to be modified
 * @param labels [samples], the classes they are of; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Predictions(int classes, float[] logits, int[] predicted, int[] labels) {
  public Predictions {
    if (logits.length != (long) labels.length * classes || predicted.length != labels.length) {
      throw new IllegalArgumentException(
          "expected logits [%d × %d] and %d classes, got %d and %d"
              .formatted(labels.length, classes, labels.length, logits.length, predicted.length));
    }
  }

  /** Number of samples. */
  public int size() {
    return labels.length;
  }

  /** How many are given another class than their label. */
  public int errors() {
    int errors = 0;
    for (int i = 0; i < labels.length; i++) {
      errors += predicted[i] == labels[i] ? 0 : 1;
    }
    return errors;
  }

  /**
   * The softmax of a sample's logits, [classes]: non-negative, with sum 1; NaN when a logit is NaN.
   */
  public double[] probabilities(int sample) {
    return Softmax.of(FMatrixRMaj.wrap(size(), classes, logits), sample);
  }
}
