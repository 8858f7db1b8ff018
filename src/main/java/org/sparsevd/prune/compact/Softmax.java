package org.sparsevd.prune.compact;

import org.ejml.data.FMatrixRMaj;

/** Probabilities of classes from their logits. */
public final class Softmax {
  private Softmax() {}

  /** Softmax of a row of {@code logits} [batch × classes], in double. */
  public static double[] of(FMatrixRMaj logits, int row) {
    double[] probabilities = new double[logits.numCols];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = logits.data[row * logits.numCols + i];
      largest = Math.max(largest, probabilities[i]);
    }
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Math.exp(probabilities[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** The first class of the largest probability. */
  public static int best(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}
