package org.sparsevd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.NoiseSettings;
import org.sparsevd.nn.vd.SparseVdConv;
import org.sparsevd.nn.vd.SparseVdDense;

/**
 * Gradients of small convolutional networks against central differences of a double reference that
 * is written from the definition of a convolution, output by output.
 */
class ConvGradientTest {
  private static final long SEED = 7;
  private static final long STEP = 3;
  private static final int BATCH = 3;
  private static final int SAMPLES = 30;
  private static final int CLASSES = 3;
  private static final double CUT = 3;
  private static final double DECAY = 0.7;
  private static final Volume INPUT = new Volume(2, 9, 8);

  private final Compute compute = new Compute(2);
  private final Random random = new Random(1);
  private final int[] labels = {0, 2, 1};

  @AfterEach
  void close() {
    compute.close();
  }

  @ParameterizedTest
  @CsvSource({
    "4@3x3-pool2-7,                true",
    "4@3x2-pool2-6@2x2,            true",
    "3@3x3same-pool2-2@2x3same-5,  true",
    "4@3x3/2-6@2x2same,            true",
    "3@2x3/2same-pool2-4,          true",
    "4@3x3-pool2-6@2x2-5,          false",
    "3@3x4same-pool3-2@2x2/2same,  false"
  })
  void gradientsAreDerivativesOfTheLoss(String hiddenLayers, boolean sparseVd) {
    List<Stage> stages = Architecture.parse(hiddenLayers).stages(INPUT, CLASSES);
    List<Layer> layers = new ArrayList<>();
    int index = 0;
    for (Stage stage : stages) {
      layers.add(
          switch (stage) {
            case Stage.Unflatten s -> new Transpose();
            case Stage.Flatten s -> new Transpose();
            case Stage.MaxPool s -> new MaxPool(compute, s);
            case Stage.Conv s ->
                sparseVd
                    ? new SparseVdConv(compute, s.name(), ++index, s.geometry(), settings())
                    : new Conv(compute, s.name(), s.geometry(), 0, DECAY);
            case Stage.Dense s ->
                sparseVd
                    ? new SparseVdDense(
                        compute, s.name(), ++index, s.inputs(), s.outputs(), !s.last(), settings())
                    : new Dense(compute, s.name(), s.inputs(), s.outputs(), !s.last(), 0, DECAY);
          });
    }
    Network network = new Network(compute, layers);
    network.weightLayers().forEach(this::drawParameters);
    FMatrixRMaj inputs = new FMatrixRMaj(BATCH, INPUT.features());
    for (int i = 0; i < inputs.getNumElements(); i++) {
      inputs.data[i] = (float) random.nextGaussian();
    }
    float klWeight = sparseVd ? 0.6f : 0;
    double dataTerm = network.gradients(inputs, labels, SAMPLES, klWeight, STEP);
    Reference reference = new Reference(stages, network, inputs, sparseVd, klWeight);
    double loss = reference.loss();
    double extra = sparseVd ? klWeight * network.klNats() : reference.decayTerm();
    assertEquals(loss, dataTerm + extra, 1e-4 * Math.abs(loss), "loss");
    for (int l = 0; l < reference.parameters.size(); l++) {
      check(network.weightLayers().get(l).parameters(), reference.parameters.get(l), reference);
    }
  }

  private static NoiseSettings settings() {
    return new NoiseSettings(SEED, -3, CUT, KlForm.EXACT);
  }

  private void drawParameters(WeightLayer layer) {
    for (Parameter parameter : layer.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.value().data[i] = (float) (0.5 * random.nextGaussian());
      }
    }
    if (layer.parameters().size() == 3) {
      float[] logSigma2 = layer.parameters().get(1).value().data;
      for (int i = 0; i < logSigma2.length; i++) {
        logSigma2[i] = (float) (-2 + 2 * random.nextGaussian()); // some beyond the cut
      }
    }
    layer.parametersChanged();
  }

  private static void check(List<Parameter> parameters, double[][] values, Reference reference) {
    double h = 1e-6;
    for (int p = 0; p < parameters.size(); p++) {
      for (int i = 0; i < values[p].length; i++) {
        double value = values[p][i];
        values[p][i] = value + h;
        double above = reference.loss();
        values[p][i] = value - h;
        double below = reference.loss();
        values[p][i] = value;
        double expected = (above - below) / (2 * h);
        assertEquals(
            expected,
            parameters.get(p).gradient().data[i],
            2e-3 + 2e-3 * Math.abs(expected),
            parameters.get(p).name() + " " + i + " = " + value);
      }
    }
  }

  /** The network in double precision; activations [batch][features]. */
  private final class Reference {
    final List<Stage> stages;
    final List<double[][]> parameters = new ArrayList<>();
    final FMatrixRMaj inputs;
    final boolean sparseVd;
    final double klWeight;

    Reference(
        List<Stage> stages,
        Network network,
        FMatrixRMaj inputs,
        boolean sparseVd,
        double klWeight) {
      this.stages = stages;
      this.inputs = inputs;
      this.sparseVd = sparseVd;
      this.klWeight = klWeight;
      for (WeightLayer layer : network.weightLayers()) {
        parameters.add(layer.parameters().stream().map(Reference::copy).toArray(double[][]::new));
      }
    }

    private static double[] copy(Parameter parameter) {
      double[] values = new double[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parameter.value().data[i];
      }
      return values;
    }

    double decayTerm() {
      double sum = 0;
      for (double[][] layer : parameters) {
        for (double theta : layer[0]) {
          sum += DECAY / 2 * theta * theta;
        }
      }
      return sum;
    }

    double loss() {
      double[][] a = new double[BATCH][INPUT.features()];
      for (int i = 0; i < inputs.getNumElements(); i++) {
        a[i / INPUT.features()][i % INPUT.features()] = inputs.data[i];
      }
      int layer = 0;
      for (Stage stage : stages) {
        a =
            switch (stage) {
              case Stage.Unflatten s -> a;
              case Stage.Flatten s -> a;
              case Stage.MaxPool s -> pool(s, a);
              case Stage.Conv s -> convolve(s.geometry(), a, layer++);
              case Stage.Dense s -> multiply(s, a, layer++);
            };
      }
      double sum = 0;
      for (int n = 0; n < BATCH; n++) {
        double total = 0;
        for (double logit : a[n]) {
          total += Math.exp(logit);
        }
        sum += Math.log(total) - a[n][labels[n]];
      }
      double loss = SAMPLES * sum / BATCH;
      return sparseVd ? loss + klWeight * kl() : loss + decayTerm();
    }

    private double kl() {
      double sum = 0;
      for (double[][] p : parameters) {
        for (int i = 0; i < p[0].length; i++) {
          sum -= KlForm.EXACT.negativeKl(DoubleTwin.logAlpha(p[0][i], p[1][i]));
        }
      }
      return sum;
    }

    private double[][] pool(Stage.MaxPool s, double[][] a) {
      double[][] b = new double[BATCH][s.output().features()];
      for (int n = 0; n < BATCH; n++) {
        for (int c = 0; c < s.output().channels(); c++) {
          for (int y = 0; y < s.output().height(); y++) {
            for (int x = 0; x < s.output().width(); x++) {
              double largest = Double.NEGATIVE_INFINITY;
              for (int t = 0; t < s.size() * s.size(); t++) {
                int row = y * s.size() + t / s.size();
                int column = x * s.size() + t % s.size();
                largest = Math.max(largest, a[n][at(s.input(), c, row, column)]);
              }
              b[n][at(s.output(), c, y, x)] = largest;
            }
          }
        }
      }
      return b;
    }

    private static int at(Volume volume, int c, int y, int x) {
      return (c * volume.height() + y) * volume.width() + x;
    }

    private double[][] convolve(Convolution g, double[][] a, int layer) {
      float[] noise = noise(layer, BATCH * g.output().features());
      double[][] b = new double[BATCH][g.output().features()];
      for (int n = 0; n < BATCH; n++) {
        for (int f = 0; f < g.filters(); f++) {
          for (int y = 0; y < g.output().height(); y++) {
            for (int x = 0; x < g.output().width(); x++) {
              Sum sum = new Sum(layer, f, true);
              for (int w = 0; w < g.fanIn(); w++) {
                int c = w / (g.kernelHeight() * g.kernelWidth());
                int ky = w / g.kernelWidth() % g.kernelHeight();
                int kx = w % g.kernelWidth();
                int row = y * g.stride() - g.padTop() + ky;
                int column = x * g.stride() - g.padLeft() + kx;
                boolean inside =
                    row >= 0
                        && row < g.input().height()
                        && column >= 0
                        && column < g.input().width();
                sum.add(inside ? a[n][at(g.input(), c, row, column)] : 0, w * g.filters() + f);
              }
              int out = at(g.output(), f, y, x);
              b[n][out] = Math.max(0, sum.sample(noise[out * BATCH + n]));
            }
          }
        }
      }
      return b;
    }

    private double[][] multiply(Stage.Dense s, double[][] a, int layer) {
      float[] noise = noise(layer, BATCH * s.outputs());
      double[][] b = new double[BATCH][s.outputs()];
      for (int n = 0; n < BATCH; n++) {
        for (int j = 0; j < s.outputs(); j++) {
          Sum sum = new Sum(layer, j, false);
          for (int i = 0; i < s.inputs(); i++) {
            sum.add(a[n][i], i * s.outputs() + j);
          }
          double sampled = sum.sample(noise[n * s.outputs() + j]);
          b[n][j] = s.last() ? sampled : Math.max(0, sampled);
        }
      }
      return b;
    }

    private float[] noise(int layer, int length) {
      float[] noise = new float[length];
      compute.kernels().gaussian(Purpose.NOISE.key(SEED, layer + 1, STEP), 0, noise, 0, length);
      return noise;
    }

    /** Mean and variance of one output. */
    private final class Sum {
      private final double[][] p;
      private final boolean dropsVariance;
      private double mean;
      private double variance;

      Sum(int layer, int output, boolean dropsVariance) {
        p = parameters.get(layer);
        this.dropsVariance = dropsVariance;
        mean = p[p.length - 1][output];
      }

      void add(double input, int weight) {
        double theta = p[0][weight];
        if (!sparseVd) {
          mean += input * theta;
          return;
        }
        double logAlpha = DoubleTwin.logAlpha(theta, p[1][weight]);
        boolean pruned = logAlpha >= CUT;
        mean += pruned ? 0 : input * theta;
        variance +=
            pruned && dropsVariance ? 0 : input * input * Math.exp(logAlpha) * theta * theta;
      }

      double sample(double noise) {
        return sparseVd ? mean + Math.sqrt(variance + 1e-8) * noise : mean;
      }
    }
  }
}
