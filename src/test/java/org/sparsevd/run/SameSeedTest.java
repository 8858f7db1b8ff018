package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameSeedTest {
  private static final int EPOCHS = 4;

  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(strings = {"sparse-vd", "binary-dropout", "plain"})
  void theSameSeedGivesTheSameFilesByteForByteOnAnyNumberOfThreads(String method) throws Exception {
    Path first = train("first", method, 1, 1);
    assertSameRun(first, train("again", method, 1, 1), method);
    assertSameRun(first, train("on-2-threads", method, 1, 2), method);
  }

  @Test
  void anotherSeedGivesAnotherRun() throws Exception {
    Path first = train("first", "sparse-vd", 1, 1);
    Path other = train("other", "sparse-vd", 2, 1);
    assertFalse(Arrays.equals(RunBytes.weights(first), RunBytes.weights(other)));
  }

  private Path train(String name, String method, int seed, int threads) throws Exception {
    return RecordedRun.train(
            parent.resolve(name),
            RecordedRun.toy(
                "method=" + method,
                "seed=" + seed,
                "epochs=" + EPOCHS,
                "validationSize=150",
                "hiddenLayers=30-20",
                "klWarmupStart=0",
                "klWarmupEnd=2"),
            threads)
        .folder();
  }

  private static void assertSameRun(Path expected, Path actual, String method) throws IOException {
    assertEquals(EPOCHS + 2, RunBytes.epochs(expected, EPOCHS).size());
    assertEquals(RunBytes.epochs(expected, EPOCHS), RunBytes.epochs(actual, EPOCHS));
    if (method.equals("sparse-vd")) {
      assertEquals(RunBytes.histograms(expected, EPOCHS), RunBytes.histograms(actual, EPOCHS));
    }
    assertTrue(RunBytes.weights(expected).length > 10_000);
    assertArrayEquals(RunBytes.weights(expected), RunBytes.weights(actual));
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
      assertArrayEquals(RunBytes.history(expected, epoch), RunBytes.history(actual, epoch));
    }
  }
}
