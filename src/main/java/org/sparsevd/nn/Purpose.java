package org.sparsevd.nn;

/** What a stream of random numbers is for; one seed gives each purpose a stream of its own. */
public enum Purpose {
  /** Initial weights. */
  INIT,
  /** Order of the samples in an epoch. */
  SHUFFLE,
  /** Gaussian noise on activations. */
  NOISE,
  /** Which activations binary dropout zeroes. */
  DROPOUT,
  /** Which training samples the training error is measured on. */
  EVALUATION
}
