package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Kernels;

/**
 * Zeroes each activation with probability p and divides the others by 1 − p, so that nothing needs
 * scaling at test time.
 */
public final class BinaryDropout implements Layer {
  private final Kernels kernels;
  private final float rate;
  private final long seed;
  private final int index;
  private final FMatrixRMaj mask = new FMatrixRMaj(0, 0);

  /**
   * @param rate p in [0, 1)
   * @param seed of the run
   * @param index of this layer among the network's weight layers, so that no two share their noise
   */
  public BinaryDropout(Kernels kernels, double rate, long seed, int index) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate: expected [0, 1), got " + rate);
    }
    this.kernels = kernels;
    this.rate = (float) rate;
    this.seed = seed;
    this.index = index;
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    mask.reshape(input.numRows, input.numCols);
    output.reshape(input.numRows, input.numCols);
    int size = input.getNumElements();
    long key = Purpose.DROPOUT.key(seed, index, step);
    kernels.uniform(key, 0, mask.data, 0, size);
    float scale = 1 / (1 - rate);
    for (int i = 0; i < size; i++) {
      mask.data[i] = mask.data[i] < rate ? 0 : scale;
      output.data[i] = input.data[i] * mask.data[i];
    }
  }

  @Override
  public void backward(
      FMatrixRMaj input,
      FMatrixRMaj output,
      FMatrixRMaj outputGradient,
      FMatrixRMaj inputGradient) {
    if (inputGradient == null) {
      return;
    }
    inputGradient.reshape(input.numRows, input.numCols);
    int size = input.getNumElements();
    for (int i = 0; i < size; i++) {
      inputGradient.data[i] = outputGradient.data[i] * mask.data[i];
    }
  }
}
