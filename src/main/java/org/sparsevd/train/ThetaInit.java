package org.sparsevd.train;

/** What a layer's θ is drawn from at the start. */
public enum ThetaInit {
  /** N(0, thetaInitStddev²). */
  NORMAL,
  /** Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010). */
  GLOROT
}
