package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.EpochMetrics;

/**
 * The life of one weight, read epoch by epoch from the run's files; of each file only this weight's
 * values are kept. For one thread at a time.
 */
public final class WeightLife {
  private final Run run;
  private final PinnedWeights.Pin weight;
  private final NavigableMap<Integer, WeightPoint> points = new TreeMap<>();
  private int readTo = -1; // epochs up to this one are read

  /**
   * @param weight of a layer of {@code run}
   */
  public WeightLife(Run run, PinnedWeights.Pin weight) {
    this.run = run;
    this.weight = weight;
  }

  public Run run() {
    return run;
  }

  public PinnedWeights.Pin weight() {
    return weight;
  }

  /** Whether there are epochs that were not read yet. */
  public boolean hasMore() {
    return run.latest().map(EpochMetrics::epoch).orElse(-1) > readTo;
  }

  /**
   * Reads the next epochs that were not read yet. An epoch without a readable file is left out.
   *
   * @param epochs how many at most
   */
  public void read(int epochs) {
    readPinned();
    List<Integer> next =
        run.epochs().stream()
            .map(EpochMetrics::epoch)
            .filter(epoch -> epoch > readTo)
            .limit(epochs)
            .toList();
    for (int epoch : next) {
      if (!points.containsKey(epoch)) {
        at(epoch).ifPresent(point -> points.put(epoch, point));
      }
      readTo = epoch;
    }
  }

  private Optional<WeightPoint> at(int epoch) {
    Optional<LayerWeights> exact =
        run.weightsOf(epoch)
            .flatMap(layers ->
                layers.stream().filter(each -> each.name().equals(weight.layer())).findFirst());
    if (exact.isPresent()) {
      PinnedWeights.Value value = PinnedWeights.Value.of(exact.get(), weight.weight());
      return Optional.of(WeightPoint.exact(epoch, value));
    }
    try {
      return run.historyOf(epoch, weight.layer())
          .map(layer -> WeightPoint.rounded(epoch, layer, weight.weight()));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private void readPinned() {
    try {
      Map<Integer, PinnedWeights.Value> exact = run.pinned().read().get(weight);
      if (exact != null) {
        int newest = run.latest().map(EpochMetrics::epoch).orElse(-1);
        exact.forEach((epoch, value) -> {
          if (epoch <= newest) { // what is beyond was never committed
            points.put(epoch, WeightPoint.exact(epoch, value));
          }
        });
      }
    } catch (IOException e) {
      // The history has the weight too, rounded.
    }
  }

  /** What was read so far, by epoch. */
  public List<WeightPoint> points() {
    return List.copyOf(points.values());
  }
}
