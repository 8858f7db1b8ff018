package org.sparsevd.bench;

import java.util.function.Consumer;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.ConvolutionForward;
import org.sparsevd.kernel.ConvolutionInputGradient;
import org.sparsevd.kernel.ConvolutionWeightGradient;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.kernel.Patches;
import org.sparsevd.kernel.StreamKey;

/**
 * The products of a convolution as a training step computes them: over pieces of the patches, for
 * mean and variance together where there are both.
 */
final class ConvolutionBench {
  private final Patches patches;
  private final FilterBank bank;
  private final ConvolutionForward forward;
  private final ConvolutionWeightGradient weightGradient;
  private final ConvolutionInputGradient inputGradient;

  /**
   * Makes random operands.
   *
   * @param quantities 2 for mean and variance, else 1
   */
  ConvolutionBench(Compute compute, LayerWork.Conv layer, int batch, int quantities) {
    patches = layer.geometry().patches(batch);
    int filters = layer.geometry().filters();
    int weights = patches.weights() * filters;
    float[] theta = random(compute, weights, 0);
    bank = new FilterBank(patches.weights(), filters);
    bank.set(theta, quantities == 2 ? theta : null);
    float[] input = random(compute, layer.geometry().input().features() * batch, 1);
    float[] output = random(compute, filters * patches.positions(), 2);
    float[] output2 = output.clone();
    forward = new ConvolutionForward(compute.kernels(), bank);
    forward.set(patches, input, output);
    forward.setSecond(output2);
    weightGradient = new ConvolutionWeightGradient(compute.kernels(), bank);
    weightGradient.set(patches, input, output, new float[weights]);
    weightGradient.setSecond(output2, new float[weights]);
    inputGradient = new ConvolutionInputGradient(compute.kernels(), bank);
    inputGradient.set(patches, output, new float[input.length]);
    inputGradient.setSecond(output2, new float[input.length]);
  }

  private static float[] random(Compute compute, int length, int stream) {
    float[] values = new float[length];
    compute.kernels().gaussian(StreamKey.of(2, 0, stream, 0), 0, values, 0, length);
    return values;
  }

  /** Measures every product of the layer that a step needs, on one thread and on all. */
  static void measure(
      StepWork work,
      Compute one,
      Compute all,
      Finding.Peak peak,
      Timing.Effort effort,
      Consumer<Finding> listener) {
    for (LayerWork each : work.layers()) {
      if (each instanceof LayerWork.Conv layer) {
        ConvolutionBench bench = new ConvolutionBench(one, layer, work.batch(), work.quantities());
        for (StepWork.Part part : work.parts()) {
          if (part.layer().equals(layer.name())) {
            double gflop = part.flops() * 1e-9;
            double oneThread =
                gflop / Timing.of(() -> bench.run(part.role(), one), effort).bestSeconds();
            double allThreads =
                gflop / Timing.of(() -> bench.run(part.role(), all), effort).bestSeconds();
            listener.accept(
                new Finding.ConvolutionSpeed(
                    work.network(),
                    layer.name(),
                    part.role(),
                    gflop,
                    oneThread,
                    allThreads,
                    oneThread / peak.oneCoreGflops()));
          }
        }
      }
    }
  }

  void run(StepWork.Role role, Compute compute) {
    switch (role) {
      case FORWARD ->
          compute.forRange(
              patches.outHeight(),
              1,
              (from, to, worker) -> forward.multiply(from, to, compute.scratch(worker)));
      case WEIGHT_GRADIENT ->
          compute.forRange(
              bank.keptWeights(),
              4,
              (from, to, worker) -> weightGradient.multiply(from, to, compute.scratch(worker)));
      case INPUT_GRADIENT ->
          compute.forRange(
              patches.channels(),
              1,
              (from, to, worker) -> inputGradient.multiply(from, to, compute.scratch(worker)));
    }
  }
}
