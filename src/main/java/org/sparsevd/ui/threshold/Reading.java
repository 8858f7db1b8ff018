package org.sparsevd.ui.threshold;

import java.util.Optional;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.prune.Sparsity;

/**
 * What a cut comes to.
 *
 * @param cut the thresholds
 * @param sparsity what it keeps; empty when nothing tells
 * @param error empty while it is being measured, or when it cannot be
 */
record Reading(Cut cut, Optional<Sparsity> sparsity, Optional<MeasuredError> error) {
  double compression() {
    return sparsity.map(Sparsity::compression).orElse(Double.NaN);
  }

  double errorPercent() {
    return error.map(MeasuredError::percent).orElse(Double.NaN);
  }
}
