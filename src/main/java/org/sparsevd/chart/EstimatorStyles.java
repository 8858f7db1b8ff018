package org.sparsevd.chart;

import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.text.Text;

/** How the three gradient estimators look and what they are called, wherever they are drawn. */
public final class EstimatorStyles {
  private EstimatorStyles() {}

  /** The one to train with stands out; layers' and runs' colours stay theirs. */
  public static LineStyle of(GradientEstimator estimator, ChartTheme theme) {
    return switch (estimator) {
      case LOCAL_REPARAMETERISATION -> theme.mainCurve();
      case ADDITIVE -> theme.secondCurve();
      case MULTIPLICATIVE -> theme.trainCurve();
    };
  }

  /** A few words. */
  public static String name(GradientEstimator estimator) {
    return Text.of("estimator." + key(estimator));
  }

  /** One word, where there is little room. */
  public static String label(GradientEstimator estimator) {
    return Text.of("estimator." + key(estimator) + ".label");
  }

  private static String key(GradientEstimator estimator) {
    return switch (estimator) {
      case LOCAL_REPARAMETERISATION -> "activations";
      case ADDITIVE -> "additive";
      case MULTIPLICATIVE -> "multiplicative";
    };
  }
}
