package org.sparsevd.data;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A synthetic problem with a known answer: of 100 inputs the class depends on exactly {@link
 * #USEFUL} ten, equally strongly on each; the other 90 are pure noise, so a sparse network should
 * prune just those.
 *
 * <p>All inputs are independent standard normal values. Two scores of variance 1 are sums of five
 * useful inputs each, with signs ±1, over √5; the class is their quadrant, 2 · [first > 0] +
 * [second > 0]. Samples with a score closer than {@value #MARGIN} to 0 are drawn again, so the
 * classes are separable with a clear margin.
 *
 * <p>Its {@link Dataset#sha256} is taken over the training inputs, training labels, test inputs and
 * test labels as little-endian four-byte values, so it depends on the seed.
 */
public final class ToyData {
  /** Indices of the inputs that decide the class, ascending. */
  public static final List<Integer> USEFUL = List.of(3, 13, 23, 33, 43, 53, 63, 73, 83, 93);

  static final String NAME = "toy";
  static final int INPUTS = 100;
  static final int CLASSES = 4;
  static final int TRAIN_SIZE = 2_000;
  static final int TEST_SIZE = 500;
  static final double MARGIN = 0.3;

  private static final int[] SIGNS = {1, -1, 1, 1, -1, 1, -1, -1, 1, -1};

  private ToyData() {}

  static Dataset generate(long seed) {
    // java.util.Random, because the language's library specification fixes its algorithm: the same
    // seed gives the same data on every Java.
    Random random = new Random(seed);
    MessageDigest digest = Sha256.digest();
    Samples train = draw(TRAIN_SIZE, random, digest);
    Samples test = draw(TEST_SIZE, random, digest);
    return new Dataset(
        NAME,
        "Toy: 10 useful inputs of 100",
        train,
        train.subset(new int[0]),
        test,
        Optional.empty(),
        CLASSES,
        new float[INPUTS],
        Sha256.hex(digest));
  }

  private static Samples draw(int size, Random random, MessageDigest digest) {
    float[] values = new float[size * INPUTS];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      do {
        for (int j = 0; j < INPUTS; j++) {
          values[i * INPUTS + j] = (float) random.nextGaussian();
        }
      } while (Math.abs(score(values, i, 0)) < MARGIN || Math.abs(score(values, i, 1)) < MARGIN);
      labels[i] = 2 * (score(values, i, 0) > 0 ? 1 : 0) + (score(values, i, 1) > 0 ? 1 : 0);
    }
    FloatSamples samples = new FloatSamples(values, labels, INPUTS);
    samples.addTo(digest);
    return samples;
  }

  /** The first (0) or second (1) score of {@code sample}: its half of the useful inputs. */
  private static double score(float[] values, int sample, int which) {
    int half = USEFUL.size() / 2;
    double sum = 0;
    for (int k = which * half; k < (which + 1) * half; k++) {
      sum += SIGNS[k] * values[sample * INPUTS + USEFUL.get(k)];
    }
    return sum / Math.sqrt(half);
  }
}
