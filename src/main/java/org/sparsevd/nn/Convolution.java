package org.sparsevd.nn;

import org.sparsevd.kernel.Patches;

/**
 * The geometry of a convolution: which inputs each output sees. Output (f, y, x) sees the inputs in
 * rows y · stride − padTop + [0, kernelHeight) and columns x · stride − padLeft + [0, kernelWidth)
 * of every channel; what lies outside the input counts as 0.
 *
 * @param input volume of one sample
 * @param filters output channels
 * @param kernelHeight rows of a filter
 * @param kernelWidth columns of a filter
 * @param stride rows and columns between neighbouring outputs
 * @param padTop rows of zeros above the input
 * @param padLeft columns of zeros left of it
 * @param output volume of one sample
 */
public record Convolution(
    Volume input,
    int filters,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padTop,
    int padLeft,
    Volume output) {

  /** A convolution that sees only whole patches: the output shrinks by the kernel less one. */
  public static Convolution valid(
      Volume input, int filters, int kernelHeight, int kernelWidth, int stride) {
    if (kernelHeight > input.height() || kernelWidth > input.width()) {
      throw new IllegalArgumentException(
          "a %d × %d kernel does not fit into a %s input"
              .formatted(kernelHeight, kernelWidth, input));
    }
    int height = (input.height() - kernelHeight) / stride + 1;
    int width = (input.width() - kernelWidth) / stride + 1;
    return new Convolution(
        input,
        filters,
        kernelHeight,
        kernelWidth,
        stride,
        0,
        0,
        new Volume(filters, height, width));
  }

  /** A convolution padded so that stride 1 keeps height and width; the odd zero goes below. */
  public static Convolution same(
      Volume input, int filters, int kernelHeight, int kernelWidth, int stride) {
    int height = Math.ceilDiv(input.height(), stride);
    int width = Math.ceilDiv(input.width(), stride);
    int padRows = Math.max(0, (height - 1) * stride + kernelHeight - input.height());
    int padColumns = Math.max(0, (width - 1) * stride + kernelWidth - input.width());
    return new Convolution(
        input,
        filters,
        kernelHeight,
        kernelWidth,
        stride,
        padRows / 2,
        padColumns / 2,
        new Volume(filters, height, width));
  }

  /** What one filter sees, and the shape of its weights. */
  public Volume filter() {
    return new Volume(input.channels(), kernelHeight, kernelWidth);
  }

  /** Weights of one filter. */
  public int fanIn() {
    return input.channels() * kernelHeight * kernelWidth;
  }

  /** {@code before} when it is of {@code batch} samples, else {@link #patches(int)}. */
  public Patches patches(Patches before, int batch) {
    return before.batch() == batch ? before : patches(batch);
  }

  /** What this sees of {@code batch} samples, for the kernels. */
  public Patches patches(int batch) {
    return new Patches(
        input.channels(),
        input.height(),
        input.width(),
        kernelHeight,
        kernelWidth,
        stride,
        padTop,
        padLeft,
        output.height(),
        output.width(),
        batch);
  }
}
