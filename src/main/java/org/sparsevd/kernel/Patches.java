package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * What a convolution sees, as a matrix that is never stored whole: element (p, j) is the input that
 * weight p of any filter meets at output position j.
 *
 * <p>Inputs are [channels · height · width × batch] and outputs [filters · outHeight · outWidth ×
 * batch], a column a sample, so that neighbouring samples are neighbours in memory. Row p = (c ·
 * kernelHeight + ky) · kernelWidth + kx is a weight, column j = (y · outWidth + x) · batch + n an
 * output of one sample.
 *
 * @param channels of the input
 * @param height of the input
 * @param width of the input
 * @param kernelHeight rows of a filter
 * @param kernelWidth columns of a filter
 * @param stride rows and columns between neighbouring outputs
 * @param padTop rows of zeros above the input
 * @param padLeft columns of zeros left of it
 * @param outHeight rows of the output
 * @param outWidth columns of the output
 * @param batch number of samples
 */
public record Patches(
    int channels,
    int height,
    int width,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padTop,
    int padLeft,
    int outHeight,
    int outWidth,
    int batch) {

  /** Number of rows: weights of one filter. */
  public int weights() {
    return channels * taps();
  }

  /** Weights of one filter in one channel. */
  int taps() {
    return kernelHeight * kernelWidth;
  }

  /** Columns of one row of outputs. */
  int rowLength() {
    return outWidth * batch;
  }

  /** Number of columns: output positions of all samples. */
  public int positions() {
    return outHeight * rowLength();
  }

  /**
   * Copies rows {@code rows[pFrom] … rows[pTo − 1]} of columns [from, to) of output row y.
   *
   * @param input [channels · height · width × batch]
   * @param from first column, counted within the output row
   * @param target [(pTo − pFrom) × (to − from)] from index 0, rows {@code stride} apart; mutated
   * @param targetStride distance between its rows
   */
  void copy(
      float[] input,
      int[] rows,
      int pFrom,
      int pTo,
      int y,
      int from,
      int to,
      float[] target,
      int targetStride) {
    for (int i = pFrom; i < pTo; i++) {
      int p = rows[i];
      int tap = p % taps();
      int row = y * stride + tap / kernelWidth - padTop;
      int at = (i - pFrom) * targetStride;
      if (row < 0 || row >= height) {
        Arrays.fill(target, at, at + to - from, 0f);
      } else {
        int inputRow = ((p / taps()) * height + row) * width * batch;
        copyRow(input, inputRow, tap % kernelWidth - padLeft, from, to, target, at);
      }
    }
  }

  /** Columns [from, to) of one output row that meet the input row at {@code inputRow}. */
  private void copyRow(
      float[] input, int inputRow, int shift, int from, int to, float[] target, int at) {
    if (stride == 1) {
      // Neighbouring outputs see neighbouring inputs: one piece, with zeros left and right of it.
      int start = Math.clamp((long) -shift * batch, from, to);
      int end = Math.clamp((long) (width - shift) * batch, start, to);
      Arrays.fill(target, at, at + start - from, 0f);
      if (start < end) { // else the piece is all zeros, and the input may end before it
        System.arraycopy(
            input, inputRow + shift * batch + start, target, at + start - from, end - start);
      }
      Arrays.fill(target, at + end - from, at + to - from, 0f);
      return;
    }
    for (int j = from; j < to; ) {
      int x = j / batch;
      int end = Math.min(to, (x + 1) * batch);
      int column = x * stride + shift;
      if (column < 0 || column >= width) {
        Arrays.fill(target, at + j - from, at + end - from, 0f);
      } else {
        System.arraycopy(
            input, inputRow + column * batch + j - x * batch, target, at + j - from, end - j);
      }
      j = end;
    }
  }
}
