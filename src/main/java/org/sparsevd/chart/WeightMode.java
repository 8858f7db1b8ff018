package org.sparsevd.chart;

import java.util.Locale;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Text;

/** What a picture of weights tells of each. */
public enum WeightMode {
  /** Whether it is kept. */
  KEPT(false),
  /** θ of those that are kept. */
  THETA(false),
  /** log α of all. */
  LOG_ALPHA(true),
  /** |θ| / σ = 1/√α of those that are kept. */
  SNR(true);

  private final boolean needsLogAlpha;

  WeightMode(boolean needsLogAlpha) {
    this.needsLogAlpha = needsLogAlpha;
  }

  /** Whether there is such a thing in {@code layer}. */
  public boolean isIn(EpochHistory.Layer layer) {
    return layer.hasLogAlpha() || !needsLogAlpha;
  }

  public String label() {
    return Text.of("chart.weight." + name().toLowerCase(Locale.ROOT));
  }

  /** |θ| / σ from log α. */
  public static double signalToNoise(double logAlpha) {
    return Math.exp(-logAlpha / 2);
  }

  /** What is drawn of a weight; NaN where it is not known. Of {@link #KEPT}, 1 or 0. */
  double value(EpochHistory.Layer layer, int weight) {
    return switch (this) {
      case KEPT -> layer.kept(weight) ? 1 : 0;
      case THETA -> layer.theta(weight);
      case LOG_ALPHA -> layer.logAlpha(weight);
      case SNR -> signalToNoise(layer.logAlpha(weight));
    };
  }
}
