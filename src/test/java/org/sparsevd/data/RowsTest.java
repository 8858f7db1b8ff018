package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "10, 3", "2000, 500", "60000, 5000", "7, 7"})
  void splitsIntoTwoAscendingHalvesThatShareNoneAndHoldAll(int count, int heldOut) {
    Rows.Split split = Rows.split(count, heldOut, 42);
    assertEquals(heldOut, split.heldOut().length);
    assertEquals(count - heldOut, split.kept().length);
    assertAscending(split.heldOut());
    assertAscending(split.kept());
    int[] all =
        IntStream.concat(Arrays.stream(split.kept()), Arrays.stream(split.heldOut()))
            .sorted()
            .toArray();
    assertArrayEquals(Rows.all(count), all);
  }

  @Test
  void theSeedDecidesTheSplit() {
    int[] first = Rows.split(1000, 100, 1).heldOut();
    assertArrayEquals(first, Rows.split(1000, 100, 1).heldOut());
    assertFalse(Arrays.equals(first, Rows.split(1000, 100, 2).heldOut()));
  }

  @Test
  void theSplitOfASeedStaysTheSameForEver() {
    assertArrayEquals(new int[] {0, 3, 5, 11, 14}, Rows.split(20, 5, 0).heldOut());
  }

  @Test
  void everyRowIsEquallyLikelyToBeHeldOut() {
    int[] times = new int[20];
    for (int seed = 0; seed < 4000; seed++) {
      for (int row : Rows.split(20, 5, seed).heldOut()) {
        times[row]++;
      }
    }
    // Binomial(4000, 1/4): 1000 ± 27, five standard deviations allowed.
    for (int row = 0; row < 20; row++) {
      assertTrue(Math.abs(times[row] - 1000) < 137, "row " + row + ": " + times[row]);
    }
  }

  private static void assertAscending(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      assertTrue(rows[i - 1] < rows[i]);
    }
  }
}
