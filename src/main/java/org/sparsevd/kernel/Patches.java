package org.sparsevd.kernel;

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
}
