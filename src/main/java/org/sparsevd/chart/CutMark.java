package org.sparsevd.chart;

import java.util.Locale;

/**
 * A threshold that is pointed out on charts.
 *
 * @param kind what it is
 * @param threshold log α; NaN where each layer has its own
 * @param compression what pruning there comes to; NaN when unknown
 * @param errorPercent the error there; NaN when unknown
 */
public record CutMark(Kind kind, double threshold, double compression, double errorPercent) {
  /** Kinds of marks. */
  public enum Kind {
    /** Where the view cuts now. */
    NOW,
    /** The run's own threshold. */
    DEFAULT,
    /** Between the two modes of the histogram. */
    VALLEY,
    /** The largest compression within the noise of the least error. */
    KNEE;

    /** The end of its keys among the words. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
