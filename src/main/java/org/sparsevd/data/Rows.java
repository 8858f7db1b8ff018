package org.sparsevd.data;

import java.util.Objects;
import java.util.Random;

/** Row numbers of samples: all of them, some of them, or a seeded split in two. */
final class Rows {
  /** Keeps the split's draws apart from synthetic data drawn from the same seed. */
  private static final long SPLIT = 0x53504C4954L;

  /** Keeps the test split's draws apart from the validation split's. */
  private static final long TEST_SPLIT = 0x54455354L;

  /** A test sample for every so many. */
  private static final int TEST_SHARE = 5;

  private Rows() {}

  /** 0, 1, …, count − 1. */
  static int[] all(int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    return rows;
  }

  /** {@code rows[indices[0]], rows[indices[1]], …}. */
  static int[] pick(int[] rows, int[] indices) {
    int[] picked = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = rows[Objects.checkIndex(indices[i], rows.length)];
    }
    return picked;
  }

  /** Two sets of rows, both ascending, that share none and together hold all. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Split(int[] kept, int[] heldOut) {}

  /** Draws {@code heldOut} of {@code count} rows, every choice equally likely. */
  static Split split(int count, int heldOut, long seed) {
    // java.util.Random, because the language's library specification fixes its algorithm: the same
    // seed gives the same split on every Java.
    Random random = new Random(seed ^ SPLIT);
    int[] kept = new int[count - heldOut];
    int[] drawn = new int[heldOut];
    int left = heldOut;
    // Selection sampling: a row is drawn with probability (still wanted) / (still to come).
    for (int row = 0; row < count; row++) {
      if (random.nextInt(count - row) < left) {
        drawn[heldOut - left] = row;
        left--;
      } else {
        kept[row - (heldOut - left)] = row;
      }
    }
    return new Split(kept, drawn);
  }

  /**
   * Which samples of a file become test samples: every fifth, drawn by the seed, but none where the
   * test samples have a file of their own.
   */
  static Split testSplit(int count, boolean ownTest, long seed) {
    return split(count, ownTest ? 0 : Math.ceilDiv(count, TEST_SHARE), seed ^ TEST_SPLIT);
  }
}
