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
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SparseVdDense;

/** Gradients of whole small networks against central differences of a double twin. */
class GradientTest {
  private static final long SEED = 7;
  private static final long STEP = 3;
  private static final int BATCH = 6;
  private static final int[] WIDTHS = {5, 7, 4, 3};
  private static final int SAMPLES = 60; // N, not the batch, so that the scale is seen

  private final Compute compute = new Compute(2);
  private final Random random = new Random(1);
  private final FMatrixRMaj inputs = new FMatrixRMaj(BATCH, WIDTHS[0]);
  private final int[] labels = {0, 2, 1, 1, 0, 2};

  @AfterEach
  void close() {
    compute.close();
  }

  @ParameterizedTest
  @CsvSource({
    "APPROXIMATION, 1,   3",
    "EXACT,         1,   3",
    "EXACT,         0.4, Infinity",
    "APPROXIMATION, 0,   0"
  })
  void sparseVdGradientsAreDerivativesOfTheLoss(KlForm klForm, float klWeight, double trainCut) {
    List<WeightLayer> weightLayers = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    for (int l = 1; l < WIDTHS.length; l++) {
      WeightLayer layer =
          new SparseVdDense(
              compute,
              "fc" + l,
              l,
              WIDTHS[l - 1],
              WIDTHS[l],
              l < WIDTHS.length - 1,
              new NoiseSettings(SEED, -3, trainCut, klForm));
      drawParameters(layer);
      weightLayers.add(layer);
      layers.add(layer);
    }
    DoubleTwin twin = twin(weightLayers, trainCut, klForm, klWeight);
    checkGradients(new Network(compute, layers), twin, klWeight);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7})
  void plainGradientsAreDerivativesOfTheLoss(double decay) {
    List<Layer> layers = new ArrayList<>();
    List<WeightLayer> weightLayers = new ArrayList<>();
    for (int l = 1; l < WIDTHS.length; l++) {
      WeightLayer layer =
          new Dense(compute, "fc" + l, WIDTHS[l - 1], WIDTHS[l], l < WIDTHS.length - 1, 0, decay);
      drawParameters(layer);
      weightLayers.add(layer);
      layers.add(layer);
    }
    DoubleTwin twin = twin(weightLayers, 3, KlForm.EXACT, 0);
    twin.decay = decay;
    checkGradients(new Network(compute, layers), twin, 0);
  }

  @Test
  void binaryDropoutGradientsAreDerivativesOfTheLoss() {
    double rate = 0.4;
    List<Layer> layers = new ArrayList<>();
    List<WeightLayer> weightLayers = new ArrayList<>();
    for (int l = 1; l < WIDTHS.length; l++) {
      WeightLayer layer =
          new Dense(compute, "fc" + l, WIDTHS[l - 1], WIDTHS[l], l < WIDTHS.length - 1, 0, 0);
      drawParameters(layer);
      weightLayers.add(layer);
      layers.add(layer);
      if (l < WIDTHS.length - 1) {
        layers.add(new BinaryDropout(compute.kernels(), rate, SEED, l));
      }
    }
    DoubleTwin twin = twin(weightLayers, 3, KlForm.EXACT, 0);
    for (int l = 1; l < WIDTHS.length - 1; l++) {
      float[] uniform = new float[BATCH * WIDTHS[l]];
      long key = Purpose.DROPOUT.key(SEED, l, STEP);
      compute.kernels().uniform(key, 0, uniform, 0, uniform.length);
      double[][] mask = new double[BATCH][WIDTHS[l]];
      for (int i = 0; i < uniform.length; i++) {
        mask[i / WIDTHS[l]][i % WIDTHS[l]] = uniform[i] < rate ? 0 : 1 / (1 - rate);
      }
      twin.layers.get(l - 1).mask = mask;
    }
    checkGradients(new Network(compute, layers), twin, 0);
  }

  /** θ from large to zero and log σ² from tiny to huge, so that both clips hold somewhere. */
  private void drawParameters(WeightLayer layer) {
    for (Parameter parameter : layer.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.value().data[i] = (float) (0.5 * random.nextGaussian());
      }
    }
    FMatrixRMaj theta = layer.parameters().getFirst().value();
    theta.data[1] = 0;
    theta.data[2] = 1e-3f;
    if (layer instanceof SparseVdDense) {
      float[] logSigma2 = layer.parameters().get(1).value().data;
      for (int i = 0; i < logSigma2.length; i++) {
        logSigma2[i] = (float) (-2 + 2 * random.nextGaussian());
      }
      theta.data[3] = 1;
      logSigma2[3] = -11; // log α = −11, held at −8
      theta.data[4] = 1e-3f;
      logSigma2[4] = -3; // log α = 10.8, held at 8
      theta.data[5] = 0.1f;
      logSigma2[5] = 0; // log α = 4.6, pruned
    }
  }

  private DoubleTwin twin(
      List<WeightLayer> weightLayers, double trainCut, KlForm klForm, double klWeight) {
    List<DoubleTwin.Layer> layers = new ArrayList<>();
    for (int l = 1; l <= weightLayers.size(); l++) {
      List<Parameter> parameters = weightLayers.get(l - 1).parameters();
      DoubleTwin.Layer layer = new DoubleTwin.Layer();
      layer.theta = rows(parameters.getFirst().value());
      layer.bias = rows(parameters.getLast().value())[0];
      if (parameters.size() == 3) {
        layer.logSigma2 = rows(parameters.get(1).value());
        FMatrixRMaj noise = new FMatrixRMaj(BATCH, WIDTHS[l]);
        long key = Purpose.NOISE.key(SEED, l, STEP);
        compute.kernels().gaussian(key, 0, noise.data, 0, noise.getNumElements());
        layer.noise = rows(noise);
      }
      layers.add(layer);
    }
    return new DoubleTwin(layers, trainCut, klForm, klWeight, SAMPLES);
  }

  private void checkGradients(Network network, DoubleTwin twin, float klWeight) {
    for (int i = 0; i < inputs.getNumElements(); i++) {
      inputs.data[i] = (float) random.nextGaussian();
    }
    double[][] rows = rows(inputs);
    double dataTerm = network.gradients(inputs, labels, SAMPLES, klWeight, STEP);
    double kl = klWeight == 0 ? 0 : klWeight * network.klNats();
    double decayed = twin.decay;
    twin.decay = 0; // the network tells its other terms, and this one by its gradient alone
    double loss = twin.loss(rows, labels);
    twin.decay = decayed;
    assertEquals(loss, dataTerm + kl, 1e-4 * Math.abs(loss), "loss");
    for (int l = 0; l < twin.layers.size(); l++) {
      DoubleTwin.Layer layer = twin.layers.get(l);
      List<Parameter> parameters = network.weightLayers().get(l).parameters();
      check(parameters.getFirst(), layer.theta, twin, rows);
      check(parameters.getLast(), new double[][] {layer.bias}, twin, rows);
      if (layer.logSigma2 != null) {
        check(parameters.get(1), layer.logSigma2, twin, rows);
      }
    }
  }

  private void check(Parameter parameter, double[][] values, DoubleTwin twin, double[][] rows) {
    int columns = values[0].length;
    double h = 1e-6;
    for (int i = 0; i < parameter.size(); i++) {
      double[] row = values[i / columns];
      int j = i % columns;
      double value = row[j];
      row[j] = value + h;
      double above = twin.loss(rows, labels);
      row[j] = value - h;
      double below = twin.loss(rows, labels);
      row[j] = value;
      double expected = (above - below) / (2 * h);
      assertEquals(
          expected,
          parameter.gradient().data[i],
          2e-3 + 2e-3 * Math.abs(expected),
          parameter.name() + " " + i + " = " + value);
    }
  }

  private static double[][] rows(FMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.getNumElements(); i++) {
      rows[i / matrix.numCols][i % matrix.numCols] = matrix.data[i];
    }
    return rows;
  }
}
