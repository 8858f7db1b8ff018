package org.sparsevd.data.store;

import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageShape;

/**
 * Images in memory, as they are stored.
 *
 * @param pixels [images × features] in the order of {@link ImageShape}, unsigned; not to be changed
 * @param labels [images], unsigned; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelledImages(ImageShape shape, byte[] pixels, byte[] labels) {

  /** The most bytes that an array of Java holds for certain. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  LabelledImages {
    if (pixels.length != (long) labels.length * shape.features()) {
      throw new IllegalArgumentException(
          "expected %d images of %s, got %d values".formatted(labels.length, shape, pixels.length));
    }
  }

  /**
   * Room for the pixels of some images.
   *
   * @param from what to name when there are too many
   */
  static byte[] room(Object from, int images, ImageShape shape) throws DatasetException {
    long bytes = (long) images * shape.features();
    if (bytes > MAX_BYTES) {
      throw new DatasetException(
          "%s: expected less than 2 GB of pixels, found %d images of %s."
              .formatted(from, images, inWords(shape)));
    }
    return new byte[(int) bytes];
  }

  /** The class of an image. */
  int label(int image) {
    return Byte.toUnsignedInt(labels[image]);
  }

  /** A shape as errors name it. */
  static String inWords(ImageShape shape) {
    return "%d × %d × %d".formatted(shape.channels(), shape.height(), shape.width());
  }

  /** Number of images. */
  int size() {
    return labels.length;
  }
}
