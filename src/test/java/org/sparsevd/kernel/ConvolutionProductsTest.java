package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The products of convolutions against sums over the definition, on both kernels. */
class ConvolutionProductsTest {

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
    FilterBank bank = new FilterBank(patches.weights(), filters);
    bank.set(theta, null);
    Results vector = run(Kernels.best(), patches, input, bank, gradient);
    assertClose(output, vector.output);
    assertClose(thetaGradient, vector.thetaGradient);
    assertClose(inputGradient, vector.inputGradient);
    Results scalar = run(Kernels.scalar(), patches, input, bank, gradient);
    assertArrayEquals(scalar.output, vector.output);
    assertArrayEquals(scalar.thetaGradient, vector.thetaGradient);
    assertArrayEquals(scalar.inputGradient, vector.inputGradient);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "0.02, 1", "1, 0.1", "0.3, 0", "0, 0.3", "0, 0", "1, 1"})
  void whatIsPrunedIsLeftOutAndChangesNothing(double keptWeights, double keptFilters) {
    Patches patches = new Patches(3, 9, 8, 4, 3, 1, 1, 1, 9, 8, 40);
    int filters = 11;
    Random random = new Random(5);
    boolean[] keepsRow = new boolean[patches.weights()];
    boolean[] keepsColumn = new boolean[filters];
    for (int i = 0; i < keepsRow.length; i++) {
      keepsRow[i] = random.nextDouble() < keptWeights;
    }
    for (int i = 0; i < filters; i++) {
      keepsColumn[i] = random.nextDouble() < keptFilters;
    }
    float[] theta = random(patches.weights() * filters, 2);
    float[] theta2 = random(theta.length, 4);
    float[] score = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      // Among kept weights and filters some are pruned too, and one scores NaN.
      boolean kept = keepsRow[i / filters] && keepsColumn[i % filters] && random.nextInt(3) > 0;
      score[i] = kept ? (random.nextInt(9) == 0 ? Float.NaN : 2) : 3;
      theta[i] = kept ? theta[i] : 0;
      theta2[i] = kept ? theta2[i] : 0;
    }
    float[] input = random(3 * 9 * 8 * 40, 1);
    float[] gradient = random(filters * patches.positions(), 3);
    FilterBank whole = new FilterBank(patches.weights(), filters);
    whole.set(theta, theta2);
    FilterBank pruned = new FilterBank(patches.weights(), filters);
    pruned.setPruned(theta, theta2, score, 3);
    boolean leavesOut = keptWeights < 1 || keptFilters < 1;
    assertEquals(leavesOut, pruned.keptWeights() * pruned.keptFilters() < theta.length);
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      Results expected = run(kernels, patches, input, whole, gradient);
      Results actual = run(kernels, patches, input, pruned, gradient);
      assertSame(expected.output, actual.output);
      assertSame(expected.output2, actual.output2);
      assertSame(expected.inputGradient, actual.inputGradient);
      assertSame(expected.inputGradient2, actual.inputGradient2);
      for (int i = 0; i < theta.length; i++) {
        boolean kept = score[i] != 3;
        float left = actual.thetaGradient[i];
        assertEquals(kept || left != 0 ? expected.thetaGradient[i] : 0, left, 0f, "weight " + i);
        float left2 = actual.thetaGradient2[i];
        assertEquals(kept || left2 != 0 ? expected.thetaGradient2[i] : 0, left2, 0f);
      }
    }
  }

  /** Equal numbers; zeros may differ in sign. */
  private static void assertSame(float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 0f, "element " + i);
    }
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
  private record Results(
      float[] output,
      float[] output2,
      float[] thetaGradient,
      float[] thetaGradient2,
      float[] inputGradient,
      float[] inputGradient2) {}

  /** All products, each in two halves as two threads would do it, over arrays full of rubbish. */
  private static Results run(
      Kernels kernels, Patches patches, float[] input, FilterBank bank, float[] gradient) {
    Results results =
        new Results(
            rubbish(gradient.length),
            rubbish(gradient.length),
            rubbish(patches.weights() * bank.filters()),
            rubbish(patches.weights() * bank.filters()),
            rubbish(input.length),
            rubbish(input.length));
    GemmScratch scratch = new GemmScratch();
    float[] gradient2 = random(gradient.length, 9);
    ConvolutionForward forward = new ConvolutionForward(kernels, bank);
    forward.set(patches, input, results.output);
    forward.setSecond(results.output2);
    ConvolutionWeightGradient weights = new ConvolutionWeightGradient(kernels, bank);
    weights.set(patches, input, gradient, results.thetaGradient);
    weights.setSecond(gradient2, results.thetaGradient2);
    ConvolutionInputGradient inputs = new ConvolutionInputGradient(kernels, bank);
    inputs.set(patches, gradient, results.inputGradient);
    inputs.setSecond(gradient2, results.inputGradient2);
    for (int half = 0; half < 2; half++) {
      int rows = patches.outHeight();
      forward.multiply(half * rows / 2, (half + 1) * rows / 2, scratch);
      int kept = bank.keptWeights();
      weights.multiply(half * kept / 2, (half + 1) * kept / 2, scratch);
      int channels = patches.channels();
      inputs.multiply(half * channels / 2, (half + 1) * channels / 2, scratch);
    }
    return results;
  }

  private static float[] rubbish(int length) {
    float[] values = new float[length];
    Arrays.fill(values, 1e30f);
    return values;
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
