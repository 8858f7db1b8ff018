package org.sparsevd.chart;

import java.util.List;
import java.util.Optional;
import org.sparsevd.prune.CutCurve;

/**
 * A curve of the error against the threshold as charts show it.
 *
 * @param curve its points so far
 * @param error what the error is of, such as "validation error"
 * @param epoch of the weights
 * @param exact whether those weights had full precision; else they are quantised, and the curve
 *     ends early
 * @param trainedBelow log α from which weights were not trained as kept; +∞ when all were
 * @param marks thresholds to point out
 */
public record ShownCurve(
    CutCurve curve,
    String error,
    int epoch,
    boolean exact,
    double trainedBelow,
    List<CutMark> marks) {
  public ShownCurve {
    marks = List.copyOf(marks);
  }

  Optional<CutMark> mark(CutMark.Kind kind) {
    return marks.stream().filter(mark -> mark.kind() == kind).findFirst();
  }
}
