package org.sparsevd.ui.mask;

import java.util.Optional;
import org.sparsevd.nn.Volume;
import org.sparsevd.run.EpochHistory;

/**
 * A layer as another cut leaves it. Its log α is rounded to 0.1, so weights within 0.05 of the cut
 * may fall on the wrong side; the mask at the run's own threshold is exact. The same weights as
 * {@link org.sparsevd.prune.CutIndex} keeps of these values.
 */
record CutLayer(EpochHistory.Layer layer, double cut) implements EpochHistory.Layer {
  private static final double SAME = 1e-9;

  /** {@code layer} of {@code history} at {@code cut}. */
  static EpochHistory.Layer of(EpochHistory history, EpochHistory.Layer layer, double cut) {
    return !layer.hasLogAlpha() || Math.abs(history.cut() - cut) < SAME
        ? layer
        : new CutLayer(layer, cut);
  }

  @Override
  public String name() {
    return layer.name();
  }

  @Override
  public int inputs() {
    return layer.inputs();
  }

  @Override
  public int outputs() {
    return layer.outputs();
  }

  @Override
  public Optional<Volume> filter() {
    return layer.filter();
  }

  @Override
  public boolean kept(int weight) {
    return layer.logAlpha(weight) < (float) cut;
  }

  @Override
  public boolean hasLogAlpha() {
    return true;
  }

  @Override
  public float logAlpha(int weight) {
    return layer.logAlpha(weight);
  }

  @Override
  public float theta(int weight) {
    return layer.theta(weight);
  }

  @Override
  public float bias(int output) {
    return layer.bias(output);
  }
}
