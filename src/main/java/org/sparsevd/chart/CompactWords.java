package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.prune.compact.Latency;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** What a compact model saves in words, for window and terminal. */
public final class CompactWords {
  private CompactWords() {}

  /**
   * A row of the card.
   *
   * @param network of the pruned network as it is
   * @param compact of its compact model
   * @param ratio how many times less that is
   */
  public record Row(String label, String network, String compact, String ratio) {}

  /** All that can be counted and timed. */
  public static List<Row> rows(CompactReport report) {
    CompactReport.Size size = report.size();
    List<Row> rows = new ArrayList<>();
    rows.add(row("weights", size.weights(), size.weightsKept()));
    rows.add(row("parameters", size.parameters(), size.parametersKept()));
    rows.add(row("units", size.units(), size.unitsLeft()));
    rows.add(row("bytes", size.denseBytes(), size.compactBytes()));
    rows.add(row("gzip", size.gzipBytes(), size.compactBytes()));
    rows.add(row("flops", size.denseFlops(), size.compactFlops()));
    for (Latency latency : report.latencies()) {
      rows.add(
          new Row(
              Text.of("compact.latency", latency.batch()),
              Text.of("compact.micros", Numbers.micros(latency.denseMicros())),
              Text.of("compact.micros", Numbers.micros(latency.compactMicros())),
              times(latency.ratio())));
    }
    return List.copyOf(rows);
  }

  private static Row row(String key, long network, long compact) {
    return new Row(
        Text.of("compact." + key),
        Numbers.count(network),
        Numbers.count(compact),
        times((double) network / compact));
  }

  private static String times(double ratio) {
    return Text.of("compare.unit.times", Numbers.compression(ratio));
  }

  /** Whether the model gives what the network gives, in one sentence. */
  public static String agreement(CompactReport.Agreement agreement) {
    return Text.of(
        "compact.agreement",
        Numbers.count(agreement.samples()),
        Numbers.error(agreement.compactErrorPercent()),
        Numbers.error(agreement.prunedErrorPercent()),
        Numbers.scientific(agreement.largestDifference()),
        agreement.otherClass());
  }
}
