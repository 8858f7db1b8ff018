package org.sparsevd.run;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsevd.prune.LogAlphaHistogram;

/**
 * {@code histograms.csv}: log α counts, one row an epoch and layer, one column a bin. Columns are
 * named by the bin's left edge; the clip bins are {@code clip<=-8} and {@code clip>=8}.
 */
final class HistogramsCsv {
  static final String NAME = "histograms.csv";
  private final StringBuilder text = new StringBuilder(header()).append('\n');

  /** Adds an epoch's rows and writes the whole file anew. */
  void append(Path folder, int epoch, List<LogAlphaHistogram> histograms) throws IOException {
    for (LogAlphaHistogram histogram : histograms) {
      text.append(epoch).append(',').append(histogram.layer());
      for (int bin = 0; bin < LogAlphaHistogram.BINS; bin++) {
        text.append(',').append(histogram.count(bin));
      }
      text.append('\n');
    }
    AtomicFiles.write(folder.resolve(NAME), text.toString());
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
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      String found = String.join(",", parser.getHeaderNames());
      if (!found.equals(header())) {
        throw new InvalidRunException(
            file, "expected the columns epoch, layer, clip<=-8, -8.0, -7.9, …, 7.9, clip>=8");
      }
      for (CSVRecord record : parser) {
        int[] counts = new int[LogAlphaHistogram.BINS];
        for (int bin = 0; bin < counts.length; bin++) {
          counts[bin] = Integer.parseInt(record.get(2 + bin));
        }
        histograms
            .computeIfAbsent(Integer.valueOf(record.get(0)), epoch -> new ArrayList<>())
            .add(new LogAlphaHistogram(record.get(1), counts));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | UncheckedIOException e) {
      throw new InvalidRunException(file, "not a readable histogram file: " + e.getMessage(), e);
    }
    return histograms;
  }
}
