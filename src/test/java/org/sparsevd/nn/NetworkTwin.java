package org.sparsevd.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.vd.KlForm;

/**
 * A plain double-precision reference of the networks under test, written from the definitions,
 * output by output, and sharing no code with them but the KL curves, which have their own test, and
 * the noise, frozen as it was drawn.
 */
final class NetworkTwin {
  private static final double EPSILON = 1e-8;
  private static final double CLIP = 8;

  /** How weights are noisy. */
  enum Noise {
    NONE,
    /** Sparse VD with local reparameterisation. */
    ACTIVATIONS,
    /** Sparse VD, w = θ + σ ε. */
    ADDITIVE,
    /** Sparse VD on θ and log α, w = θ (1 + √α ε). */
    MULTIPLICATIVE,
    /** One fixed α a layer. */
    FIXED_ALPHA,
    /** One learned α a layer. */
    LEARNED_ALPHA;

    boolean isSparseVd() {
      return this == ACTIVATIONS || this == ADDITIVE || this == MULTIPLICATIVE;
    }

    boolean isOnActivations() {
      return this == ACTIVATIONS || this == FIXED_ALPHA || this == LEARNED_ALPHA;
    }

    boolean isOnWeights() {
      return this == ADDITIVE || this == MULTIPLICATIVE;
    }
  }

  /**
   * What is trained.
   *
   * @param alpha fixed α of a layer, or 0
   * @param decay the loss grows by decay / 2 · Σθ²
   * @param dropoutRate of hidden dense layers
   * @param sampleCount N
   */
  record Loss(
      Noise noise,
      double trainCut,
      KlForm klForm,
      double klWeight,
      double alpha,
      double decay,
      double dropoutRate,
      int sampleCount) {}

  private final Kernels kernels;
  private final List<Stage> stages;
  private final Loss terms;
  private final double[][] inputs; // [batch][features]
  private final int[] labels;
  private final long seed;
  private final long step;

  /** Of each layer its parameters' values, θ first and the bias last; tests change them. */
  final List<double[][]> parameters = new ArrayList<>();

  NetworkTwin(
      Kernels kernels,
      List<Stage> stages,
      Network network,
      Loss terms,
      FMatrixRMaj inputs,
      int[] labels,
      long seed,
      long step) {
    this.kernels = kernels;
    this.stages = stages;
    this.terms = terms;
    this.labels = labels;
    this.seed = seed;
    this.step = step;
    this.inputs = new double[inputs.numRows][inputs.numCols];
    for (int i = 0; i < inputs.getNumElements(); i++) {
      this.inputs[i / inputs.numCols][i % inputs.numCols] = inputs.data[i];
    }
    for (WeightLayer layer : network.weightLayers()) {
      parameters.add(layer.parameters().stream().map(NetworkTwin::copy).toArray(double[][]::new));
    }
  }

  private static double[] copy(Parameter parameter) {
    double[] values = new double[parameter.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameter.value().data[i];
    }
    return values;
  }

  /** N · mean cross-entropy + klWeight · ΣKL + decay / 2 · Σθ². */
  double loss() {
    double[][] a = inputs;
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
    for (int n = 0; n < a.length; n++) {
      sum += Math.log(Arrays.stream(a[n]).map(Math::exp).sum()) - a[n][labels[n]];
    }
    return terms.sampleCount * sum / a.length + terms.klWeight * kl() + decayTerm();
  }

  double decayTerm() {
    return terms.decay
        / 2
        * parameters.stream().flatMapToDouble(p -> Arrays.stream(p[0])).map(t -> t * t).sum();
  }

  private double kl() {
    double sum = 0;
    for (double[][] p : parameters) {
      for (int i = 0; i < p[0].length; i++) {
        sum -=
            switch (terms.noise) {
              case NONE, FIXED_ALPHA -> 0;
              case LEARNED_ALPHA -> KlForm.KINGMA.negativeKl(p[1][0]);
              default -> terms.klForm.negativeKl(logAlpha(p, i));
            };
      }
    }
    return sum;
  }

  private double logAlpha(double[][] p, int weight) {
    double theta = p[0][weight];
    return switch (terms.noise) {
      case NONE -> Double.NEGATIVE_INFINITY;
      case FIXED_ALPHA -> Math.log(terms.alpha);
      case LEARNED_ALPHA -> p[1][0];
      case MULTIPLICATIVE -> clip(p[1][weight]);
      case ACTIVATIONS, ADDITIVE -> clip(p[1][weight] - Math.log(theta * theta + EPSILON));
    };
  }

  private double clip(double logAlpha) {
    double largest = terms.klForm == KlForm.KINGMA ? 0 : CLIP;
    return Math.max(-CLIP, Math.min(largest, logAlpha));
  }

  /** One layer's weights as all outputs of a step use them: mean and variance of each. */
  private final class Draw {
    final double[] bias;
    final double[] mean;
    final double[] variance;
    final float[] noise; // on its outputs

    Draw(int layer, boolean dropsVariance, int outputs) {
      double[][] p = parameters.get(layer);
      bias = p[p.length - 1];
      mean = p[0].clone();
      variance = new double[mean.length];
      float[] onWeights = new float[mean.length];
      kernels.gaussian(
          Purpose.WEIGHT_NOISE.key(seed, layer + 1, step), 0, onWeights, 0, mean.length);
      noise = new float[outputs];
      kernels.gaussian(Purpose.NOISE.key(seed, layer + 1, step), 0, noise, 0, outputs);
      for (int i = 0; i < mean.length; i++) {
        double logAlpha = logAlpha(p, i);
        boolean pruned = terms.noise.isSparseVd() && logAlpha >= terms.trainCut;
        double theta = p[0][i];
        mean[i] = pruned ? 0 : theta;
        variance[i] = pruned && dropsVariance ? 0 : Math.exp(logAlpha) * theta * theta;
        if (terms.noise.isOnWeights()) {
          mean[i] += Math.sqrt(variance[i] + 1e-16) * onWeights[i];
        }
      }
    }

    /** An output's sample. */
    double sample(int output, double sum, double variance, int index) {
      double b = sum + bias[output];
      return terms.noise.isOnActivations() ? b + Math.sqrt(variance + EPSILON) * noise[index] : b;
    }
  }

  private double[][] convolve(Convolution g, double[][] a, int layer) {
    Draw draw = new Draw(layer, true, a.length * g.output().features());
    double[][] b = new double[a.length][g.output().features()];
    for (int n = 0; n < a.length; n++) {
      for (int out = 0; out < b[n].length; out++) {
        int f = out / (g.output().height() * g.output().width());
        int y = out / g.output().width() % g.output().height();
        int x = out % g.output().width();
        double sum = 0;
        double variance = 0;
        for (int w = 0; w < g.fanIn(); w++) {
          int c = w / (g.kernelHeight() * g.kernelWidth());
          int row = y * g.stride() - g.padTop() + w / g.kernelWidth() % g.kernelHeight();
          int column = x * g.stride() - g.padLeft() + w % g.kernelWidth();
          if (row >= 0 && row < g.input().height() && column >= 0 && column < g.input().width()) {
            double input = a[n][at(g.input(), c, row, column)];
            sum += input * draw.mean[w * g.filters() + f];
            variance += input * input * draw.variance[w * g.filters() + f];
          }
        }
        b[n][out] = Math.max(0, draw.sample(f, sum, variance, out * a.length + n));
      }
    }
    return b;
  }

  private double[][] multiply(Stage.Dense s, double[][] a, int layer) {
    Draw draw = new Draw(layer, false, a.length * s.outputs());
    float[] uniform = new float[a.length * s.outputs()];
    kernels.uniform(Purpose.DROPOUT.key(seed, layer + 1, step), 0, uniform, 0, uniform.length);
    double rate = s.last() ? 0 : terms.dropoutRate;
    double[][] b = new double[a.length][s.outputs()];
    for (int n = 0; n < a.length; n++) {
      for (int j = 0; j < s.outputs(); j++) {
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < s.inputs(); i++) {
          sum += a[n][i] * draw.mean[i * s.outputs() + j];
          variance += a[n][i] * a[n][i] * draw.variance[i * s.outputs() + j];
        }
        int index = n * s.outputs() + j;
        double sampled = draw.sample(j, sum, variance, index);
        double mask = uniform[index] < rate ? 0 : 1 / (1 - rate);
        b[n][j] = s.last() ? sampled : mask * Math.max(0, sampled);
      }
    }
    return b;
  }

  private static double[][] pool(Stage.MaxPool s, double[][] a) {
    double[][] b = new double[a.length][s.output().features()];
    for (int n = 0; n < a.length; n++) {
      for (int out = 0; out < b[n].length; out++) {
        int c = out / (s.output().height() * s.output().width());
        int y = out / s.output().width() % s.output().height();
        int x = out % s.output().width();
        double largest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < s.size() * s.size(); t++) {
          int row = y * s.size() + t / s.size();
          int column = x * s.size() + t % s.size();
          largest = Math.max(largest, a[n][at(s.input(), c, row, column)]);
        }
        b[n][out] = largest;
      }
    }
    return b;
  }

  private static int at(Volume volume, int c, int y, int x) {
    return (c * volume.height() + y) * volume.width() + x;
  }
}
