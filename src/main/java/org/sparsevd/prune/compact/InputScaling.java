package org.sparsevd.prune.compact;

import org.ejml.data.FMatrixRMaj;

/**
 * What makes a network's inputs of stored values such as pixels: x = value / divisor − mean.
 *
 * @param divisor 1 where values are used as they are
 * @param mean [1 × features]; zeros where nothing is subtracted
 */
public record InputScaling(float divisor, FMatrixRMaj mean) {
  public InputScaling {
    if (!(divisor > 0 && Float.isFinite(divisor))) {
      throw new IllegalArgumentException("expected a divisor above 0, got " + divisor);
    }
  }

  /** Whether anything is subtracted. */
  public boolean hasMean() {
    for (float value : mean.data) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The inputs of one sample.
   *
   * @param values as stored, [features]
   * @param inputs set at {@code row}, [batch × features]
   */
  public void apply(float[] values, FMatrixRMaj inputs, int row) {
    int features = mean.numCols;
    for (int i = 0; i < features; i++) {
      inputs.data[row * features + i] = values[i] / divisor - mean.data[i];
    }
  }
}
