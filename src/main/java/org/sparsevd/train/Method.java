package org.sparsevd.train;

/** How the weights are regularised. */
public enum Method {
  /** No noise and no regulariser. */
  PLAIN,
  /** Zeroes hidden activations at random; weights held by max-norm. */
  BINARY_DROPOUT,
  /** Multiplies weights by N(1, α) noise, one α a layer, fixed or learned. */
  GAUSSIAN_DROPOUT,
  /** Sparse Variational Dropout: a learned noise variance for every weight. */
  SPARSE_VD
}
