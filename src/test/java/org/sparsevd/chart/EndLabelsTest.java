package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndLabelsTest {
  @Test
  void labelsFarApartStayWhereTheyAre() {
    assertEquals(
        List.of(120.0, 20.0, 70.0), EndLabels.spread(List.of(120.0, 20.0, 70.0), 16, 0, 200));
  }

  @Test
  void twoCloseLabelsMoveApartByTheSameWay() {
    assertEquals(List.of(92.0, 108.0), EndLabels.spread(List.of(99.0, 101.0), 16, 0, 200));
  }

  @Test
  void labelsKeepTheirOrderTheirGapAndTheirBounds() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      List<Double> wanted = new ArrayList<>();
      for (int i = 0; i < 1 + round % 9; i++) {
        wanted.add(random.nextDouble() * 200);
      }
      List<Double> placed = EndLabels.spread(wanted, 16, 0, 200);
      List<Double> sorted = new ArrayList<>(placed);
      Collections.sort(sorted);
      for (int i = 0; i < placed.size(); i++) {
        assertTrue(placed.get(i) >= -1e-9 && placed.get(i) <= 200 + 1e-9, placed.toString());
        for (int j = 0; j < placed.size(); j++) {
          if (wanted.get(i) < wanted.get(j)) {
            assertTrue(placed.get(j) - placed.get(i) > 16 - 1e-9, placed.toString());
          }
        }
      }
    }
  }
}
