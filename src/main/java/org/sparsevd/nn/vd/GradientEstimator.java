package org.sparsevd.nn.vd;

/**
 * How gradients of the expected loss are estimated from noise: the two variance reductions of
 * Molchanov et al. 2017, §4.2 and §4.3, one after the other.
 */
public enum GradientEstimator {
  /** One draw w = θ (1 + √α ε) of every weight a minibatch; trains θ and log α. */
  MULTIPLICATIVE(Parameterisation.MULTIPLICATIVE),
  /** One draw w = θ + σ ε of every weight a minibatch; trains θ and log σ². */
  ADDITIVE(Parameterisation.ADDITIVE),
  /** One draw of every activation; trains θ and log σ². The one to train with. */
  LOCAL_REPARAMETERISATION(Parameterisation.ADDITIVE);

  private final Parameterisation parameterisation;

  GradientEstimator(Parameterisation parameterisation) {
    this.parameterisation = parameterisation;
  }

  Parameterisation parameterisation() {
    return parameterisation;
  }
}
