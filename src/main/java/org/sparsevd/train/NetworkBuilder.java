package org.sparsevd.train;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.BinaryDropout;
import org.sparsevd.nn.Conv;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.Dense;
import org.sparsevd.nn.Layer;
import org.sparsevd.nn.MaxPool;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.PlainWeights;
import org.sparsevd.nn.PointWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Transpose;
import org.sparsevd.nn.WeightLayer;
import org.sparsevd.nn.Weights;
import org.sparsevd.nn.vd.GaussianConv;
import org.sparsevd.nn.vd.GaussianDense;
import org.sparsevd.nn.vd.GaussianDropoutWeights;
import org.sparsevd.nn.vd.GaussianWeights;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SampledWeights;
import org.sparsevd.nn.vd.SparseVdWeights;

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
    Convolution geometry = stage.geometry();
    Weights weights = weights(stage.name(), geometry.fanIn(), geometry.filters(), true);
    return switch (weights) {
      case PointWeights same -> new Conv(compute, same, geometry);
      case GaussianWeights noisy ->
          new GaussianConv(compute, noisy, config.seed(), weightLayers, geometry);
      default -> throw new AssertionError(weights);
    };
  }

  private WeightLayer dense(Stage.Dense stage) {
    weightLayers++;
    Weights weights = weights(stage.name(), stage.inputs(), stage.outputs(), false);
    return switch (weights) {
      case PointWeights same -> new Dense(compute, same, !stage.last());
      case GaussianWeights noisy ->
          new GaussianDense(compute, noisy, config.seed(), weightLayers, !stage.last());
      default -> throw new AssertionError(weights);
    };
  }

  /**
   * The weights of a layer [inputs × outputs].
   *
   * @param dropsVariance whether weights that trainClip prunes lose their noise too
   */
  private Weights weights(String name, int inputs, int outputs, boolean dropsVariance) {
    return switch (config.method()) {
      case PLAIN, BINARY_DROPOUT -> new PlainWeights(name, inputs, outputs, maxNorm(), decay());
      case GAUSSIAN_DROPOUT -> {
        double alpha = weightLayers == 1 ? config.inputAlpha() : config.alpha();
        yield new GaussianDropoutWeights(
            compute, name, inputs, outputs, alpha, config.learnAlpha());
      }
      case SPARSE_VD -> {
        GaussianWeights weights =
            new SparseVdWeights(compute, name, inputs, outputs, noiseSettings(), dropsVariance);
        yield config.gradientEstimator() == GradientEstimator.LOCAL_REPARAMETERISATION
            ? weights
            : new SampledWeights(compute, weights, config.seed(), weightLayers);
      }
    };
  }

  private double maxNorm() {
    return config.method() == Method.BINARY_DROPOUT ? config.maxNorm() : 0;
  }

  /**
   * The mean loss's weight decay at the scale of the whole loss; nobody reads it with Gaussian
   * weights.
   */
  private double decay() {
    return config.weightDecay() * sampleCount;
  }

  private NoiseSettings noiseSettings() {
    return new NoiseSettings(
        config.logSigma2Init(),
        config.trainClip() ? config.trainCut() : Double.POSITIVE_INFINITY,
        config.klForm(),
        config.gradientEstimator());
  }
}
