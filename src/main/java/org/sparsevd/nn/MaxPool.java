package org.sparsevd.nn;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * The largest of each size × size square of every channel, on activations [features × batch]. Where
 * several are largest, the first in reading order gets the whole gradient.
 */
public final class MaxPool implements Layer {
  /** A difference of two floats times this, twice, is at least 1 or exactly 0. */
  private static final float HUGE = 1e30f;

  private final Compute compute;
  private final Volume in;
  private final Volume out;
  private final int size;
  private final Compute.RangeTask forwardTask = this::forwardRows;
  private final Compute.RangeTask backwardTask = this::backwardRows;
  private FMatrixRMaj input;
  private FMatrixRMaj output;
  private FMatrixRMaj outputGradient;
  private FMatrixRMaj inputGradient;
  private float[][] open = {}; // of each worker: 1 where the square's gradient is still to be given

  public MaxPool(Compute compute, Stage.MaxPool stage) {
    this.compute = compute;
    in = stage.input();
    out = stage.output();
    size = stage.size();
  }

  @Override
  public void forward(FMatrixRMaj input, FMatrixRMaj output, long step) {
    apply(input, output);
  }

  /** Sets {@code output}, reshaped to [out features × batch], from [in features × batch]. */
  void apply(FMatrixRMaj input, FMatrixRMaj output) {
    this.input = input;
    this.output = output;
    output.reshape(out.features(), input.numCols);
    compute.forRange(out.features(), grain(), forwardTask);
  }

  private int grain() {
    return Compute.grain((long) input.numCols * size * size, 1);
  }

  private void forwardRows(int from, int to, int worker) {
    int batch = input.numCols;
    float[] x = input.data;
    float[] y = output.data;
    for (int feature = from; feature < to; feature++) {
      int at = feature * batch;
      System.arraycopy(x, source(feature, 0), y, at, batch);
      for (int tap = 1; tap < size * size; tap++) {
        max(x, source(feature, tap), y, at, batch);
      }
    }
  }

  private static void max(float[] x, int from, float[] y, int at, int length) {
    for (int i = 0; i < length; i++) {
      y[at + i] = Math.max(y[at + i], x[from + i]);
    }
  }

  /** Where the input's samples for one output feature and one place in its square begin. */
  private int source(int feature, int tap) {
    int plane = out.height() * out.width();
    int y = feature % plane / out.width() * size + tap / size;
    int x = feature % out.width() * size + tap % size;
    return ((feature / plane * in.height() + y) * in.width() + x) * input.numCols;
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
    this.input = input;
    this.output = output;
    this.outputGradient = outputGradient;
    this.inputGradient = inputGradient;
    inputGradient.reshape(input.numRows, input.numCols);
    if (out.height() * size != in.height() || out.width() * size != in.width()) {
      inputGradient.zero(); // rows and columns that no square reaches
    }
    if (open.length < compute.threads() || open[0].length < input.numCols) {
      open = new float[compute.threads()][input.numCols];
    }
    compute.forRange(out.features(), grain(), backwardTask);
  }

  private void backwardRows(int from, int to, int worker) {
    int batch = input.numCols;
    float[] left = open[worker];
    for (int feature = from; feature < to; feature++) {
      Arrays.fill(left, 0, batch, 1f);
      for (int tap = 0; tap < size * size; tap++) {
        give(
            input.data,
            source(feature, tap),
            output.data,
            outputGradient.data,
            feature * batch,
            left,
            inputGradient.data,
            batch);
      }
    }
  }

  /** Gives the gradient to inputs that equal the largest, once; products keep it in vectors. */
  private static void give(
      float[] x, int from, float[] y, float[] dy, int at, float[] left, float[] dx, int length) {
    for (int i = 0; i < length; i++) {
      float below = y[at + i] - x[from + i];
      float hit = (1 - Math.min(1, below * HUGE * HUGE)) * left[i];
      left[i] -= hit;
      dx[from + i] = hit * dy[at + i];
    }
  }
}
