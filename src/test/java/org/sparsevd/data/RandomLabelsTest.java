package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomLabelsTest {
  private static final int SIZE = 1_900;

  private static Dataset toy(double share, long seed) throws DatasetException {
    return DatasetCatalog.current()
        .load(new DataRequest("toy", Preprocessing.UNIT, 100, share, seed));
  }

  private static int[] labels(Samples samples) {
    int[] labels = new int[samples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = samples.label(i);
    }
    return labels;
  }

  private static int changed(Samples one, Samples other) {
    int changed = 0;
    for (int i = 0; i < one.size(); i++) {
      changed += one.label(i) == other.label(i) ? 0 : 1;
    }
    return changed;
  }

  @Test
  void theShareOfTrainingLabelsIsDrawnAnew() throws DatasetException {
    Dataset real = toy(0, 1);
    assertEquals(SIZE, real.train().size());
    // A drawn label is the true one once in 4; the bounds are 4 standard deviations.
    assertEquals(0.4 * 0.75 * SIZE, changed(real.train(), toy(0.4, 1).train()), 80);
    assertEquals(0.75 * SIZE, changed(real.train(), toy(1, 1).train()), 76);
  }

  @Test
  void whoHasARandomLabelKeepsItAtEveryHigherShare() throws DatasetException {
    int[] real = labels(toy(0, 1).train());
    int[] some = labels(toy(0.3, 1).train());
    int[] more = labels(toy(0.6, 1).train());
    for (int i = 0; i < SIZE; i++) {
      assertTrue(some[i] == real[i] || some[i] == more[i], "sample " + i);
    }
  }

  @Test
  void validationAndTestSamplesKeepTheirLabelsAndAllTheirInputs() throws DatasetException {
    Dataset real = toy(0, 1);
    Dataset random = toy(1, 1);
    assertArrayEquals(labels(real.validation()), labels(random.validation()));
    assertArrayEquals(labels(real.test()), labels(random.test()));
    float[] one = new float[100];
    float[] other = new float[100];
    real.train().copy(7, one, 0);
    random.train().copy(7, other, 0);
    assertArrayEquals(one, other);
    assertEquals(real.sha256(), random.sha256());
  }

  @Test
  void theSeedDecidesAndASubsetAgrees() throws DatasetException {
    Samples random = toy(1, 1).train();
    assertArrayEquals(labels(random), labels(toy(1, 1).train()));
    Dataset mnist = DatasetCatalog.current().load("mnist", Preprocessing.UNIT, 0, 1);
    int[] one = labels(RelabelledSamples.randomly(mnist.train(), 10, 1, 1));
    int[] other = labels(RelabelledSamples.randomly(mnist.train(), 10, 1, 2));
    int same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == other[i] ? 1 : 0;
    }
    assertEquals(6_000, same, 300);
    int[] rows = {5, 3, 1_000};
    Samples subset = random.subset(rows);
    for (int i = 0; i < rows.length; i++) {
      assertEquals(random.label(rows[i]), subset.label(i));
    }
    assertNotEquals(0, changed(random, toy(0, 1).train()));
  }
}
