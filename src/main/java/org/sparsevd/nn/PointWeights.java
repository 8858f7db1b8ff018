package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * Weights that enter a layer's products as one matrix, the same for all samples of a minibatch: θ
 * itself, or one draw of noisy weights.
 */
public interface PointWeights extends Weights {
  /** Makes sure that {@link #value} is that of this step, which decides the noise. */
  void prepare(long step);

  /** The weights [inputs × outputs] of the latest {@link #prepare}. */
  FMatrixRMaj value();

  /** Where the backward pass leaves ∂L/∂value. */
  FMatrixRMaj valueGradient();
}
