package org.sparsevd.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A dataset, split and ready to train on.
 *
 * @param name what configs and the command line call it
 * @param title what a person calls it
 * @param train samples to train on, without the validation samples
 * @param validation samples held out of {@code train}; empty (size 0) when none were asked for
 * @param test samples that decide nothing and are only measured on
 * @param shape how the features form an image; empty when they form none
 * @param classNames what a person calls the classes, each its own; label i is of the i-th
 * @param inputMean [features], what was subtracted from every sample; zeros when nothing was. Not
 *     to be modified.
 * @param sha256 identifies the stored contents, in hexadecimal, whatever the preprocessing and the
 *     validation split (see the dataset for what it is taken over)
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by sha256, never by equals.
public record Dataset(
    String name,
    String title,
    Samples train,
    Samples validation,
    Samples test,
    Optional<ImageShape> shape,
    List<String> classNames,
    float[] inputMean,
    String sha256) {

  public Dataset {
    classNames = List.copyOf(classNames);
    int features = train.features();
    if (validation.features() != features
        || test.features() != features
        || inputMean.length != features) {
      throw new IllegalArgumentException(
          "%s: train has %d features, validation %d, test %d, the input mean %d"
              .formatted(name, features, validation.features(), test.features(), inputMean.length));
    }
    shape.ifPresent(image -> {
      if (image.features() != features) {
        throw new IllegalArgumentException(
            "%s: samples of %d features do not fill %s".formatted(name, features, image));
      }
    });
  }

  /** A dataset whose classes are called by their labels: 0, 1, … */
  public Dataset(
      String name,
      String title,
      Samples train,
      Samples validation,
      Samples test,
      Optional<ImageShape> shape,
      int classes,
      float[] inputMean,
      String sha256) {
    this(
        name,
        title,
        train,
        validation,
        test,
        shape,
        IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
        inputMean,
        sha256);
  }

  /** This with other training samples. */
  Dataset withTrain(Samples samples) {
    return new Dataset(
        name, title, samples, validation, test, shape, classNames, inputMean, sha256);
  }

  /** Number of classes; labels are 0 to classes − 1. */
  public int classes() {
    return classNames.size();
  }
}
