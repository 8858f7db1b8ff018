package org.sparsevd.nn;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * The largest of each size × size square of every channel, on activations [features × batch]. Where
 * several are largest, the first in reading order gets the whole gradient.
 */
public final class MaxPool implements Layer {
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
  private float[][] given = {}; // of each worker: 1 where the square's gradient has found its input

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
        compute.kernels().max(x, source(feature, tap), y, at, batch);
      }
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
    if (given.length < compute.threads() || given[0].length < input.numCols) {
      given = new float[compute.threads()][input.numCols];
    }
    compute.forRange(out.features(), grain(), backwardTask);
  }

  private void backwardRows(int from, int to, int worker) {
    int batch = input.numCols;
    for (int feature = from; feature < to; feature++) {
      Arrays.fill(given[worker], 0, batch, 0f);
      for (int tap = 0; tap < size * size; tap++) {
        compute
            .kernels()
            .giveToLargest(
                input.data,
                source(feature, tap),
                output.data,
                outputGradient.data,
                feature * batch,
                given[worker],
                inputGradient.data,
                batch);
      }
    }
  }
}
