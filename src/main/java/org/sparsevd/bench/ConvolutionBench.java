package org.sparsevd.bench;

import java.util.function.Consumer;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.FilterBank;
import org.sparsevd.kernel.PatchProducts;
import org.sparsevd.kernel.Patches;
import org.sparsevd.kernel.StreamKey;

/**
 * The products of a convolution as a training step computes them: over pieces of the patches, for
 * mean and variance together where there are both.
 */
final class ConvolutionBench {
  private final Patches patches;
  private final FilterBank bank;
  private final float[] input;
  private final float[] output;
  private final float[] output2;
  private final float[] weightGradient;
  private final float[] weightGradient2;
  private final float[] inputGradient;
  private final float[] inputGradient2;

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
    input = random(compute, layer.geometry().input().features() * batch, 1);
    output = random(compute, filters * patches.positions(), 2);
    output2 = output.clone();
    weightGradient = new float[weights];
    weightGradient2 = new float[weights];
    inputGradient = new float[input.length];
    inputGradient2 = new float[input.length];
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
              patches.outHeight(), 1, (from, to, worker) -> forward(compute, from, to, worker));
      case WEIGHT_GRADIENT ->
          compute.forRange(
              bank.keptWeights(), 4, (from, to, worker) -> weights(compute, from, to, worker));
      case INPUT_GRADIENT ->
          compute.forRange(
              patches.channels(), 1, (from, to, worker) -> back(compute, from, to, worker));
    }
  }

  private void forward(Compute compute, int from, int to, int worker) {
    PatchProducts.multiply(
        compute.kernels(),
        patches,
        input,
        bank,
        output,
        output2,
        from,
        to,
        compute.scratch(worker));
  }

  private void weights(Compute compute, int from, int to, int worker) {
    PatchProducts.multiplyTransposed(
        compute.kernels(),
        patches,
        input,
        bank,
        output,
        weightGradient,
        output2,
        weightGradient2,
        from,
        to,
        compute.scratch(worker));
  }

  private void back(Compute compute, int from, int to, int worker) {
    PatchProducts.multiplyBack(
        compute.kernels(),
        patches,
        bank,
        output,
        inputGradient,
        output2,
        inputGradient2,
        from,
        to,
        compute.scratch(worker));
  }
}
