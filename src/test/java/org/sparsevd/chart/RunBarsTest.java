package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunBarsTest {
  private static final RunBars WIDE =
      new RunBars(-2, 2, List.of(), 1, List.of(-2.0, -1.0, 0.0, 1.0, 2.0), "");

  private static List<Double> named(double width) {
    return WIDE.namedTicks(width, 6, words -> 7 * words.length()); // "−2.0" is 28 wide
  }

  @Test
  void wordsOfTicksThatWouldTouchAreLeftOut() {
    assertEquals(WIDE.ticks(), named(200));
    assertEquals(List.of(-2.0, 0.0, 2.0), named(110), "−1.0 would begin before −2.0 ends");
    assertEquals(List.of(-2.0, 1.0), named(60));
    assertEquals(List.of(-2.0), named(20));
  }
}
