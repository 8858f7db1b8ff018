package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Conv;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.MaxPool;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Purpose;
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
        case Stage.Unflatten unflatten -> layers.add(new Transpose());
        case Stage.Flatten flatten -> layers.add(new Transpose());
        case Stage.MaxPool pool -> layers.add(new MaxPool(compute, pool));
        case Stage.Conv conv -> layers.add(withTheta(convolution(conv)));
        case Stage.Dense dense -> {
          layers.add(withTheta(dense(dense)));
          if (!dense.last()) {
            addDropout(layers);
          }
        }
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

  private WeightLayer convolution(Stage.Conv stage) {
    weightLayers++;
    return config.method() == Method.SPARSE_VD
        ? new SparseVdConv(compute, stage.name(), weightLayers, stage.geometry(), noiseSettings())
        : new Conv(compute, stage.name(), stage.geometry(), maxNorm(), 0);
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
            compute, stage.name(), stage.inputs(), stage.outputs(), !stage.last(), maxNorm(), 0);
  }

  private double maxNorm() {
    return config.method() == Method.BINARY_DROPOUT ? config.maxNorm() : 0;
  }

  private NoiseSettings noiseSettings() {
    return new NoiseSettings(
        config.seed(),
        config.logSigma2Init(),
        config.trainClip() ? config.trainCut() : Double.POSITIVE_INFINITY,
        config.klForm());
  }

  private WeightLayer withTheta(WeightLayer layer) {
    drawTheta(layer.parameters().getFirst().value(), weightLayers);
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
