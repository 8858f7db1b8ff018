package org.sparsevd.nn.vd;

/** Which form of KL(q‖p) is trained. */
public enum KlForm {
  /** The sigmoid fit of Molchanov et al. 2017, eq. 14. */
  APPROXIMATION,
  /** The true value and its true gradient, by Dawson's function. */
  EXACT
}
