package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightLifeTest {
  @ParameterizedTest
  @CsvSource({"lenet-300-100-s1, fc2, 4", "lenet-5-s1, conv2, 1234", "lenet-5-s1, fc2, 77"})
  void hasAPointOfEveryEpochWithAFileAndTheNewestExactly(String name, String layer, int weight)
      throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    WeightLife life = new WeightLife(run, new PinnedWeights.Pin(layer, weight));
    int steps = 0;
    while (life.hasMore()) {
      life.read(8);
      steps++;
    }
    assertEquals(Math.ceilDiv(run.epochs().size(), 8), steps, "a few epochs at a time");
    List<WeightPoint> points = life.points();
    List<Integer> epochs =
        run.epochs().stream().map(each -> each.epoch()).filter(run::hasHistory).toList();
    assertEquals(epochs, points.stream().map(WeightPoint::epoch).toList());
    for (WeightPoint point : points) {
      EpochHistory.Layer past = run.history(point.epoch()).orElseThrow().layer(layer).orElseThrow();
      assertEquals(point.epoch() == 200, point.exact());
      assertEquals(past.logAlpha(weight), point.logAlpha(), 0.101, "rounded, not across the cut");
      if (!point.exact()) {
        assertEquals(past.theta(weight), (float) point.theta());
      }
      if (!Double.isNaN(point.theta()) && Math.abs(point.logAlpha()) < 7.9) { // not clipped
        double expected = Math.log(point.sigma() * point.sigma() / point.theta() / point.theta());
        assertEquals(expected, point.logAlpha(), 0.15);
        assertEquals(Math.exp(-expected / 2), point.signalToNoise(), 0.1 * point.signalToNoise());
      }
    }
    assertTrue(points.getLast().exact());
    assertFalse(Double.isNaN(points.getLast().theta()));
  }
}
