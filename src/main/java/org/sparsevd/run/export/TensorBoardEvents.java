package org.sparsevd.run.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.compare.Alignment;
import org.sparsevd.train.EpochMetrics;

/**
 * A run as an event file of TensorBoard: a step an epoch, the columns of {@code epochs.csv} as
 * scalars and log α of every layer as histograms.
 */
public final class TensorBoardEvents {
  // Fields of tensorflow.Event, Summary, Summary.Value and HistogramProto.
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int VALUE_HISTOGRAM = 5;
  private static final int HISTOGRAM_MIN = 1;
  private static final int HISTOGRAM_MAX = 2;
  private static final int HISTOGRAM_NUM = 3;
  private static final int HISTOGRAM_SUM = 4;
  private static final int HISTOGRAM_SUM_SQUARES = 5;
  private static final int HISTOGRAM_LIMITS = 6;
  private static final int HISTOGRAM_BUCKETS = 7;

  private TensorBoardEvents() {}

  /**
   * Writes the events of {@code run} into a new file in {@code folder}, which is made when missing.
   *
   * @return the file
   * @throws IOException when it cannot be written; nothing half-written stays
   */
  public static Path write(Run run, Path folder) throws IOException {
    Instant start = run.info().started().orElse(Instant.EPOCH);
    Path file =
        Files.createDirectories(folder)
            .resolve(
                String.format(
                    Locale.ROOT, "events.out.tfevents.%010d.sparsevd", start.getEpochSecond()));
    if (Files.exists(file)) {
      throw new InvalidRunException(file, "is there already; another folder is expected");
    }
    AtomicFiles.write(file, out -> write(run, start, new RecordFile(out)));
    return file;
  }

  private static void write(Run run, Instant start, RecordFile records) throws IOException {
    double begin = start.getEpochSecond() + start.getNano() * 1e-9;
    records.write(
        new ProtoMessage()
            .fixed64(EVENT_WALL_TIME, begin)
            .text(EVENT_FILE_VERSION, "brain.Event:2")
            .bytes());
    List<EpochMetrics> epochs = run.epochs();
    List<Double> seconds = Alignment.WALL_TIME.positions(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      records.write(
          new ProtoMessage()
              .fixed64(EVENT_WALL_TIME, begin + seconds.get(i))
              .varint(EVENT_STEP, epochs.get(i).epoch())
              .message(EVENT_SUMMARY, summary(run, epochs.get(i)))
              .bytes());
    }
  }

  private static ProtoMessage summary(Run run, EpochMetrics metrics) {
    ProtoMessage summary = new ProtoMessage();
    scalar(summary, "loss/dataTermNats", metrics.dataTermNats());
    scalar(summary, "loss/klNats", metrics.klNats());
    scalar(summary, "loss/lossNats", metrics.lossNats());
    scalar(summary, "schedule/klWeight", metrics.klWeight());
    scalar(summary, "schedule/learningRate", metrics.learningRate());
    scalar(summary, "error/trainErrorPercent", metrics.trainErrorPercent());
    scalar(summary, "error/validationErrorPercent", metrics.validationErrorPercent());
    scalar(summary, "error/testErrorPercent", metrics.testErrorPercent());
    scalar(summary, "sparsity/compression", metrics.compression());
    List<RunInfo.Layer> layers = run.info().layers();
    for (int i = 0; i < Math.min(layers.size(), metrics.sparsityPercent().size()); i++) {
      scalar(
          summary,
          "sparsity/sparsityPercent." + layers.get(i).name(),
          metrics.sparsityPercent().get(i));
    }
    scalar(summary, "speed/imagesPerSecond", metrics.imagesPerSecond());
    for (LogAlphaHistogram histogram : run.histograms(metrics.epoch())) {
      summary.message(
          SUMMARY_VALUE,
          new ProtoMessage()
              .text(VALUE_TAG, "logAlpha/" + histogram.layer())
              .message(VALUE_HISTOGRAM, histogram(histogram)));
    }
    return summary;
  }

  /** What does not apply has no point. */
  private static void scalar(ProtoMessage summary, String tag, double value) {
    if (!Double.isNaN(value)) {
      summary.message(
          SUMMARY_VALUE,
          new ProtoMessage().text(VALUE_TAG, tag).fixed32(VALUE_SIMPLE, (float) value));
    }
  }

  /** Sums are of the middles of the bins: the exact values are not kept. */
  private static ProtoMessage histogram(LogAlphaHistogram histogram) {
    List<Double> limits = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    double lowest = Double.NaN;
    double highest = Double.NaN;
    for (int bin = 0; bin < LogAlphaHistogram.BINS; bin++) {
      boolean last = bin == LogAlphaHistogram.BINS - 1;
      double from = LogAlphaHistogram.edge(bin);
      double to = last ? LogAlpha.CLIP : LogAlphaHistogram.edge(bin + 1);
      int count = histogram.count(bin);
      // The bin of what the clip holds at 8 is a point: TensorBoard wants limits that ascend.
      limits.add(last ? LogAlpha.CLIP + 1e-3 : to);
      counts.add((double) count);
      if (count > 0) {
        double middle = (from + to) / 2;
        sum += count * middle;
        squares += count * middle * middle;
        lowest = Double.isNaN(lowest) ? from : lowest;
        highest = to;
      }
    }
    return new ProtoMessage()
        .fixed64(HISTOGRAM_MIN, lowest)
        .fixed64(HISTOGRAM_MAX, highest)
        .fixed64(HISTOGRAM_NUM, histogram.total())
        .fixed64(HISTOGRAM_SUM, sum)
        .fixed64(HISTOGRAM_SUM_SQUARES, squares)
        .packed(HISTOGRAM_LIMITS, limits)
        .packed(HISTOGRAM_BUCKETS, counts);
  }
}
