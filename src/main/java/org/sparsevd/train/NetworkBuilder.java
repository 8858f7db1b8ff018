package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Purpose;
import org.sparsevd.nn.Relu;
import org.sparsevd.nn.Stage;
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

  /** The network of these steps, with its initial weights. */
  static Network build(Compute compute, ExperimentConfig config, List<Stage> stages) {
    return new NetworkBuilder(compute, config).build(stages);
  }

  private Network build(List<Stage> stages) {
    List<Layer> layers = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Dense dense -> {
          layers.add(weightLayer(dense));
          if (!dense.last()) {
            layers.add(new Relu());
            addDropout(layers);
          }
        }
        default -> throw new IllegalArgumentException("not yet: " + stage);
      }
    }
    return new Network(layers);
  }

  private void addDropout(List<Layer> layers) {
    if (config.method() == Method.BINARY_DROPOUT && config.dropoutRate() > 0) {
      layers.add(
          new BinaryDropout(compute.kernels(), config.dropoutRate(), config.seed(), weightLayers));
    }
  }

  private WeightLayer weightLayer(Stage.Dense dense) {
    int index = ++weightLayers;
    String name = dense.name();
    int inputs = dense.inputs();
    int outputs = dense.outputs();
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
