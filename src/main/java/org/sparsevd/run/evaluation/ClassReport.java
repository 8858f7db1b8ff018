package org.sparsevd.run.evaluation;

import java.util.List;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.run.Split;
import org.sparsevd.train.Predictions;

/**
 * How a network classifies some samples.
 *
 * @param classes one figure line a class, in the order of their labels
 * @param confusion counts [true][predicted] in the order of {@code classes}: {@code
 *     confusion.get(4).get(9)} samples of the fifth class were taken for the tenth
 * @param accuracy share of right answers, 0 to 1; NaN when there are no samples
 */
public record ClassReport(
    List<ClassFigures> classes, List<List<Integer>> confusion, double accuracy) {
  public ClassReport {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    int size = classes.size();
    if (confusion.size() != size || confusion.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "expected counts [%d × %d], got %s".formatted(size, size, confusion));
    }
  }

  /**
   * One class. What would be a share of nothing is 0, as is usual.
   *
   * @param name what a person calls it
   * @param precision of the samples taken for this class, the share that is of it, 0 to 1
   * @param recall of the samples of this class, the share taken for it, 0 to 1
   * @param f1 harmonic mean of the two, 0 to 1: 2 · right / (support + samples taken for it)
   * @param support samples of this class
   */
  public record ClassFigures(
      String name, double precision, double recall, double f1, int support) {}

  /**
   * Measures the network pruned at a cut that {@code pruned} {@linkplain PrunedEpoch#covers
   * covers}. Blocks for one pass over the samples.
   *
   * @throws IllegalArgumentException when a sample has no class because its logits are NaN
   */
  public static ClassReport of(PrunedEpoch pruned, Cut cut, Split split) {
    return of(pruned.classNames(), pruned.predictions(cut, split));
  }

  /**
   * Counts predictions.
   *
   * @param classNames in the order of the labels, each its own
   * @throws IllegalArgumentException when a sample has no class because its logits are NaN, or
   *     there are not as many names as classes
   */
  public static ClassReport of(List<String> classNames, Predictions predictions) {
    return new TribuoEvaluation(classNames, predictions).report();
  }

  /** Share of wrong answers in percent; NaN when there are no samples. */
  public double errorPercent() {
    int samples = samples();
    int right = 0;
    for (int c = 0; c < classes.size(); c++) {
      right += confusion.get(c).get(c);
    }
    return 100.0 * (samples - right) / samples;
  }

  /** Number of samples. */
  public int samples() {
    return classes.stream().mapToInt(ClassFigures::support).sum();
  }
}
