package org.sparsevd.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.run.compare.Measurements;
import org.sparsevd.train.EpochMetrics;

/**
 * Runs looked at side by side: what every chart and table of a comparison draws.
 *
 * @param comparison the runs; they may still be growing
 * @param alignment what their curves have in common across
 * @param position of the shared cursor on that axis; empty: each run at its newest epoch
 * @param highlighted index of the run that stands out; empty for none
 * @param measurements of their newest weights; empty while they are unknown
 */
public record ComparisonView(
    Comparison comparison,
    Alignment alignment,
    OptionalDouble position,
    OptionalInt highlighted,
    Optional<Measurements> measurements) {

  /** A view that does not know {@link #measurements}. */
  public ComparisonView(
      Comparison comparison,
      Alignment alignment,
      OptionalDouble position,
      OptionalInt highlighted) {
    this(comparison, alignment, position, highlighted, Optional.empty());
  }

  /** All runs at their newest epochs, none standing out. */
  public static ComparisonView of(Comparison comparison) {
    return new ComparisonView(
        comparison, Alignment.EPOCH, OptionalDouble.empty(), OptionalInt.empty());
  }

  /** This with what was measured of the runs. */
  public ComparisonView with(Optional<Measurements> measured) {
    return new ComparisonView(comparison, alignment, position, highlighted, measured);
  }

  public List<ComparedRun> runs() {
    return comparison.runs();
  }

  /** What each run had come to at the cursor; empty for a run without any epoch. */
  public List<Optional<EpochMetrics>> metrics() {
    return comparison.metrics(alignment, position);
  }

  /** The figures at the cursor. */
  public ComparisonTable table() {
    return ComparisonTable.of(comparison, alignment, position, measurements);
  }
}
