package org.sparsevd.run.compare;

import java.util.Optional;
import org.sparsevd.run.Run;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;

/**
 * A run of a comparison.
 *
 * @param letter that stands for it in charts and tables: A, B, …
 * @param run it may still be growing
 */
public record ComparedRun(String letter, Run run) {
  private static final int LETTERS = 26;

  /** The {@code index}th run, from 0: A to Z, then A2, B2, … */
  static ComparedRun of(int index, Run run) {
    char letter = (char) ('A' + index % LETTERS);
    int round = index / LETTERS + 1;
    return new ComparedRun(round == 1 ? "" + letter : "" + letter + round, run);
  }

  public String name() {
    return run.info().name();
  }

  /** How it was trained; empty when the run does not tell. */
  public Optional<Method> method() {
    return run.info().config().map(ExperimentConfig::method);
  }
}
