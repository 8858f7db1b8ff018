package org.sparsevd.kernel;

/** Prints the kernels in use and a digest of what they compute, for comparing virtual machines. */
final class Checksum {

  private Checksum() {}

  /** Entry point of the child virtual machines. */
  public static void main(String[] args) {
    Kernels kernels = Kernels.best();
    System.out.println(kernels.description());
    System.out.println(Long.toHexString(of(kernels)));
  }

  /** A digest of every kernel's bits, over sizes with tails. */
  static long of(Kernels kernels) {
    int length = 50_003;
    float[] x = new float[length];
    float[] y = new float[length];
    kernels.gaussian(StreamKey.of(1, 2, 3, 4), 5, x, 0, length);
    long sum = digest(0, x);
    kernels.uniform(StreamKey.of(4, 3, 2, 1), 5, y, 0, length);
    sum = digest(sum, y);
    kernels.exp(x, 0, y, 0, length);
    sum = digest(sum, y);
    kernels.log(y, 0, y, 0, length);
    sum = digest(sum, y);
    kernels.sigmoid(x, 0, y, 0, length);
    sum = digest(sum, y);
    kernels.sqrt(y, 0, y, 0, length);
    sum = digest(sum, y);
    float[] c = new float[61 * 75];
    for (int variant = 0; variant < 4; variant++) {
      boolean transposeA = (variant & 1) != 0;
      boolean transposeB = (variant & 2) != 0;
      kernels.gemm(
          transposeA,
          transposeB,
          61,
          75,
          410,
          x,
          1,
          transposeA ? 61 : 410,
          x,
          2,
          transposeB ? 410 : 75,
          variant > 1,
          c,
          0,
          75,
          new GemmScratch());
      sum = digest(sum, c);
    }
    kernels.below(x, 0, 0.3f, y, 0, length);
    sum = digest(sum, y);
    return digest(sum, convolution(kernels, x));
  }

  /** The products of a padded convolution of a batch that fills no vector, with their squares. */
  private static float[] convolution(Kernels kernels, float[] values) {
    Patches patches = new Patches(3, 9, 8, 3, 3, 1, 1, 1, 9, 8, 13);
    int filters = 7;
    float[] y = new float[filters * patches.positions()];
    float[] y2 = new float[y.length];
    GemmScratch scratch = new GemmScratch();
    FilterBank bank = new FilterBank(patches.weights(), filters);
    bank.set(values, values);
    ConvolutionForward forward = new ConvolutionForward(kernels, bank);
    forward.set(patches, values, y);
    forward.setSecond(y2);
    forward.multiply(0, 9, scratch);
    kernels.rectify(y, 1, y.length - 1);
    kernels.keepWherePositive(y, y2, 1, y.length - 1);
    float[] gradient = new float[patches.weights() * filters];
    float[] gradient2 = new float[gradient.length];
    ConvolutionWeightGradient weights = new ConvolutionWeightGradient(kernels, bank);
    weights.set(patches, values, y, gradient);
    weights.setSecond(y2, gradient2);
    weights.multiply(0, patches.weights(), scratch);
    float[] result = new float[3 * 9 * 8 * 13];
    bank.set(gradient, null);
    ConvolutionInputGradient inputs = new ConvolutionInputGradient(kernels, bank);
    inputs.set(patches, y, result);
    inputs.multiply(0, 3, scratch);
    kernels.max(gradient2, 0, result, 0, gradient2.length);
    return result;
  }

  private static long digest(long sum, float[] values) {
    for (float value : values) {
      sum = StreamKey.mix(sum + Float.floatToIntBits(value));
    }
    return sum;
  }
}
