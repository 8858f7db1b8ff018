package org.sparsevd.data.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparsevd.data.DataRequest;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.data.Samples;

/**
 * A data set that was read whole and checked as training would check it, and what is odd about it.
 *
 * @param data without a validation split, inputs from 0 to 1 where they are pixels or columns
 * @param trainCounts samples of each class to train on
 * @param testCounts test samples of each class
 * @param remarks a sentence each: nothing that stops a training
 */
public record DatasetReport(
    Dataset data, List<Integer> trainCounts, List<Integer> testCounts, List<String> remarks) {

  /** One class is this many times as frequent as another before it is worth a word. */
  private static final int UNEVEN = 10;

  private static final int NAMED = 5;

  public DatasetReport {
    trainCounts = List.copyOf(trainCounts);
    testCounts = List.copyOf(testCounts);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads and checks a data set.
   *
   * @throws DatasetException in one sentence with file and row or image, when it can't be used
   */
  public static DatasetReport of(DatasetCatalog catalog, String name) throws DatasetException {
    Dataset data = catalog.load(new DataRequest(name, Preprocessing.UNIT, 0, 0, 1));
    List<Integer> train = counts(data.train(), data.classes());
    List<Integer> test = counts(data.test(), data.classes());
    List<String> remarks = new ArrayList<>();
    empty(data, train, remarks);
    uneven(data, train, remarks);
    constant(data, catalog, name, remarks);
    return new DatasetReport(data, train, test, remarks);
  }

  /**
   * What is odd about data of the user's own; nothing of what is known to everybody.
   *
   * @throws DatasetException as {@link #of}
   */
  public static List<String> remarksOnOwn(DatasetCatalog catalog, String name)
      throws DatasetException {
    boolean own =
        PublicDataset.named(name).isEmpty()
            && (catalog.csv(name).isPresent() || catalog.images(name).isPresent());
    return own ? of(catalog, name).remarks() : List.of();
  }

  private static List<Integer> counts(Samples samples, int classes) {
    Integer[] counts = new Integer[classes];
    Arrays.fill(counts, 0);
    for (int i = 0; i < samples.size(); i++) {
      counts[samples.label(i)]++;
    }
    return List.of(counts);
  }

  private static void empty(Dataset data, List<Integer> train, List<String> remarks) {
    List<String> empty =
        IntStream.range(0, train.size())
            .filter(c -> train.get(c) == 0)
            .mapToObj(c -> data.classNames().get(c))
            .toList();
    if (empty.size() == 1) {
      remarks.add(
          "Class %s has no training sample, so it cannot be learned.".formatted(empty.getFirst()));
    } else if (!empty.isEmpty()) {
      remarks.add(
          "%d of %d classes have no training sample (%s%s), so they cannot be learned."
              .formatted(
                  empty.size(),
                  train.size(),
                  String.join(", ", empty.subList(0, Math.min(NAMED, empty.size()))),
                  empty.size() > NAMED ? ", …" : ""));
    }
  }

  private static void uneven(Dataset data, List<Integer> train, List<String> remarks) {
    int most = train.stream().max(Integer::compare).orElse(0);
    int least = train.stream().filter(n -> n > 0).min(Integer::compare).orElse(0);
    if (least > 0 && most >= UNEVEN * least) {
      remarks.add(
          "Class %s has %d training samples, class %s only %d: an error counts the frequent class most."
              .formatted(
                  data.classNames().get(train.indexOf(most)),
                  most,
                  data.classNames().get(train.indexOf(least)),
                  least));
    }
  }

  private static void constant(
      Dataset data, DatasetCatalog catalog, String name, List<String> remarks)
      throws DatasetException {
    List<Integer> constant = constantFeatures(data.train());
    if (constant.isEmpty()) {
      return;
    }
    if (data.shape().isPresent()) {
      remarks.add(
          "%d of %d pixels are the same in every training image; weights on them learn nothing."
              .formatted(constant.size(), data.train().features()));
      return;
    }
    List<String> columns = catalog.columns(name);
    List<String> named =
        constant.stream()
            .limit(NAMED)
            .map(j -> j < columns.size() ? columns.get(j) : Integer.toString(j))
            .toList();
    remarks.add(
        "%s: %d %s the same in every training row (%s%s); weights on %s learn nothing."
            .formatted(
                catalog.csv(name).map(Object::toString).orElse(name),
                constant.size(),
                constant.size() == 1 ? "column is" : "columns are",
                String.join(", ", named),
                constant.size() > NAMED ? ", …" : "",
                constant.size() == 1 ? "it" : "them"));
  }

  private static List<Integer> constantFeatures(Samples samples) {
    float[] first = new float[samples.features()];
    samples.copy(0, first, 0);
    boolean[] varies = new boolean[first.length];
    float[] sample = new float[first.length];
    for (int i = 1; i < samples.size(); i++) {
      samples.copy(i, sample, 0);
      for (int j = 0; j < first.length; j++) {
        varies[j] |= sample[j] != first[j];
      }
    }
    List<Integer> constant = new ArrayList<>();
    for (int j = 0; j < first.length; j++) {
      if (!varies[j]) {
        constant.add(j);
      }
    }
    return constant;
  }
}
