package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class ToyDataTest {
  private final Dataset toy = ToyData.generate(1);

  @Test
  void hasTheSizesItPromises() {
    assertEquals(2000, toy.train().size());
    assertEquals(0, toy.validation().size());
    assertEquals(500, toy.test().size());
    assertEquals(100, toy.train().features());
    assertEquals(4, toy.classes());
    assertTrue(toy.shape().isEmpty());
  }

  @Test
  void inputsAreStandardNormal() {
    FMatrixRMaj inputs = inputs(toy.train());
    for (int j = 0; j < 100; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < inputs.numRows; i++) {
        sum += inputs.get(i, j);
        squares += inputs.get(i, j) * inputs.get(i, j);
      }
      double mean = sum / inputs.numRows;
      assertEquals(0, mean, 0.12, "mean of input " + j);
      // The margin pushes useful inputs out a little.
      assertEquals(1, squares / inputs.numRows - mean * mean, 0.25, "variance of input " + j);
    }
  }

  @Test
  void classesAreBalanced() {
    int[] counts = new int[4];
    for (int i = 0; i < 2000; i++) {
      counts[toy.train().label(i)]++;
    }
    for (int count : counts) {
      assertEquals(500, count, 100);
    }
  }

  @Test
  void onlyTheUsefulInputsTellTheClassesApart() {
    FMatrixRMaj inputs = inputs(toy.train());
    for (int j = 0; j < 100; j++) {
      double[] sums = new double[4];
      for (int i = 0; i < 2000; i++) {
        sums[toy.train().label(i)] += inputs.get(i, j) / 500;
      }
      double spread = 0;
      for (double sum : sums) {
        spread = Math.max(spread, Math.abs(sum));
      }
      if (ToyData.USEFUL.contains(j)) {
        assertTrue(spread > 0.3, "input " + j + " should matter, but spread is " + spread);
      } else {
        assertTrue(spread < 0.2, "input " + j + " should be noise, but spread is " + spread);
      }
    }
  }

  @Test
  void theSeedDecidesTheData() {
    assertEquals(toy.sha256(), ToyData.generate(1).sha256());
    assertNotEquals(toy.sha256(), ToyData.generate(2).sha256());
  }

  @Test
  void theDataOfASeedStaysTheSameForEver() {
    assertEquals("4ad7d59b6846d926b841b12fd0d9c44be1668424c7ea7854eaa5ba664c0c6bde", toy.sha256());
  }

  private static FMatrixRMaj inputs(Samples samples) {
    FMatrixRMaj inputs = new FMatrixRMaj(samples.size(), samples.features());
    for (int i = 0; i < samples.size(); i++) {
      samples.copy(i, inputs.data, i * samples.features());
    }
    return inputs;
  }
}
