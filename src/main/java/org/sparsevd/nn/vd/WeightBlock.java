package org.sparsevd.nn.vd;

/**
 * A worker's copy of some weights and what is computed from them, few enough for the first cache.
 * All start at index 0: the JIT runs a loop in vectors when its arrays are read and written at one
 * and the same index.
 */
final class WeightBlock {
  /** Weights a block: eleven arrays of this length fill two thirds of 32 KB. */
  static final int SIZE = 512;

  final float[] theta = new float[SIZE];
  final float[] mean = new float[SIZE];
  final float[] variance = new float[SIZE];
  final float[] logAlpha = new float[SIZE];
  final float[] alpha = new float[SIZE];
  final float[] slope = new float[SIZE]; // of −KL
  final float[] kept = new float[SIZE]; // 1 below trainCut, else 0
  final float[] free = new float[SIZE]; // 0 where the clip holds log α, else 1
  final float[] dMean = new float[SIZE]; // ∂L/∂θ', then the gradient of θ
  final float[] dVariance = new float[SIZE]; // ∂L/∂s, then the gradient of the number beside θ
  final float[] dLogAlpha = new float[SIZE]; // of the KL term
}
