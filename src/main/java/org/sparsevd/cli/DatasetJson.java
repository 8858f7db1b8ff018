package org.sparsevd.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.data.store.DatasetReport;

/** A data set as a line of JSON; null where nobody knows. */
final class DatasetJson {
  private DatasetJson() {}

  /**
   * What a list says of a data set.
   *
   * @param report when it was read whole
   */
  static String line(DatasetEntry entry, Optional<DatasetReport> report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", entry.name());
    json.put("title", entry.title());
    json.put("state", entry.state().name().toLowerCase(Locale.ROOT));
    json.put("licence", known(entry.licence()));
    json.put("source", known(entry.source()));
    json.put(
        "shape",
        entry
            .shape()
            .map(shape -> List.of(shape.channels(), shape.height(), shape.width()))
            .orElse(null));
    json.put("classes", known(report.map(read -> read.data().classes()).orElse(entry.classes())));
    json.put(
        "trainSize",
        known(report.map(read -> read.data().train().size()).orElse(entry.trainSize())));
    json.put(
        "testSize", known(report.map(read -> read.data().test().size()).orElse(entry.testSize())));
    json.put("bytes", known(entry.bytes()));
    json.put("sha256", known(report.map(read -> read.data().sha256()).orElse(entry.sha256())));
    report.ifPresent(read -> {
      json.put("classNames", read.data().classNames());
      json.put("trainCounts", read.trainCounts());
      json.put("testCounts", read.testCounts());
      json.put("remarks", read.remarks());
    });
    if (!entry.problem().isEmpty()) {
      json.put("problem", entry.problem());
    }
    return JsonLines.write(json);
  }

  private static Object known(String words) {
    return words.isEmpty() ? null : words;
  }

  private static Object known(long number) {
    return number == 0 ? null : number;
  }
}
