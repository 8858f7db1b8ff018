package org.sparsevd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.NetworkTwin.Loss;
import org.sparsevd.nn.NetworkTwin.Noise;
import org.sparsevd.nn.vd.GaussianConv;
import org.sparsevd.nn.vd.GaussianDense;
import org.sparsevd.nn.vd.GaussianDropoutWeights;
import org.sparsevd.nn.vd.GaussianWeights;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SampledWeights;
import org.sparsevd.nn.vd.SparseVdWeights;

/** Gradients of whole small networks against central differences of their double twin. */
class GradientTest {
  private static final long SEED = 7;
  private static final long STEP = 3;
  private static final int SAMPLES = 60; // N, not the batch, so that the scale is seen
  private static final int CLASSES = 3;
  private static final double ALPHA = 0.6;
  private static final Volume FEATURES = Volume.ofFeatures(5);
  private static final Volume IMAGE = new Volume(2, 9, 8);
  private static final String DENSE = "7-4";
  private static final int[] LABELS = {0, 2, 1, 1, 0, 2};

  private final Compute compute = new Compute(2);
  private final Random random = new Random(1);

  @AfterEach
  void close() {
    compute.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVATIONS,    APPROXIMATION, 1,   3",
    "ACTIVATIONS,    EXACT,         1,   3",
    "ACTIVATIONS,    EXACT,         0.4, Infinity",
    "ACTIVATIONS,    APPROXIMATION, 0,   0",
    "ACTIVATIONS,    KINGMA,        0.7, 3",
    "ADDITIVE,       APPROXIMATION, 1,   3",
    "ADDITIVE,       EXACT,         0.4, Infinity",
    "ADDITIVE,       KINGMA,        0.7, 3",
    "MULTIPLICATIVE, APPROXIMATION, 1,   3",
    "MULTIPLICATIVE, EXACT,         0.4, Infinity",
    "MULTIPLICATIVE, KINGMA,        0.7, 3",
    "FIXED_ALPHA,    KINGMA,        0,   3",
    "LEARNED_ALPHA,  KINGMA,        0.7, 3"
  })
  void gradientsOfDenseNetworksAreDerivativesOfTheLoss(
      Noise noise, KlForm form, double klWeight, double trainCut) {
    check(FEATURES, DENSE, new Loss(noise, trainCut, form, klWeight, ALPHA, 0, 0, SAMPLES));
  }

  @ParameterizedTest
  @CsvSource({
    "4@3x3-pool2-7,                ACTIVATIONS",
    "4@3x2-pool2-6@2x2,            ACTIVATIONS",
    "3@3x3same-pool2-2@2x3same-5,  ACTIVATIONS",
    "4@3x3/2-6@2x2same,            ACTIVATIONS",
    "3@2x3/2same-pool2-4,          ACTIVATIONS",
    "4@3x3-pool2-6@2x2-5,          ADDITIVE",
    "3@3x4same-pool3-2@2x2/2same,  ADDITIVE",
    "4@3x3-pool2-6@2x2-5,          MULTIPLICATIVE",
    "4@3x3-pool2-6@2x2-5,          FIXED_ALPHA",
    "4@3x3/2-6@2x2same,            LEARNED_ALPHA"
  })
  void gradientsOfConvolutionsAreDerivativesOfTheLoss(String hiddenLayers, Noise noise) {
    KlForm form = noise == Noise.LEARNED_ALPHA ? KlForm.KINGMA : KlForm.EXACT;
    double klWeight = noise == Noise.FIXED_ALPHA ? 0 : 0.6;
    check(IMAGE, hiddenLayers, new Loss(noise, 3, form, klWeight, ALPHA, 0, 0, SAMPLES));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7})
  void plainGradientsAreDerivativesOfTheLoss(double decay) {
    Loss loss = new Loss(Noise.NONE, 3, KlForm.EXACT, 0, 0, decay, 0, SAMPLES);
    check(FEATURES, DENSE, loss);
    check(IMAGE, "4@3x3-pool2-6@2x2-5", loss);
    check(IMAGE, "3@3x4same-pool3-2@2x2/2same", loss);
  }

  @Test
  void binaryDropoutGradientsAreDerivativesOfTheLoss() {
    check(FEATURES, DENSE, new Loss(Noise.NONE, 3, KlForm.EXACT, 0, 0, 0, 0.4, SAMPLES));
  }

  private void check(Volume input, String hiddenLayers, Loss terms) {
    List<Stage> stages = Architecture.parse(hiddenLayers).stages(input, CLASSES);
    Network network = new Network(compute, layers(stages, terms));
    network.weightLayers().forEach(layer -> drawParameters(layer, terms.noise()));
    FMatrixRMaj inputs = new FMatrixRMaj(LABELS.length, input.features());
    for (int i = 0; i < inputs.getNumElements(); i++) {
      inputs.data[i] = (float) random.nextGaussian();
    }
    NetworkTwin twin =
        new NetworkTwin(compute.kernels(), stages, network, terms, inputs, LABELS, SEED, STEP);
    float klWeight = (float) terms.klWeight();
    double dataTerm = network.gradients(inputs, LABELS, SAMPLES, klWeight, STEP);
    double kl = klWeight == 0 ? 0 : klWeight * network.klNats();
    double loss = twin.loss();
    assertEquals(loss, dataTerm + kl + twin.decayTerm(), 1e-4 * Math.abs(loss), "loss");
    for (int l = 0; l < twin.parameters.size(); l++) {
      List<Parameter> parameters = network.weightLayers().get(l).parameters();
      for (int p = 0; p < parameters.size(); p++) {
        checkDerivatives(parameters.get(p), twin.parameters.get(l)[p], twin);
      }
    }
  }

  private static void checkDerivatives(Parameter parameter, double[] values, NetworkTwin twin) {
    double h = 1e-6;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + h;
      double above = twin.loss();
      values[i] = value - h;
      double below = twin.loss();
      values[i] = value;
      double expected = (above - below) / (2 * h);
      assertEquals(
          expected,
          parameter.gradient().data[i],
          2e-3 + 2e-3 * Math.abs(expected),
          parameter.name() + " " + i + " = " + value);
    }
  }

  private List<Layer> layers(List<Stage> stages, Loss terms) {
    List<Layer> layers = new ArrayList<>();
    int index = 0;
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Unflatten s -> layers.add(new Transpose());
        case Stage.Flatten s -> layers.add(new Transpose());
        case Stage.MaxPool s -> layers.add(new MaxPool(compute, s));
        case Stage.Conv s -> {
          index++;
          Convolution g = s.geometry();
          Weights weights = weights(terms, s.name(), g.fanIn(), g.filters(), true, index);
          layers.add(
              weights instanceof GaussianWeights noisy
                  ? new GaussianConv(compute, noisy, SEED, index, g)
                  : new Conv(compute, (PointWeights) weights, g));
        }
        case Stage.Dense s -> {
          index++;
          Weights weights = weights(terms, s.name(), s.inputs(), s.outputs(), false, index);
          layers.add(
              weights instanceof GaussianWeights noisy
                  ? new GaussianDense(compute, noisy, SEED, index, !s.last())
                  : new Dense(compute, (PointWeights) weights, !s.last()));
          if (terms.dropoutRate() > 0 && !s.last()) {
            layers.add(new BinaryDropout(compute.kernels(), terms.dropoutRate(), SEED, index));
          }
        }
      }
    }
    return layers;
  }

  private Weights weights(
      Loss terms, String name, int inputs, int outputs, boolean dropsVariance, int index) {
    return switch (terms.noise()) {
      case NONE -> new PlainWeights(name, inputs, outputs, 0, terms.decay());
      case FIXED_ALPHA -> new GaussianDropoutWeights(compute, name, inputs, outputs, ALPHA, false);
      case LEARNED_ALPHA -> new GaussianDropoutWeights(compute, name, inputs, outputs, ALPHA, true);
      case ACTIVATIONS ->
          sparseVd(
              terms,
              name,
              inputs,
              outputs,
              dropsVariance,
              GradientEstimator.LOCAL_REPARAMETERISATION);
      case ADDITIVE ->
          new SampledWeights(
              compute,
              sparseVd(terms, name, inputs, outputs, dropsVariance, GradientEstimator.ADDITIVE),
              SEED,
              index);
      case MULTIPLICATIVE ->
          new SampledWeights(
              compute,
              sparseVd(
                  terms, name, inputs, outputs, dropsVariance, GradientEstimator.MULTIPLICATIVE),
              SEED,
              index);
    };
  }

  private GaussianWeights sparseVd(
      Loss terms,
      String name,
      int inputs,
      int outputs,
      boolean dropsVariance,
      GradientEstimator estimator) {
    NoiseSettings settings = new NoiseSettings(-3, terms.trainCut(), terms.klForm(), estimator);
    return new SparseVdWeights(compute, name, inputs, outputs, settings, dropsVariance);
  }

  /** θ from large to zero and noise from tiny to huge, so that both clips hold somewhere. */
  private void drawParameters(WeightLayer layer, Noise noise) {
    for (Parameter parameter : layer.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.value().data[i] = (float) (0.5 * random.nextGaussian());
      }
    }
    FMatrixRMaj theta = layer.parameters().getFirst().value();
    theta.data[1] = 0;
    theta.data[2] = 1e-3f;
    float[] beside = layer.parameters().get(1).value().data;
    if (noise == Noise.ACTIVATIONS || noise == Noise.ADDITIVE) {
      for (int i = 0; i < beside.length; i++) {
        beside[i] = (float) (-2 + 2 * random.nextGaussian()); // log σ², some beyond the cut
      }
      theta.data[3] = 1;
      beside[3] = -11; // log α = −11, held at −8
      theta.data[4] = 1e-3f;
      beside[4] = -3; // log α = 10.8, held at 8
      theta.data[5] = 0.1f;
      beside[5] = 0; // log α = 4.6, pruned
    } else if (noise == Noise.MULTIPLICATIVE) {
      for (int i = 0; i < beside.length; i++) {
        beside[i] = (float) (-1 + 2 * random.nextGaussian()); // log α
      }
      beside[3] = -11;
      beside[4] = 9;
      beside[5] = 4.6f;
    } else if (noise == Noise.LEARNED_ALPHA) {
      beside[0] = -0.8f; // log α
    }
    layer.parametersChanged();
  }
}
