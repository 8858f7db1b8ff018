package org.sparsevd.nn;

import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * The learned numbers of one layer, a copy that nobody changes.
 *
 * @param name {@code conv1}, {@code fc1}, {@code fc2}, …
 * @param theta weight means θ, [in × out]; of a convolution [channels · height · width × filters]
 * @param logSigma2 log σ² of the noise on each weight, [in × out]; empty when the method has none
 * @param bias [1 × out]
 * @param filter how the inputs of one filter form a volume: row (c · height + y) · width + x of θ
 *     is channel c in row y and column x of the filter; empty for a dense layer
 */
public record LayerWeights(
    String name,
    FMatrixRMaj theta,
    Optional<FMatrixRMaj> logSigma2,
    FMatrixRMaj bias,
    Optional<Volume> filter) {

  /** Weights of a dense layer. */
  public LayerWeights(
      String name, FMatrixRMaj theta, Optional<FMatrixRMaj> logSigma2, FMatrixRMaj bias) {
    this(name, theta, logSigma2, bias, Optional.empty());
  }

  /** These weights with another θ of the same shape. */
  public LayerWeights withTheta(FMatrixRMaj newTheta) {
    return new LayerWeights(name, newTheta, logSigma2, bias, filter);
  }

  /** θ and biases alone. */
  public LayerWeights withoutNoise() {
    return new LayerWeights(name, theta, Optional.empty(), bias, filter);
  }

  public int inputs() {
    return theta.getNumRows();
  }

  public int outputs() {
    return theta.getNumCols();
  }

  /** Whether every weight has a noise variance. */
  public boolean isNoisy() {
    return logSigma2.isPresent();
  }

  /** Number of weights, biases not counted. */
  public int weightCount() {
    return theta.getNumElements();
  }

  /** Whether there is neither NaN nor infinity in them. */
  public boolean isFinite() {
    return isFinite(theta) && isFinite(bias) && logSigma2.map(LayerWeights::isFinite).orElse(true);
  }

  private static boolean isFinite(FMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (!Float.isFinite(matrix.data[i])) {
        return false;
      }
    }
    return true;
  }

  /** Number of weights that are not zero. */
  public int nonZeroCount() {
    int count = 0;
    for (int i = 0; i < theta.getNumElements(); i++) {
      count += theta.data[i] == 0 ? 0 : 1;
    }
    return count;
  }
}
