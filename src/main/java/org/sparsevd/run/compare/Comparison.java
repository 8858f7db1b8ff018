package org.sparsevd.run.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.EpochMetrics;

/**
 * Runs side by side, each with its letter.
 *
 * @param runs in the order of their letters
 */
public record Comparison(List<ComparedRun> runs) {
  public Comparison {
    runs = List.copyOf(runs);
  }

  /** {@code runs} as A, B, … */
  public static Comparison of(List<Run> runs) {
    return new Comparison(
        IntStream.range(0, runs.size()).mapToObj(i -> ComparedRun.of(i, runs.get(i))).toList());
  }

  /** Names of the weight layers of all runs, each once, from the input on. */
  public List<String> layerNames() {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (ComparedRun each : runs) {
      each.run().info().layers().stream().map(RunInfo.Layer::name).forEach(names::add);
    }
    return List.copyOf(names);
  }

  /**
   * What each run had come to.
   *
   * @param position on the axis of {@code alignment}; empty for the newest epoch of each
   * @return one a run; empty for a run without any epoch
   */
  public List<Optional<EpochMetrics>> metrics(Alignment alignment, OptionalDouble position) {
    return runs.stream()
        .map(ComparedRun::run)
        .map(run ->
            position.isEmpty() ? run.latest() : alignment.at(run.epochs(), position.getAsDouble()))
        .toList();
  }
}
