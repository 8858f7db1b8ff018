package org.sparsevd.nn;

import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * The learned numbers of one layer, a copy that nobody changes.
 *
 * @param name {@code fc1}, {@code fc2}, …
 * @param theta weight means θ, [in × out]
 * @param logSigma2 log σ² of the noise on each weight, [in × out]; empty when the method has none
 * @param bias [1 × out]
 */
public record LayerWeights(
    String name, FMatrixRMaj theta, Optional<FMatrixRMaj> logSigma2, FMatrixRMaj bias) {

  public int inputs() {
    return theta.getNumRows();
  }

  public int outputs() {
    return theta.getNumCols();
  }

  /** Number of weights, biases not counted. */
  public int weightCount() {
    return theta.getNumElements();
  }
}
