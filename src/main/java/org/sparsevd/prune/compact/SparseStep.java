package org.sparsevd.prune.compact;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Convolution;

/**
 * A convolution of few weights, on activations [channels · height · width × batch]. Dense layers
 * are convolutions of 1 × 1 pixels.
 */
final class SparseStep implements CompactPredictor.Step {
  /** Shorter rows of outputs are computed all at once, with what lies between them. */
  private static final int SHORT_ROW = 64;

  private final Compute compute;
  private final Convolution geometry;
  private final FMatrixSparseCSC weights;
  private final FMatrixRMaj bias;
  private final boolean rectified;
  private final int height; // of the input with its padding
  private final int width;
  private final int[] offsets; // of each weight's input from that of the filter's corner
  private int batch; // that the offsets are for
  private final FMatrixRMaj padded = new FMatrixRMaj(0, 0);
  private final float[][] planes; // of each worker: outputs of a filter, rows as wide as the input
  private float[] input;
  private float[] output;
  private final Compute.RangeTask task = this::filters;

  SparseStep(
      Compute compute,
      Convolution geometry,
      FMatrixSparseCSC weights,
      FMatrixRMaj bias,
      boolean rectified) {
    this.compute = compute;
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.rectified = rectified;
    height =
        Math.max(
            geometry.input().height() + geometry.padTop(),
            (geometry.output().height() - 1) * geometry.stride() + geometry.kernelHeight());
    width =
        Math.max(
            geometry.input().width() + geometry.padLeft(),
            (geometry.output().width() - 1) * geometry.stride() + geometry.kernelWidth());
    offsets = new int[weights.nz_length];
    planes = new float[compute.threads()][0];
  }

  @Override
  public void apply(FMatrixRMaj input, FMatrixRMaj output) {
    if (batch != input.numCols) {
      batch = input.numCols;
      findOffsets();
    }
    output.reshape(geometry.output().features(), batch);
    this.input = isPadded() ? pad(input) : input.data;
    this.output = output.data;
    int positions = geometry.output().height() * geometry.output().width();
    long each = (long) weights.nz_length * positions * batch / geometry.filters();
    compute.forRange(geometry.filters(), Compute.grain(each, 1), task);
  }

  private void findOffsets() {
    int kernel = geometry.kernelHeight() * geometry.kernelWidth();
    for (int i = 0; i < offsets.length; i++) {
      int row = weights.nz_rows[i];
      int y = row / kernel * height + row % kernel / geometry.kernelWidth();
      offsets[i] = (y * width + row % geometry.kernelWidth()) * batch;
    }
  }

  private boolean isPadded() {
    return height != geometry.input().height() || width != geometry.input().width();
  }

  private float[] pad(FMatrixRMaj whole) {
    int channels = geometry.input().channels();
    padded.reshape(channels * height * width, batch);
    Arrays.fill(padded.data, 0, padded.getNumElements(), 0f);
    int row = geometry.input().width() * batch;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < geometry.input().height(); y++) {
        System.arraycopy(
            whole.data,
            (c * geometry.input().height() + y) * row,
            padded.data,
            ((c * height + y + geometry.padTop()) * width + geometry.padLeft()) * batch,
            row);
      }
    }
    return padded.data;
  }

  private void filters(int from, int to, int worker) {
    int size = geometry.output().height() * geometry.output().width() * batch;
    for (int filter = from; filter < to; filter++) {
      if (geometry.stride() > 1) {
        oneByOne(filter);
      } else if (geometry.output().height() > 1 && geometry.output().width() * batch < SHORT_ROW) {
        asOnePlane(filter, worker);
      } else {
        rowByRow(filter);
      }
      if (rectified) {
        compute.kernels().rectify(output, filter * size, size);
      }
    }
  }

  private void oneByOne(int filter) {
    int outHeight = geometry.output().height();
    int outWidth = geometry.output().width();
    for (int y = 0; y < outHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        int corner = (y * width + x) * geometry.stride() * batch;
        int at = ((filter * outHeight + y) * outWidth + x) * batch;
        sum(filter, corner, output, at, batch);
      }
    }
  }

  /** Neighbouring outputs see neighbouring inputs. */
  private void rowByRow(int filter) {
    int outHeight = geometry.output().height();
    int row = geometry.output().width() * batch;
    for (int y = 0; y < outHeight; y++) {
      sum(filter, y * width * batch, output, (filter * outHeight + y) * row, row);
    }
  }

  /** So do outputs a row apart, when rows are as wide as those of the input. */
  private void asOnePlane(int filter, int worker) {
    int outHeight = geometry.output().height();
    int row = geometry.output().width() * batch;
    int wide = width * batch;
    int length = (outHeight - 1) * wide + row;
    if (planes[worker].length < length) {
      planes[worker] = new float[length];
    }
    sum(filter, 0, planes[worker], 0, length);
    for (int y = 0; y < outHeight; y++) {
      System.arraycopy(planes[worker], y * wide, output, (filter * outHeight + y) * row, row);
    }
  }

  private void sum(int filter, int from, float[] y, int at, int length) {
    compute
        .kernels()
        .weightedSum(
            weights.col_idx[filter],
            weights.col_idx[filter + 1],
            offsets,
            weights.nz_values,
            bias.data[filter],
            input,
            from,
            y,
            at,
            length);
  }
}
