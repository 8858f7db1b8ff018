package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Conv;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.MaxPool;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Transpose;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SparseVdConv;
import org.sparsevd.nn.vd.SparseVdDense;

/** Builds the network a config asks for and draws its initial weights. */
final class NetworkBuilder {
  private final Compute compute;
  private final ExperimentConfig config;
  private final int sampleCount;
  private int weightLayers;

  private NetworkBuilder(Compute compute, ExperimentConfig config, int sampleCount) {
    this.compute = compute;
    this.config = config;
    this.sampleCount = sampleCount;
  }

  /**
   * The network of these steps, with its initial weights.
   *
   * @param sampleCount N, the number of training samples
   */
  static Network build(
      Compute compute, ExperimentConfig config, List<Stage> stages, int sampleCount) {
    return new NetworkBuilder(compute, config, sampleCount).build(stages);
  }

  private Network build(List<Stage> stages) {
    List<Layer> layers = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Unflatten unflatten -> layers.add(new Transpose());
        case Stage.Flatten flatten -> layers.add(new Transpose());
        case Stage.MaxPool pool -> layers.add(new MaxPool(compute, pool));
        case Stage.Conv conv -> {
          layers.add(convolution(conv));
          addDropout(layers, config.convDropoutRate());
        }
        case Stage.Dense dense -> {
          layers.add(dense(dense));
          if (!dense.last()) {
            addDropout(layers, config.dropoutRate());
          }
        }
      }
    }
    Network network = new Network(compute, layers);
    new InitialWeights(compute.kernels(), config).draw(stages, network.weightLayers());
    return network;
  }

  private void addDropout(List<Layer> layers, double rate) {
    if (config.method() == Method.BINARY_DROPOUT && rate > 0) {
      layers.add(new BinaryDropout(compute.kernels(), rate, config.seed(), weightLayers));
    }
  }

  private WeightLayer convolution(Stage.Conv stage) {
    weightLayers++;
    return config.method() == Method.SPARSE_VD
        ? new SparseVdConv(compute, stage.name(), weightLayers, stage.geometry(), noiseSettings())
        : new Conv(compute, stage.name(), stage.geometry(), maxNorm(), decay());
  }

  private WeightLayer dense(Stage.Dense stage) {
    weightLayers++;
    return config.method() == Method.SPARSE_VD
        ? new SparseVdDense(
            compute,
            stage.name(),
            weightLayers,
            stage.inputs(),
            stage.outputs(),
            !stage.last(),
            noiseSettings())
        : new Dense(
            compute,
            stage.name(),
            stage.inputs(),
            stage.outputs(),
            !stage.last(),
            maxNorm(),
            decay());
  }

  private double maxNorm() {
    return config.method() == Method.BINARY_DROPOUT ? config.maxNorm() : 0;
  }

  /** The mean loss's weight decay at the scale of the whole loss; nobody reads it for Sparse VD. */
  private double decay() {
    return config.weightDecay() * sampleCount;
  }

  private NoiseSettings noiseSettings() {
    return new NoiseSettings(
        config.seed(),
        config.logSigma2Init(),
        config.trainClip() ? config.trainCut() : Double.POSITIVE_INFINITY,
        config.klForm());
  }
}
