package org.sparsevd.nn.vd;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.nn.Weights;

/**
 * Weights that are independent Gaussians, as a layer's products need them: a mean θ' and a variance
 * s for each [inputs × outputs], derived from the parameters, and the way back from the gradients
 * of both to those of the parameters.
 */
public interface GaussianWeights extends Weights {
  /** Makes sure that mean and variance are those of the parameters. */
  void prepare();

  /** θ' of the latest {@link #prepare}. */
  FMatrixRMaj mean();

  /** s of the latest {@link #prepare}. */
  FMatrixRMaj variance();

  /** Where the backward pass leaves ∂L/∂θ'. */
  FMatrixRMaj meanGradient();

  /** Where the backward pass leaves ∂L/∂s. */
  FMatrixRMaj varianceGradient();

  /** Gives {@code bank} θ' and s, without weights and filters that have lost both. */
  void fill(FilterBank bank);
}
