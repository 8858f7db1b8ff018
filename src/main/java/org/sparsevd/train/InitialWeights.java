package org.sparsevd.train;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Purpose;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.WeightLayer;

/**
 * What a network's weights are before training: drawn by the seed, or another run's. The noise on
 * them is the layers' own matter.
 */
final class InitialWeights {
  private final Kernels kernels;
  private final ExperimentConfig config;

  InitialWeights(Kernels kernels, ExperimentConfig config) {
    this.kernels = kernels;
    this.config = config;
  }

  /**
   * Draws θ of every layer as {@code denseInit} and {@code convInit} say, the same for every method
   * with the same seed; biases stay 0.
   *
   * @param stages of the network
   * @param layers its weight layers, from the input on; θ is overwritten
   */
  void draw(List<Stage> stages, List<WeightLayer> layers) {
    int index = 0;
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Dense dense ->
            draw(
                theta(layers.get(index)),
                ++index,
                config.denseInit(),
                dense.inputs() + (double) dense.outputs());
        case Stage.Conv conv ->
            draw(theta(layers.get(index)), ++index, config.convInit(), fans(conv.geometry()));
        case Stage.Unflatten other -> {}
        case Stage.MaxPool other -> {}
        case Stage.Flatten other -> {}
      }
    }
    layers.forEach(InitialWeights::begin);
  }

  private static void begin(WeightLayer layer) {
    layer.weights().resetNoise();
    layer.parametersChanged();
  }

  /** Fan in and fan out together: channels and filters, each times the filter's area. */
  private static double fans(Convolution geometry) {
    double area = geometry.kernelHeight() * (double) geometry.kernelWidth();
    return geometry.fanIn() + geometry.filters() * area;
  }

  private void draw(FMatrixRMaj theta, int index, ThetaInit init, double fans) {
    long key = Purpose.INIT.key(config.seed(), index, 0);
    int size = theta.getNumElements();
    switch (init) {
      case NORMAL -> {
        float stddev = (float) config.thetaInitStddev();
        kernels.gaussian(key, 0, theta.data, 0, size);
        for (int i = 0; i < size; i++) {
          theta.data[i] *= stddev;
        }
      }
      case GLOROT -> {
        float bound = (float) Math.sqrt(6 / fans);
        kernels.uniform(key, 0, theta.data, 0, size);
        for (int i = 0; i < size; i++) {
          theta.data[i] = bound * (2 * theta.data[i] - 1);
        }
      }
    }
  }

  private static FMatrixRMaj theta(WeightLayer layer) {
    return layer.parameters().getFirst().value();
  }

  /**
   * Copies θ and biases of a trained network into layers of the same shapes.
   *
   * @param from its weights, which {@linkplain #misfit fit}
   * @param layers θ and biases are overwritten
   */
  static void copy(List<LayerWeights> from, List<WeightLayer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).weights().set(from.get(i));
      begin(layers.get(i));
    }
  }

  /**
   * Why a network of {@code stages} cannot start from {@code weights}: which layer, its shape and
   * the shape found, or that it holds what is no number; empty when it can.
   */
  static Optional<String> misfit(List<Stage> stages, List<LayerWeights> weights) {
    List<String> expected = stages.stream().flatMap(stage -> shape(stage).stream()).toList();
    List<String> found = weights.stream().map(InitialWeights::shape).toList();
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String want = i < expected.size() ? expected.get(i) : "no further layer";
      String have = i < found.size() ? found.get(i) : "no further layer";
      if (!want.equals(have)) {
        return Optional.of("expected %s, found %s".formatted(want, have));
      }
    }
    return weights.stream()
        .filter(layer -> !layer.isFinite())
        .findFirst()
        .map(layer -> layer.name() + ": expected finite numbers, found NaN or infinity");
  }

  private static Optional<String> shape(Stage stage) {
    return switch (stage) {
      case Stage.Dense dense ->
          Optional.of("%s [%d × %d]".formatted(dense.name(), dense.inputs(), dense.outputs()));
      case Stage.Conv conv ->
          Optional.of(
              "%s [%s × %d filters]"
                  .formatted(conv.name(), conv.geometry().filter(), conv.geometry().filters()));
      case Stage.Unflatten other -> Optional.empty();
      case Stage.MaxPool other -> Optional.empty();
      case Stage.Flatten other -> Optional.empty();
    };
  }

  private static String shape(LayerWeights layer) {
    return layer
        .filter()
        .map(filter -> "%s [%s × %d filters]".formatted(layer.name(), filter, layer.outputs()))
        .orElseGet(() -> "%s [%d × %d]".formatted(layer.name(), layer.inputs(), layer.outputs()));
  }
}
