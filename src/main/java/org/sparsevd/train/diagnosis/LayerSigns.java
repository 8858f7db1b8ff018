package org.sparsevd.train.diagnosis;

import java.util.List;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * What a layer's weights look like as a whole.
 *
 * @param rmsTheta √mean(θ²)
 * @param meanLogSigma2 of the noise; NaN without
 * @param meanLogTheta2 mean log(θ² + ε), so that the difference is mean log α before any clip
 */
record LayerSigns(String name, double rmsTheta, double meanLogSigma2, double meanLogTheta2) {

  static List<LayerSigns> of(List<LayerWeights> layers) {
    return layers.stream().map(LayerSigns::of).toList();
  }

  private static LayerSigns of(LayerWeights layer) {
    int size = layer.weightCount();
    float[] theta = layer.theta().data;
    double squares = 0;
    double logs = 0;
    for (int i = 0; i < size; i++) {
      double square = (double) theta[i] * theta[i];
      squares += square;
      logs += Math.log(square + LogAlpha.EPSILON);
    }
    double logSigma2 =
        layer
            .logSigma2()
            .map(matrix -> {
              double sum = 0;
              for (int i = 0; i < size; i++) {
                sum += matrix.data[i];
              }
              return sum / size;
            })
            .orElse(Double.NaN);
    return new LayerSigns(layer.name(), Math.sqrt(squares / size), logSigma2, logs / size);
  }

  /** Mean log α, not clipped; NaN without noise. */
  double meanLogAlpha() {
    return meanLogSigma2 - meanLogTheta2;
  }
}
