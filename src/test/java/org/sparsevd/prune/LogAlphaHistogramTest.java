package org.sparsevd.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogAlphaHistogramTest {

  @Test
  void everyValueFallsBetweenTheEdgesOfItsBin() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float logAlpha = -8 + 16 * random.nextFloat();
      if (i % 10 == 0) {
        logAlpha = Math.round(logAlpha * 10) / 10f; // on an edge
      }
      int bin = LogAlphaHistogram.binOf(logAlpha);
      if (!LogAlphaHistogram.isClipBin(bin)) {
        assertTrue(LogAlphaHistogram.edge(bin) <= logAlpha, () -> "below its bin");
        assertTrue(
            bin == LogAlphaHistogram.BINS - 2 || logAlpha < LogAlphaHistogram.edge(bin + 1),
            () -> "above its bin");
      }
    }
  }

  @Test
  void heldValuesFallIntoTheClipBins() {
    assertEquals(0, LogAlphaHistogram.binOf(-8));
    assertEquals(1, LogAlphaHistogram.binOf(Math.nextUp(-8f)));
    assertEquals(LogAlphaHistogram.BINS - 1, LogAlphaHistogram.binOf(8));
    assertEquals(LogAlphaHistogram.BINS - 2, LogAlphaHistogram.binOf(Math.nextDown(8f)));
  }

  @Test
  void keptCountsAreExactAtEveryTenth() {
    Random random = new Random(4);
    float[] logAlpha = new float[10_000];
    for (int i = 0; i < logAlpha.length; i++) {
      float value = (float) (3 + 4 * random.nextGaussian());
      logAlpha[i] = Math.max(-8, Math.min(8, i % 3 == 0 ? Math.round(value * 10) / 10f : value));
    }
    LogAlphaHistogram histogram = LogAlphaHistogram.of("fc1", logAlpha);
    assertEquals(logAlpha.length, histogram.total());
    for (int tenths = -80; tenths <= 80; tenths++) {
      float cut = tenths / 10f;
      int kept = 0;
      for (float value : logAlpha) {
        kept += value < cut ? 1 : 0;
      }
      assertEquals(kept, histogram.kept(tenths / 10.0), "kept at " + cut);
    }
  }

  @Test
  void refusesCountsOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> new LogAlphaHistogram("fc1", new int[10]));
  }
}
