package org.sparsevd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.vd.GaussianConv;
import org.sparsevd.nn.vd.GaussianDense;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SparseVdWeights;

/** Whole training steps of a convolutional Sparse VD network: their bits and their garbage. */
class NetworkStepTest {
  private static final Volume INPUT = new Volume(2, 12, 11);
  private static final int BATCH = 19;
  private static final int STEPS = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void stepsHaveTheSameBitsOnAnyNumberOfThreadsAndOnBothKernels(int threads) {
    float[] expected = trained(Kernels.scalar(), 1, STEPS);
    assertNotEquals(expected[0], trained(Kernels.scalar(), 1, STEPS - 1)[0]);
    assertArrayEquals(expected, trained(Kernels.best(), threads, STEPS));
  }

  @Test
  void aStepAllocatesNothingOnAnyThread() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Compute compute = new Compute(2)) {
      Training training = new Training(compute);
      long least = Long.MAX_VALUE;
      long deadline = System.currentTimeMillis() + 20_000; // the JIT needs its time
      while (least > 0 && System.currentTimeMillis() < deadline) {
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
          training.step();
        }
        least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
      }
      assertEquals(0, least, "bytes in 20 steps");
    }
  }

  private static float[] trained(Kernels kernels, int threads, int steps) {
    try (Compute compute = new Compute(kernels, threads)) {
      Training training = new Training(compute);
      for (int i = 0; i < steps; i++) {
        training.step();
      }
      return training.values();
    }
  }

  /** A network that learns one batch. */
  private static final class Training {
    private final Network network;
    private final Adam adam = new Adam(0.9, 0.999, 1e-8);
    private final FMatrixRMaj inputs = new FMatrixRMaj(BATCH, INPUT.features());
    private final int[] labels = new int[BATCH];
    private long step;

    Training(Compute compute) {
      NoiseSettings settings =
          new NoiseSettings(
              -4, 3, KlForm.APPROXIMATION, GradientEstimator.LOCAL_REPARAMETERISATION);
      List<Layer> layers = new ArrayList<>();
      int index = 0;
      for (Stage stage : Architecture.parse("6@3x3-pool2-7@3x3same-pool2-40").stages(INPUT, 10)) {
        layers.add(
            switch (stage) {
              case Stage.Unflatten s -> new Transpose();
              case Stage.Flatten s -> new Transpose();
              case Stage.MaxPool s -> new MaxPool(compute, s);
              case Stage.Conv s -> {
                Convolution g = s.geometry();
                yield new GaussianConv(
                    compute,
                    new SparseVdWeights(compute, s.name(), g.fanIn(), g.filters(), settings, true),
                    7,
                    ++index,
                    g);
              }
              case Stage.Dense s ->
                  new GaussianDense(
                      compute,
                      new SparseVdWeights(
                          compute, s.name(), s.inputs(), s.outputs(), settings, false),
                      7,
                      ++index,
                      !s.last());
            });
      }
      network = new Network(compute, layers);
      Random random = new Random(3);
      for (WeightLayer layer : network.weightLayers()) {
        FMatrixRMaj theta = layer.parameters().getFirst().value();
        for (int i = 0; i < theta.getNumElements(); i++) {
          theta.data[i] = (float) (0.2 * random.nextGaussian());
        }
        layer.weights().resetNoise();
      }
      for (int i = 0; i < inputs.getNumElements(); i++) {
        inputs.data[i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < BATCH; i++) {
        labels[i] = i % 10;
      }
    }

    void step() {
      step++;
      network.passes(inputs, labels, 1000, step);
      network.update(adam, 0.001, 0.5f, step);
    }

    float[] values() {
      int size = 0;
      for (WeightLayer layer : network.weightLayers()) {
        for (Parameter parameter : layer.parameters()) {
          size += parameter.size();
        }
      }
      float[] values = new float[size];
      int at = 0;
      for (WeightLayer layer : network.weightLayers()) {
        for (Parameter parameter : layer.parameters()) {
          System.arraycopy(parameter.value().data, 0, values, at, parameter.size());
          at += parameter.size();
        }
      }
      return values;
    }
  }
}
