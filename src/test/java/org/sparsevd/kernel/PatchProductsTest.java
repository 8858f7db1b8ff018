package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The products of convolutions against sums over the definition, on both kernels. */
class PatchProductsTest {

  /** The last rows have batches so large that whole pieces lie in the padding. */
  @ParameterizedTest
  @CsvSource({
    // channels, height, width, kernel rows, columns, stride, pad top, left, out rows, columns,
    // batch, filters
    "1, 6, 5, 3, 2, 1, 0, 0, 4, 4, 1, 3",
    "2, 7, 7, 5, 5, 1, 2, 2, 7, 7, 3, 5",
    "3, 9, 8, 4, 3, 2, 1, 0, 4, 4, 7, 4",
    "2, 5, 6, 2, 4, 1, 0, 1, 5, 6, 300, 3",
    "1, 4, 5, 1, 5, 1, 0, 2, 4, 5, 500, 2",
    "2, 4, 4, 3, 3, 3, 1, 1, 2, 2, 300, 20"
  })
  void allThreeProductsAreTheSumsOfTheDefinition(
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
      int batch,
      int filters) {
    Patches patches =
        new Patches(
            channels,
            height,
            width,
            kernelHeight,
            kernelWidth,
            stride,
            padTop,
            padLeft,
            outHeight,
            outWidth,
            batch);
    float[] input = random(channels * height * width * batch, 1);
    float[] theta = random(patches.weights() * filters, 2);
    float[] gradient = random(filters * patches.positions(), 3);
    double[] output = new double[gradient.length];
    double[] thetaGradient = new double[theta.length];
    double[] inputGradient = new double[input.length];
    for (int p = 0; p < patches.weights(); p++) {
      for (int j = 0; j < patches.positions(); j++) {
        int at = inputAt(patches, p, j);
        for (int f = 0; at >= 0 && f < filters; f++) {
          int out = f * patches.positions() + j;
          output[out] += (double) theta[p * filters + f] * input[at];
          thetaGradient[p * filters + f] += (double) input[at] * gradient[out];
          inputGradient[at] += (double) theta[p * filters + f] * gradient[out];
        }
      }
    }
    Results vector = run(Kernels.best(), patches, input, filters, theta, gradient);
    assertClose(output, vector.output);
    assertClose(thetaGradient, vector.thetaGradient);
    assertClose(inputGradient, vector.inputGradient);
    Results scalar = run(Kernels.scalar(), patches, input, filters, theta, gradient);
    assertArrayEquals(scalar.output, vector.output);
    assertArrayEquals(scalar.thetaGradient, vector.thetaGradient);
    assertArrayEquals(scalar.inputGradient, vector.inputGradient);
  }

  /** Index of the input that weight p meets at column j; −1 in the padding. */
  private static int inputAt(Patches patches, int p, int j) {
    int tap = p % patches.taps();
    int y = j / patches.rowLength();
    int x = j % patches.rowLength() / patches.batch();
    int row = y * patches.stride() + tap / patches.kernelWidth() - patches.padTop();
    int column = x * patches.stride() + tap % patches.kernelWidth() - patches.padLeft();
    if (row < 0 || row >= patches.height() || column < 0 || column >= patches.width()) {
      return -1;
    }
    int pixel = (p / patches.taps() * patches.height() + row) * patches.width() + column;
    return pixel * patches.batch() + j % patches.batch();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Results(float[] output, float[] thetaGradient, float[] inputGradient) {}

  private static Results run(
      Kernels kernels,
      Patches patches,
      float[] input,
      int filters,
      float[] theta,
      float[] gradient) {
    Results results =
        new Results(new float[gradient.length], new float[theta.length], new float[input.length]);
    GemmScratch scratch = new GemmScratch();
    PatchProducts.multiply(
        kernels,
        patches,
        input,
        filters,
        theta,
        results.output,
        null,
        null,
        0,
        patches.outHeight(),
        scratch);
    PatchProducts.multiplyTransposed(
        kernels,
        patches,
        input,
        filters,
        gradient,
        results.thetaGradient,
        null,
        null,
        0,
        patches.weights(),
        scratch);
    PatchProducts.multiplyBack(
        kernels,
        patches,
        filters,
        theta,
        gradient,
        results.inputGradient,
        0,
        patches.channels(),
        scratch);
    return results;
  }

  private static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void assertClose(double[] expected, float[] actual) {
    double scale = 1;
    for (double value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5 * scale, "element " + i);
    }
  }
}
