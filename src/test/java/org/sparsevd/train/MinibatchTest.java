package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;

class MinibatchTest {
  private final Samples samples = toy();

  private static Samples toy() {
    try {
      return DatasetCatalog.current().load("toy", Preprocessing.UNIT, 0, 1).train();
    } catch (DatasetException e) {
      throw new AssertionError(e);
    }
  }

  private int[] shuffled() {
    List<Integer> order = IntStream.range(0, samples.size()).boxed().toList();
    List<Integer> shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, new Random(1));
    return shuffled.stream().mapToInt(i -> i).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void gathersTheSamplesThatTheOrderNames(int threads) {
    int[] order = shuffled();
    try (Compute compute = new Compute(threads)) {
      Minibatch minibatch = new Minibatch(compute, 300);
      minibatch.gather(samples, order, 17, 317);
      assertEquals(300, minibatch.inputs().numRows);
      assertEquals(samples.features(), minibatch.inputs().numCols);
      float[] values = new float[samples.features()];
      for (int i = 0; i < 300; i++) {
        samples.copy(order[17 + i], values, 0);
        int start = i * values.length;
        assertArrayEquals(
            values, Arrays.copyOfRange(minibatch.inputs().data, start, start + values.length));
        assertEquals(samples.label(order[17 + i]), minibatch.labels()[i]);
      }
    }
  }

  @Test
  void gathersASmallerBatchIntoTheMemoryThatIsThere() {
    int[] order = shuffled();
    try (Compute compute = new Compute(2)) {
      Minibatch minibatch = new Minibatch(compute, 50);
      minibatch.gather(samples, order, 0, 50);
      float[] memory = minibatch.inputs().data;
      minibatch.gather(samples, order, 50, 51);
      assertEquals(1, minibatch.inputs().numRows);
      assertSame(memory, minibatch.inputs().data);
      minibatch.gather(samples, order, 3, 3);
      assertEquals(0, minibatch.inputs().numRows);
    }
  }

  @Test
  void refusesMoreThanItHoldsAndSamplesThatAreNotThere() {
    int[] order = {0, 1, samples.size()};
    try (Compute compute = new Compute(1)) {
      Minibatch minibatch = new Minibatch(compute, 2);
      assertThrows(IndexOutOfBoundsException.class, () -> minibatch.gather(samples, order, 0, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> minibatch.gather(samples, order, 2, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> minibatch.gather(samples, order, 2, 4));
    }
  }
}
