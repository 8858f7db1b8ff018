package org.sparsevd.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.sparsevd.nn.Purpose;

/** Orders of sample indices, each drawn from the run's seed and nothing before it. */
final class SampleOrder {
  private final long seed;

  SampleOrder(long seed) {
    this.seed = seed;
  }

  /** Fills {@code order} with the order in which {@code epoch} sees its samples. */
  void shuffle(int[] order, int epoch) {
    shuffle(order, Purpose.SHUFFLE.key(seed, 0, epoch));
  }

  /** {@code count} of {@code size} samples, the same in every epoch. */
  int[] fixedSubset(int size, int count) {
    int[] order = new int[size];
    shuffle(order, Purpose.EVALUATION.key(seed, 0, 0));
    return Arrays.copyOf(order, Math.min(size, count));
  }

  private static void shuffle(int[] order, long key) {
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(key); // its algorithm is specified
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
