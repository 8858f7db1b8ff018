package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.sparsevd.prune.LogAlphaHistogram;

/**
 * {@code histograms.csv}: log α counts, one row an epoch and layer, one column a bin. Columns are
 * named by the bin's left edge; the clip bins are {@code clip<=-8} and {@code clip>=8}.
 */
final class HistogramsCsv {
  static final String NAME = "histograms.csv";
  private final StringBuilder text = new StringBuilder(header()).append('\n');

  /** Writes the whole file anew. */
  void write(Path folder) throws IOException {
    AtomicFiles.write(folder.resolve(NAME), text.toString());
  }

  /**
   * Makes the file that of the epochs of {@code run}, without what was never committed.
   *
   * @return whether there is such a file
   */
  boolean restore(Run run) throws IOException {
    run.epochs().forEach(metrics -> add(metrics.epoch(), run.histograms(metrics.epoch())));
    boolean there = Files.exists(run.folder().resolve(NAME));
    if (there) {
      write(run.folder());
    }
    return there;
  }

  /** Adds an epoch's rows, for when the file is written next. */
  void add(int epoch, List<LogAlphaHistogram> histograms) {
    for (LogAlphaHistogram histogram : histograms) {
      text.append(epoch).append(',').append(histogram.layer());
      for (int bin = 0; bin < LogAlphaHistogram.BINS; bin++) {
        text.append(',').append(histogram.count(bin));
      }
      text.append('\n');
    }
  }

  private static String header() {
    StringBuilder header = new StringBuilder("epoch,layer");
    for (int bin = 0; bin < LogAlphaHistogram.BINS; bin++) {
      float edge = LogAlphaHistogram.edge(bin);
      header.append(',');
      if (LogAlphaHistogram.isClipBin(bin)) {
        header.append("clip").append(edge < 0 ? "<=" : ">=").append(Math.round(edge));
      } else {
        header.append(String.format(Locale.ROOT, "%.1f", edge));
      }
    }
    return header.toString();
  }

  /** Histograms by epoch; empty when there is no file. */
  static SequencedMap<Integer, List<LogAlphaHistogram>> read(Path folder) throws IOException {
    SequencedMap<Integer, List<LogAlphaHistogram>> histograms = new TreeMap<>();
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return histograms;
    }
    CsvTable table = CsvTable.read(file);
    if (!String.join(",", table.columns()).equals(header())) {
      throw new InvalidRunException(
          file, "expected the columns epoch, layer, clip<=-8, -8.0, -7.9, …, 7.9, clip>=8");
    }
    List<String> bins = table.columns().subList(2, table.columns().size());
    for (CsvTable.Row row : table.rows()) {
      int[] counts = new int[bins.size()];
      for (int bin = 0; bin < counts.length; bin++) {
        counts[bin] = row.wholeNumber(bins.get(bin));
      }
      histograms
          .computeIfAbsent(row.wholeNumber("epoch"), epoch -> new ArrayList<>())
          .add(new LogAlphaHistogram(row.text("layer"), counts));
    }
    return histograms;
  }
}
