package org.sparsevd.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.kernel.Compute;

class BenchPartsTest {

  @ParameterizedTest
  @EnumSource
  void bothSidesOfAComparisonComputeTheSameProduct(ProductShape.Form form) {
    try (Compute compute = new Compute(2)) {
      ProductBench bench = new ProductBench(compute, new ProductShape(form, 7, 33, 20));
      bench.run(compute);
      float[] ours = bench.c().clone();
      bench.c()[0] = Float.NaN;
      bench.runEjml();
      assertArrayEquals(ours, bench.c(), 1e-4f);
      assertNotEquals(0, ours[0]);
    }
  }

  @Test
  void aTimingIsThatOfOneCall() {
    Timing.Effort effort = new Timing.Effort(0, 1, 1_000_000, 5, 1_000_000_000);
    Timing timing = Timing.of(() -> pause(2), effort);
    assertTrue(timing.bestSeconds() >= 0.002, timing.toString());
    assertTrue(timing.medianSeconds() >= timing.bestSeconds(), timing.toString());
  }

  @Test
  void aWarmUpHasAllTheCallsItNeeds() {
    int[] calls = new int[1];
    Timing.of(() -> calls[0]++, new Timing.Effort(0, 1000, 1, 1, 1));
    assertTrue(calls[0] > 1000, "called " + calls[0]);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theProcessorIsNamedAsTheSystemNamesIt() {
    String two =
        """
        processor\t: 0
        cpu family\t: 26
        model\t\t: 2
        model name\t: AMD EPYC

        processor\t: 1
        cpu family\t: 1
        model\t\t: 1
        model name\t: Other
        """;
    assertEquals("AMD EPYC, family 26 model 2", MachineReader.cpu(two));
    assertEquals("Apple M1", MachineReader.cpu("model name: Apple M1\n"));
    assertEquals(System.getProperty("os.arch"), MachineReader.cpu("Features : fp asimd\n"));
  }
}
