package org.sparsevd.train;

/** How the weights are regularised. */
public enum Method {
  /** No noise and no regulariser. */
  PLAIN,
  /** Zeroes hidden activations at random; weights held by max-norm. */
  BINARY_DROPOUT,
  /** Sparse Variational Dropout: a learned noise variance for every weight. */
  SPARSE_VD
}
