package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.Network;
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
    Network network = new Network(layers);
    new InitialWeights(compute.kernels(), config).draw(stages, network.weightLayers());
    return network;
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
    return switch (config.method()) {
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
  }
}
