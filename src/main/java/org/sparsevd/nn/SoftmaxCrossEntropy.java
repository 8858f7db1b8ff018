package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/** Cross-entropy of softmax(logits) with the labels, in nats. */
public final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /**
   * Σ over the batch of −log softmax(logits)[label], and scale times its gradient.
   *
   * @param logits [batch × classes]; not modified
   * @param labels at least batch of them, each in [0, classes)
   * @param scale factor on the gradient, N / batch for a loss of N · mean
   * @param gradient [batch × classes]; overwritten with scale · (softmax − one-hot)
   * @return the unscaled sum, in nats; NaN or ∞ when a logit is
   */
  public static double sum(FMatrixRMaj logits, int[] labels, float scale, FMatrixRMaj gradient) {
    int classes = logits.numCols;
    gradient.reshape(logits.numRows, classes);
    double sum = 0;
    for (int row = 0; row < logits.numRows; row++) {
      int start = row * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = start; c < start + classes; c++) {
        largest = Math.max(largest, logits.data[c]);
      }
      double total = 0;
      for (int c = start; c < start + classes; c++) {
        // StrictMath: Math.exp may round differently before and after it is compiled.
        double e = StrictMath.exp(logits.data[c] - largest);
        gradient.data[c] = (float) e;
        total += e;
      }
      float factor = (float) (scale / total);
      for (int c = start; c < start + classes; c++) {
        gradient.data[c] *= factor;
      }
      int label = start + labels[row];
      gradient.data[label] -= scale;
      sum += StrictMath.log(total) + largest - logits.data[label];
    }
    return sum;
  }
}
