package org.sparsevd.nn;

import java.util.List;
import org.sparsevd.nn.vd.KlForm;

/**
 * A plain double-precision reference of the networks under test, written from the formulas and
 * sharing no code with them but the KL curves, which have their own test. Parameters come as they
 * stand in {@link Parameter#value()}, noise as it was drawn.
 */
final class DoubleTwin {
  private static final double EPSILON = 1e-8;
  private static final double CLIP = 8;

  /** A layer: θ [in × out], log σ² or null, bias, and its frozen noise [batch × out] or mask. */
  static final class Layer {
    double[][] theta;
    double[][] logSigma2;
    double[] bias;
    double[][] noise;

    /** What activations after the ReLU are multiplied by (dropout), or null. */
    double[][] mask;
  }

  final List<Layer> layers;
  final double trainCut;
  final KlForm klForm;
  final double klWeight;
  final int sampleCount;

  /** The loss grows by decay / 2 · Σθ². */
  double decay;

  DoubleTwin(List<Layer> layers, double trainCut, KlForm klForm, double klWeight, int sampleCount) {
    this.layers = layers;
    this.trainCut = trainCut;
    this.klForm = klForm;
    this.klWeight = klWeight;
    this.sampleCount = sampleCount;
  }

  /** N · mean cross-entropy + klWeight · ΣKL + decay / 2 · Σθ². */
  double loss(double[][] inputs, int[] labels) {
    double[][] activations = inputs;
    double kl = 0;
    double decayed = 0;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      activations = forward(layer, activations);
      kl += kl(layer);
      decayed += decay / 2 * squares(layer.theta);
      if (l < layers.size() - 1) {
        rectify(activations, layer.mask);
      }
    }
    double sum = 0;
    for (int row = 0; row < activations.length; row++) {
      double total = 0;
      for (double logit : activations[row]) {
        total += Math.exp(logit);
      }
      sum += Math.log(total) - activations[row][labels[row]];
    }
    return sampleCount * sum / inputs.length + klWeight * kl + decayed;
  }

  private static double squares(double[][] theta) {
    double sum = 0;
    for (double[] row : theta) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum;
  }

  private static void rectify(double[][] activations, double[][] mask) {
    for (int i = 0; i < activations.length; i++) {
      for (int j = 0; j < activations[i].length; j++) {
        double scale = mask == null ? 1 : mask[i][j];
        activations[i][j] = scale * Math.max(0, activations[i][j]);
      }
    }
  }

  static double logAlpha(double theta, double logSigma2) {
    return Math.max(-CLIP, Math.min(CLIP, logSigma2 - Math.log(theta * theta + EPSILON)));
  }

  private double kl(Layer layer) {
    double sum = 0;
    for (int i = 0; layer.logSigma2 != null && i < layer.theta.length; i++) {
      for (int j = 0; j < layer.theta[i].length; j++) {
        sum -= klForm.negativeKl(logAlpha(layer.theta[i][j], layer.logSigma2[i][j]));
      }
    }
    return sum;
  }

  private double[][] forward(Layer layer, double[][] a) {
    int outputs = layer.bias.length;
    double[][] b = new double[a.length][outputs];
    for (int row = 0; row < a.length; row++) {
      for (int j = 0; j < outputs; j++) {
        double mean = layer.bias[j];
        double variance = 0;
        for (int i = 0; i < layer.theta.length; i++) {
          double theta = layer.theta[i][j];
          double la = layer.logSigma2 == null ? -CLIP : logAlpha(theta, layer.logSigma2[i][j]);
          mean += layer.logSigma2 != null && la >= trainCut ? 0 : a[row][i] * theta;
          variance += a[row][i] * a[row][i] * Math.exp(la) * theta * theta;
        }
        b[row][j] =
            layer.logSigma2 == null
                ? mean
                : mean + Math.sqrt(variance + EPSILON) * layer.noise[row][j];
      }
    }
    return b;
  }
}
