package org.sparsevd.nn;

import java.util.Arrays;
import org.sparsevd.kernel.Kernels;

/**
 * The bias of a convolution: one number a filter, on activations [filters · positions] where each
 * filter's lie next to each other.
 */
public final class ConvBias {
  /** Partial sums of a gradient: enough for whole vectors. */
  private static final int PARTIAL_SUMS = 1024;

  private final Kernels kernels;
  private final Parameter parameter;
  private final float[][] partial; // of each filter

  /**
   * @param parameter [1 × filters]
   */
  public ConvBias(Kernels kernels, Parameter parameter) {
    this.kernels = kernels;
    this.parameter = parameter;
    partial = new float[parameter.size()][PARTIAL_SUMS];
  }

  /** Adds the filter's bias to {@code output[from, to)}. */
  public void addTo(int filter, float[] output, int from, int to) {
    add(parameter.value.data[filter], output, from, to);
  }

  static void add(float bias, float[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      output[i] += bias;
    }
  }

  /** Sets the gradient of filters [from, to) to the sums of their {@code positions} outputs'. */
  public void setGradient(float[] outputGradient, int positions, int from, int to) {
    for (int filter = from; filter < to; filter++) {
      float[] sums = partial[filter];
      Arrays.fill(sums, 0);
      int end = (filter + 1) * positions;
      for (int at = filter * positions; at < end; at += PARTIAL_SUMS) {
        kernels.add(outputGradient, at, sums, 0, Math.min(PARTIAL_SUMS, end - at));
      }
      float sum = 0;
      for (float part : sums) {
        sum += part;
      }
      parameter.gradient.data[filter] = sum;
    }
  }
}
