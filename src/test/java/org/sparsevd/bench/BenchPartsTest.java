package org.sparsevd.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;

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
  void everyConvolutionIsMeasuredAsOftenAsAStepNeedsIt() {
    List<LayerWork> layers = new ArrayList<>();
    for (Stage stage : Architecture.parse("4@3x3-pool2-6@3x3-9").stages(new Volume(1, 10, 10), 3)) {
      switch (stage) {
        case Stage.Conv conv -> layers.add(new LayerWork.Conv(conv.name(), conv.geometry()));
        case Stage.Dense dense ->
            layers.add(new LayerWork.Dense(dense.name(), dense.inputs(), dense.outputs()));
        default -> {}
      }
    }
    StepWork work = new StepWork("net", 8, 2, layers);
    List<Finding> found = new ArrayList<>();
    try (Compute one = new Compute(1);
        Compute two = new Compute(2)) {
      ConvolutionBench.measure(
          work,
          one,
          two,
          new Finding.Peak(100, 200, 30),
          new Timing.Effort(0, 1, 1000, 3, 1000),
          found::add);
    }
    List<String> names = new ArrayList<>();
    for (Finding each : found) {
      Finding.ConvolutionSpeed speed = (Finding.ConvolutionSpeed) each;
      names.add(speed.layer() + " " + speed.role());
      assertTrue(speed.oneThreadGflops() > 0 && speed.allThreadsGflops() > 0, speed.toString());
      assertEquals(speed.oneThreadGflops() / 100, speed.ofPeak(), 1e-12);
    }
    assertEquals(
        List.of(
            "conv1 FORWARD",
            "conv1 WEIGHT_GRADIENT",
            "conv2 FORWARD",
            "conv2 WEIGHT_GRADIENT",
            "conv2 INPUT_GRADIENT"),
        names);
    // 2 quantities, multiply and add, 6 filters of 4 · 9 weights at 2 · 2 places, 8 samples.
    assertEquals(
        2 * 2 * 6 * 36 * 4 * 8 * 1e-9, ((Finding.ConvolutionSpeed) found.get(2)).gflop(), 1e-15);
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
