package org.sparsevd.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 × 28 pixels, from four
 * gzipped IDX files.
 *
 * <p>Its {@link Dataset#sha256} is the SHA-256 of four lines, one a file in the order of {@link
 * #FILES}, each the digest of the uncompressed file in hexadecimal, two spaces, its name and a line
 * feed: what {@code sha256sum FILES | sha256sum} prints.
 */
final class MnistData {
  static final String NAME = "mnist";

  private static final ImageShape SHAPE = new ImageShape(1, 28, 28);
  private static final int CLASSES = 10;

  static final IdxFile TRAIN_IMAGES =
      new IdxFile(
          "train-images-idx3-ubyte",
          List.of(60_000, 28, 28),
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
  static final IdxFile TRAIN_LABELS =
      new IdxFile(
          "train-labels-idx1-ubyte",
          List.of(60_000),
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
  static final IdxFile TEST_IMAGES =
      new IdxFile(
          "t10k-images-idx3-ubyte",
          List.of(10_000, 28, 28),
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
  static final IdxFile TEST_LABELS =
      new IdxFile(
          "t10k-labels-idx1-ubyte",
          List.of(10_000),
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  static final List<IdxFile> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  private MnistData() {}

  /** Reads and checks the four files in {@code folder}, all training images in {@code train}. */
  static Dataset load(Path folder, Preprocessing preprocessing) throws DatasetException {
    List<byte[]> contents = readAll(folder);
    byte[] trainImages = contents.get(0);
    float[] mean =
        preprocessing.subtractsMean()
            ? meanImage(trainImages, SHAPE.features(), preprocessing.divisor())
            : new float[SHAPE.features()];
    Samples train = new ByteSamples(trainImages, contents.get(1), preprocessing.divisor(), mean);
    Samples test = new ByteSamples(contents.get(2), contents.get(3), preprocessing.divisor(), mean);
    return new Dataset(
        NAME,
        "MNIST handwritten digits",
        train,
        train.subset(new int[0]),
        test,
        Optional.of(SHAPE),
        CLASSES,
        mean,
        sha256());
  }

  private static List<byte[]> readAll(Path folder) throws DatasetException {
    try (ExecutorService readers = Executors.newFixedThreadPool(FILES.size())) {
      List<Future<byte[]>> reading =
          FILES.stream().map(file -> readers.submit(() -> file.read(folder))).toList();
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
      throw new DatasetException("Loading MNIST from %s was interrupted.".formatted(folder), e);
    }
  }

  /** Mean over the images of pixel / divisor, summed as integers, so exact but for one rounding. */
  static float[] meanImage(byte[] images, int features, float divisor) {
    int count = images.length / features;
    int[] sums = new int[features]; // 60,000 × 255 is far below 2³¹.
    for (int image = 0; image < count; image++) {
      addTo(sums, images, image * features);
    }
    float[] mean = new float[features];
    for (int j = 0; j < features; j++) {
      mean[j] = (float) (sums[j] / ((double) divisor * count));
    }
    return mean;
  }

  private static void addTo(int[] sums, byte[] images, int start) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += images[start + j] & 0xff;
    }
  }

  // The expected digests: every file has just been found to have its own.
  private static String sha256() {
    MessageDigest digest = Sha256.digest();
    for (IdxFile file : FILES) {
      digest.update((file.sha256() + "  " + file.name() + "\n").getBytes(UTF_8));
    }
    return Sha256.hex(digest);
  }
}
