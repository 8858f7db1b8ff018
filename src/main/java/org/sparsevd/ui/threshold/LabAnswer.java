package org.sparsevd.ui.threshold;

import java.util.Optional;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.MeasuredError;

/** What the lab found out about a target. */
sealed interface LabAnswer {
  /** What was asked about. */
  LabTarget target();

  /**
   * The weights are there.
   *
   * @param index what cuts keep of them
   * @param exact whether they have full precision
   * @param highest threshold up to which errors are known
   */
  record Opened(LabTarget target, CutIndex index, boolean exact, double highest)
      implements LabAnswer {}

  /** Errors of this target can't be measured; {@code why} in one sentence. */
  record Refused(LabTarget target, String why) implements LabAnswer {}

  /** The error at a cut; empty when the weights it keeps are not all known. */
  record Measured(LabTarget target, Cut cut, Optional<MeasuredError> error) implements LabAnswer {}

  /**
   * The curve grew.
   *
   * @param exact whether the weights have full precision
   * @param progress share of it that is measured, from 0 to 1
   */
  record Grown(LabTarget target, CutCurve curve, boolean exact, double progress)
      implements LabAnswer {}
}
