package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Architecture.LayerSpec;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Purpose;
import org.sparsevd.nn.Relu;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.vd.SparseVdDense;

/** Builds the network a config asks for and draws its initial weights. */
final class NetworkBuilder {
  private final Compute compute;
  private final ExperimentConfig config;
  private int weightLayers;

  private NetworkBuilder(Compute compute, ExperimentConfig config) {
    this.compute = compute;
    this.config = config;
  }

  /** A network from {@code features} inputs to {@code classes} logits. */
  static Network build(Compute compute, ExperimentConfig config, int features, int classes) {
    return new NetworkBuilder(compute, config).build(features, classes);
  }

  private Network build(int features, int classes) {
    List<Layer> layers = new ArrayList<>();
    int inputs = features;
    for (LayerSpec spec : config.architecture().hidden()) {
      switch (spec) {
        case LayerSpec.Dense(int width) -> {
          layers.add(weightLayer(inputs, width));
          layers.add(new Relu());
          inputs = width;
        }
      }
      if (config.method() == Method.BINARY_DROPOUT && config.dropoutRate() > 0) {
        layers.add(
            new BinaryDropout(
                compute.kernels(), config.dropoutRate(), config.seed(), weightLayers));
      }
    }
    layers.add(weightLayer(inputs, classes));
    return new Network(layers);
  }

  private WeightLayer weightLayer(int inputs, int outputs) {
    int index = ++weightLayers;
    String name = "fc" + index;
    WeightLayer layer =
        switch (config.method()) {
          case PLAIN -> new Dense(compute, name, inputs, outputs, 0);
          case BINARY_DROPOUT -> new Dense(compute, name, inputs, outputs, config.maxNorm());
          case SPARSE_VD ->
              new SparseVdDense(
                  compute,
                  name,
                  index,
                  config.seed(),
                  inputs,
                  outputs,
                  config.logSigma2Init(),
                  config.trainClip() ? config.trainCut() : Double.POSITIVE_INFINITY,
                  config.klForm());
        };
    drawTheta(layer.parameters().getFirst().value(), index);
    return layer;
  }

  /** θ ~ N(0, thetaInitStddev²), the same for every method with the same seed. */
  private void drawTheta(FMatrixRMaj theta, int index) {
    long key = Purpose.INIT.key(config.seed(), index, 0);
    int size = theta.getNumElements();
    compute.kernels().gaussian(key, 0, theta.data, 0, size);
    float stddev = (float) config.thetaInitStddev();
    for (int i = 0; i < size; i++) {
      theta.data[i] *= stddev;
    }
  }
}
