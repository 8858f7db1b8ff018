package org.sparsevd.ui.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparsevd.data.ColumnFigures;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.store.DatasetReport;
import org.sparsevd.text.Text;

/**
 * What a data set that was read whole and checked looks like; keeps a few of its samples only.
 *
 * @param classes their names
 * @param trainCounts samples of each class to train on
 * @param testCounts test samples of each class
 * @param features input values of a sample
 * @param sha256 of its contents
 * @param remarks a sentence each
 * @param samples some images, if it is of images
 * @param columns what its inputs hold, if they are no pixels
 */
record DataPreview(
    List<String> classes,
    List<Integer> trainCounts,
    List<Integer> testCounts,
    int features,
    String sha256,
    List<String> remarks,
    Optional<SampleSheet> samples,
    List<ColumnFigures> columns) {

  DataPreview {
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
  }

  /**
   * Reads and checks a data set.
   *
   * @throws DatasetException in one sentence with file and row or image, when it can't be used
   */
  static DataPreview of(DatasetCatalog catalog, String name) throws DatasetException {
    DatasetReport report = DatasetReport.of(catalog, name);
    Dataset data = report.data();
    return new DataPreview(
        data.classNames(),
        report.trainCounts(),
        report.testCounts(),
        data.train().features(),
        data.sha256(),
        report.remarks(),
        data.shape().map(shape -> SampleSheet.of(data, shape)),
        data.shape().isPresent() ? List.of() : columns(catalog, data));
  }

  private static List<ColumnFigures> columns(DatasetCatalog catalog, Dataset data)
      throws DatasetException {
    List<ColumnFigures> stored = catalog.columnFigures(data.name());
    List<String> numbered =
        IntStream.rangeClosed(1, data.train().features())
            .mapToObj(j -> Text.of("ui.data.input", j))
            .toList();
    return stored.isEmpty() ? ColumnFigures.of(data.train(), numbered) : stored;
  }

  int trainSize() {
    return trainCounts.stream().mapToInt(n -> n).sum();
  }

  int testSize() {
    return testCounts.stream().mapToInt(n -> n).sum();
  }
}
