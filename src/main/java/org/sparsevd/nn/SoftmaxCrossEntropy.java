package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/** Cross-entropy of softmax(logits) with the labels, in nats. One thread at a time. */
public final class SoftmaxCrossEntropy {
  /** Rows worth a thread of their own. */
  private static final int GRAIN = 16;

  private final Compute compute;
  private final Compute.RangeTask task = this::rows;
  private FMatrixRMaj logits;
  private int[] labels;
  private float scale;
  private FMatrixRMaj gradient;
  private double[] nats = new double[0]; // of each row

  /** Spreads the rows over the threads of {@code compute}. */
  public SoftmaxCrossEntropy(Compute compute) {
    this.compute = compute;
  }

  /**
   * Σ over the batch of −log softmax(logits)[label], and scale times its gradient.
   *
   * @param logits [batch × classes]; not modified
   * @param labels at least batch of them, each in [0, classes)
   * @param scale factor on the gradient, N / batch for a loss of N · mean
   * @param gradient [batch × classes]; overwritten with scale · (softmax − one-hot)
   * @return the unscaled sum, in nats; NaN or ∞ when a logit is
   */
  public double sum(FMatrixRMaj logits, int[] labels, float scale, FMatrixRMaj gradient) {
    this.logits = logits;
    this.labels = labels;
    this.scale = scale;
    this.gradient = gradient;
    gradient.reshape(logits.numRows, logits.numCols);
    if (nats.length < logits.numRows) {
      nats = new double[logits.numRows];
    }
    compute.forRange(logits.numRows, GRAIN, task);
    double sum = 0;
    for (int row = 0; row < logits.numRows; row++) {
      sum += nats[row];
    }
    return sum;
  }

  private void rows(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      nats[row] = row(row * logits.numCols, logits.numCols, labels[row]);
    }
  }

  private double row(int start, int classes, int label) {
    float[] logit = logits.data;
    float[] slope = gradient.data;
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = start; c < start + classes; c++) {
      largest = Math.max(largest, logit[c]);
    }
    double total = 0;
    for (int c = start; c < start + classes; c++) {
      // StrictMath: Math.exp may round differently before and after it is compiled.
      double e = StrictMath.exp(logit[c] - largest);
      slope[c] = (float) e;
      total += e;
    }
    float factor = (float) (scale / total);
    for (int c = start; c < start + classes; c++) {
      slope[c] *= factor;
    }
    slope[start + label] -= scale;
    return StrictMath.log(total) + largest - logit[start + label];
  }
}
