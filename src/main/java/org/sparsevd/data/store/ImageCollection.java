package org.sparsevd.data.store;

import java.util.List;
import java.util.Optional;
import org.sparsevd.data.DatasetException;

/**
 * A data set of images in memory, wherever it was read from.
 *
 * @param classNames what a person calls the classes, each its own; label i is of the i-th
 * @param train at least one image
 * @param test of the same shape; empty when some of the training images become test images
 */
record ImageCollection(
    List<String> classNames, LabelledImages train, Optional<LabelledImages> test) {

  private static final int MAX_CLASSES = 256;

  ImageCollection {
    classNames = List.copyOf(classNames);
  }

  /**
   * This, when it can be trained on.
   *
   * @param from what to name when it can't
   */
  ImageCollection checked(Object from) throws DatasetException {
    if (classNames.size() < 2 || classNames.size() > MAX_CLASSES) {
      throw new DatasetException(
          "%s: expected 2 to %d classes, found %d."
              .formatted(from, MAX_CLASSES, classNames.size()));
    }
    if (classNames.stream().distinct().count() < classNames.size()) {
      throw new DatasetException(from + ": expected a name of its own for each class.");
    }
    if (train.size() < 2) {
      throw new DatasetException(
          "%s: expected 2 or more training images, found %d.".formatted(from, train.size()));
    }
    if (test.isPresent() && !test.get().shape().equals(train.shape())) {
      throw new DatasetException(
          "%s: expected test images of the same shape as training images, found %s and %s."
              .formatted(
                  from,
                  LabelledImages.inWords(test.get().shape()),
                  LabelledImages.inWords(train.shape())));
    }
    return this;
  }
}
