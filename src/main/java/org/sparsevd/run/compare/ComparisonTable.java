package org.sparsevd.run.compare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import org.sparsevd.prune.compact.Latency;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.run.compare.Figure.Better;
import org.sparsevd.train.EpochMetrics;

/**
 * What each run came to, a figure a row.
 *
 * @param rows those that say anything of any run
 */
public record ComparisonTable(List<Row> rows) {
  public ComparisonTable {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param figure what it tells
   * @param of layer whose sparsity it is, or letter of the run that all are as sparse as, else ""
   * @param values one a run; NaN where the run does not tell
   * @param best which are the best of the row; none where nothing is better, fewer than two are
   *     told, or all are alike
   */
  public record Row(Figure figure, String of, List<Double> values, BitSet best) {
    public Row {
      values = List.copyOf(values);
    }

    private static Row of(Figure figure, String of, List<Double> values) {
      return new Row(figure, of, values, bestOf(figure.better(), values));
    }

    /** Whether any run tells it. */
    boolean says() {
      return values.stream().anyMatch(value -> !value.isNaN());
    }
  }

  /**
   * The table of {@code comparison}.
   *
   * @param position on the axis of {@code alignment}; empty for the newest epoch of each run
   * @param measured told at the newest epochs only, which it was measured at
   */
  public static ComparisonTable of(
      Comparison comparison,
      Alignment alignment,
      OptionalDouble position,
      Optional<Measurements> measured) {
    List<Run> runs = comparison.runs().stream().map(ComparedRun::run).toList();
    List<Optional<EpochMetrics>> metrics = comparison.metrics(alignment, position);
    Optional<Measurements> newest = measured.filter(_ -> position.isEmpty());
    List<Row> rows = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      if (figure == Figure.SPARSITY) {
        for (String layer : comparison.layerNames()) {
          rows.add(
              Row.of(
                  figure,
                  layer,
                  values(runs, metrics, (run, epoch) -> sparsity(run, epoch, layer))));
        }
      } else if (figure == Figure.EQUAL_SPARSITY_ERROR) {
        newest
            .flatMap(Measurements::equal)
            .ifPresent(equal ->
                rows.add(
                    Row.of(
                        figure,
                        comparison.runs().get(equal.like()).letter(),
                        equal.testErrorPercent())));
      } else if (figure.isOfCompactModel()) {
        newest.ifPresent(now ->
            rows.add(
                Row.of(
                    figure,
                    "",
                    now.compact().stream()
                        .map(report -> report.map(told -> value(figure, told)).orElse(Double.NaN))
                        .toList())));
      } else {
        rows.add(
            Row.of(figure, "", values(runs, metrics, (run, epoch) -> value(figure, run, epoch))));
      }
    }
    return new ComparisonTable(rows.stream().filter(Row::says).toList());
  }

  private static List<Double> values(
      List<Run> runs,
      List<Optional<EpochMetrics>> metrics,
      ToDoubleBiFunction<Run, EpochMetrics> value) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      values.add(metrics.get(i).map(epoch -> value.applyAsDouble(run, epoch)).orElse(Double.NaN));
    }
    return values;
  }

  private static double value(Figure figure, Run run, EpochMetrics epoch) {
    return switch (figure) {
      case TEST_ERROR -> epoch.testErrorPercent();
      case VALIDATION_ERROR -> epoch.validationErrorPercent();
      case TRAIN_ERROR -> epoch.trainErrorPercent();
      case WEIGHTS_KEPT -> kept(run, epoch);
      case COMPRESSION -> epoch.compression();
      case SPARSITY, EQUAL_SPARSITY_ERROR, UNITS_LEFT, COMPACT_BYTES, SAMPLE_MICROS, BATCH_MICROS ->
          throw new IllegalArgumentException(figure + " is no figure of one run's epoch");
      case EPOCHS -> epoch.epoch();
      case TRAINING_SECONDS -> seconds(run, epoch);
      case SECONDS_PER_EPOCH -> secondsPerEpoch(run, epoch);
    };
  }

  private static double value(Figure figure, CompactReport report) {
    return switch (figure) {
      case UNITS_LEFT -> report.size().unitsLeft();
      case COMPACT_BYTES -> report.size().compactBytes();
      case SAMPLE_MICROS -> micros(report, 1);
      case BATCH_MICROS -> micros(report, 100);
      default -> throw new IllegalArgumentException(figure + " is no figure of a compact model");
    };
  }

  private static double micros(CompactReport report, int batch) {
    return report.latencies().stream()
        .filter(latency -> latency.batch() == batch)
        .mapToDouble(Latency::compactMicros)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Pruned share of {@code layer}, in percent; NaN when the run has no such layer. */
  public static double sparsity(Run run, EpochMetrics epoch, String layer) {
    List<String> names = run.info().layers().stream().map(RunInfo.Layer::name).toList();
    int index = names.indexOf(layer);
    return index < 0 || index >= epoch.sparsityPercent().size()
        ? Double.NaN
        : epoch.sparsityPercent().get(index);
  }

  private static double kept(Run run, EpochMetrics epoch) {
    long total = run.info().layers().stream().mapToLong(RunInfo.Layer::weightCount).sum();
    return total == 0 || Double.isNaN(epoch.compression())
        ? Double.NaN
        : Math.rint(total / epoch.compression());
  }

  private static double seconds(Run run, EpochMetrics until) {
    List<EpochMetrics> epochs = reached(run, until);
    return epochs.isEmpty() ? Double.NaN : Alignment.WALL_TIME.positions(epochs).getLast();
  }

  private static double secondsPerEpoch(Run run, EpochMetrics until) {
    double[] sorted =
        reached(run, until).stream()
            .filter(each -> each.epoch() > 0)
            .mapToDouble(EpochMetrics::seconds)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static List<EpochMetrics> reached(Run run, EpochMetrics until) {
    return run.epochs().stream().filter(each -> each.epoch() <= until.epoch()).toList();
  }

  private static BitSet bestOf(Better better, List<Double> values) {
    BitSet best = new BitSet(values.size());
    double[] told =
        values.stream().mapToDouble(value -> value).filter(value -> !Double.isNaN(value)).toArray();
    if (better == Better.NEITHER || told.length < 2) {
      return best;
    }
    double wanted = told[0];
    double other = told[0];
    for (double value : told) {
      boolean higher = better == Better.HIGHER;
      wanted = higher ? Math.max(wanted, value) : Math.min(wanted, value);
      other = higher ? Math.min(other, value) : Math.max(other, value);
    }
    if (wanted != other) {
      for (int i = 0; i < values.size(); i++) {
        best.set(i, values.get(i) == wanted);
      }
    }
    return best;
  }
}
