package org.sparsevd.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Datasets of images: a folder with gzipped IDX files and an {@link ImageDescription}, whose {@link
 * ImageDescription#sha256} is the dataset's. MNIST is one of them.
 *
 * <p>Where there are no test images, every fifth image becomes one, drawn by the seed.
 */
final class ImageData {
  private static final int THREADS = 4; // as many as there are files

  private ImageData() {}

  /** Whether there is one in {@code folder}. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(ImageDescription.FILE));
  }

  /**
   * Reads and checks all files in {@code folder}; all training images are in {@code train}.
   *
   * @param seed draws the test images where they have no file
   */
  static Dataset load(Path folder, String name, Preprocessing preprocessing, long seed)
      throws DatasetException {
    ImageDescription description = ImageDescription.read(folder);
    List<byte[]> contents = readAll(folder, description.files());
    checkLabels(folder, description.train().labels(), contents.get(1), description);
    if (description.test().isPresent()) {
      IdxFile labels = description.test().get().labels();
      checkLabels(folder, labels, contents.get(3), description);
    }
    int features = description.shape().features();
    float divisor = preprocessing.divisor();
    Rows.Split split =
        Rows.testSplit(description.train().size(), description.test().isPresent(), seed);
    float[] mean =
        preprocessing.subtractsMean()
            ? meanImage(contents.get(0), split.kept(), features, divisor)
            : new float[features];
    Samples all = new ByteSamples(contents.get(0), contents.get(1), divisor, mean);
    Samples train = split.heldOut().length == 0 ? all : all.subset(split.kept());
    Samples test =
        description.test().isPresent()
            ? new ByteSamples(contents.get(2), contents.get(3), divisor, mean)
            : all.subset(split.heldOut());
    return new Dataset(
        name,
        description.title().isBlank() ? name : description.title(),
        train,
        train.subset(new int[0]),
        test,
        Optional.of(description.shape()),
        description.classNames(),
        mean,
        description.sha256());
  }

  private static List<byte[]> readAll(Path folder, List<IdxFile> files) throws DatasetException {
    try (ExecutorService readers = Executors.newFixedThreadPool(THREADS)) {
      List<Future<byte[]>> reading =
          files.stream().map(file -> readers.submit(() -> file.read(folder))).toList();
      List<byte[]> contents = new ArrayList<>();
      for (Future<byte[]> file : reading) {
        contents.add(file.get());
      }
      return contents;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DatasetException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException("Loading %s was interrupted.".formatted(folder), e);
    }
  }

  private static void checkLabels(
      Path folder, IdxFile file, byte[] labels, ImageDescription description)
      throws DatasetException {
    int classes = description.classNames().size();
    for (int i = 0; i < labels.length; i++) {
      if (Byte.toUnsignedInt(labels[i]) >= classes) {
        throw new DatasetException(
            "%s, image %d: expected a label from 0 to %d, found %d."
                .formatted(
                    folder.resolve(file.fileName()),
                    i + 1,
                    classes - 1,
                    Byte.toUnsignedInt(labels[i])));
      }
    }
  }

  /** Mean over some images of pixel / divisor, summed as integers, so exact but for a rounding. */
  static float[] meanImage(byte[] images, int[] rows, int features, float divisor) {
    long[] sums = new long[features];
    for (int row : rows) {
      addTo(sums, images, row * features);
    }
    float[] mean = new float[features];
    for (int j = 0; j < features; j++) {
      mean[j] = (float) (sums[j] / ((double) divisor * rows.length));
    }
    return mean;
  }

  private static void addTo(long[] sums, byte[] images, int start) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += images[start + j] & 0xff;
    }
  }
}
