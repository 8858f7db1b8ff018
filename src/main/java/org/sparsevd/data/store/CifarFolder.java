package org.sparsevd.data.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageShape;

/**
 * The binary form of CIFAR: a record an image, one byte of label (CIFAR-10) or a coarse and a fine
 * one (CIFAR-100, of which the fine one counts), then 3 × 32 × 32 pixels, channel by channel.
 */
final class CifarFolder {
  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final Layout TEN =
      new Layout(
          1,
          IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
          "test_batch.bin",
          "batches.meta.txt",
          10);
  private static final Layout HUNDRED =
      new Layout(2, List.of("train.bin"), "test.bin", "fine_label_names.txt", 100);

  private CifarFolder() {}

  /**
   * How the files are named and made.
   *
   * @param labelBytes before each image's pixels; the last counts
   * @param names file of the classes' names, a line each
   * @param classes how many there are
   */
  private record Layout(
      int labelBytes, List<String> train, String test, String names, int classes) {}

  /** Names of all files that {@link #read} looks at. */
  static List<String> fileNames() {
    return Stream.of(TEN, HUNDRED)
        .flatMap(
            layout -> Stream.concat(layout.train.stream(), Stream.of(layout.test, layout.names)))
        .toList();
  }

  /** Whether {@code folder} looks like one. */
  static boolean isIn(Path folder) {
    return layout(folder).isPresent();
  }

  private static Optional<Layout> layout(Path folder) {
    return Stream.of(TEN, HUNDRED)
        .filter(layout -> Files.isRegularFile(folder.resolve(layout.train.getFirst())))
        .findFirst();
  }

  /**
   * Reads those batches of training images that are there, and the test images if they are.
   *
   * @throws DatasetException naming file and image, when something is not what it should be
   */
  static ImageCollection read(Path folder) throws IOException {
    Layout layout =
        layout(folder)
            .orElseThrow(() ->
                new DatasetException(
                    "%s: expected %s or %s, found neither."
                        .formatted(folder, TEN.train.getFirst(), HUNDRED.train.getFirst())));
    List<Path> train =
        layout.train.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    Path test = folder.resolve(layout.test);
    return new ImageCollection(
            classNames(folder.resolve(layout.names), layout.classes),
            images(train, layout),
            Files.isRegularFile(test)
                ? Optional.of(images(List.of(test), layout))
                : Optional.empty())
        .checked(folder);
  }

  private static LabelledImages images(List<Path> files, Layout layout) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    int images = 0;
    for (Path file : files) {
      byte[] records = records(file, layout.labelBytes, layout.classes);
      contents.add(records);
      images += records.length / (layout.labelBytes + SHAPE.features());
    }
    byte[] pixels = LabelledImages.room(files.getFirst().getParent(), images, SHAPE);
    byte[] labels = new byte[images];
    int image = 0;
    int length = layout.labelBytes + SHAPE.features();
    for (byte[] records : contents) {
      for (int from = 0; from < records.length; from += length) {
        labels[image] = records[from + layout.labelBytes - 1];
        System.arraycopy(
            records, from + layout.labelBytes, pixels, image * SHAPE.features(), SHAPE.features());
        image++;
      }
    }
    return new LabelledImages(SHAPE, pixels, labels);
  }

  /**
   * The bytes of one file, which are whole records with labels that can be.
   *
   * @param labelBytes before each image's pixels; the last counts
   */
  static byte[] records(Path file, int labelBytes, int classes) throws DatasetException {
    byte[] records;
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      records = bytes.toByteArray();
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + ": expected CIFAR's binary form, found no file.", e);
    } catch (IOException | OutOfMemoryError e) {
      throw new DatasetException("%s: cannot be read (%s).".formatted(file, e), e);
    }
    int length = labelBytes + SHAPE.features();
    if (records.length == 0 || records.length % length != 0) {
      throw new DatasetException(
          "%s: expected records of %d bytes, found %d bytes in all."
              .formatted(file, length, records.length));
    }
    for (int from = 0; from < records.length; from += length) {
      int label = Byte.toUnsignedInt(records[from + labelBytes - 1]);
      if (label >= classes) {
        throw new DatasetException(
            "%s, image %d: expected a label from 0 to %d, found %d."
                .formatted(file, from / length + 1, classes - 1, label));
      }
    }
    return records;
  }

  private static List<String> classNames(Path file, int classes) throws IOException {
    if (!Files.isRegularFile(file)) {
      return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }
    List<String> names = Files.readAllLines(file).stream().filter(n -> !n.isBlank()).toList();
    if (names.size() != classes) {
      throw new DatasetException(
          "%s: expected the names of %d classes, found %d.".formatted(file, classes, names.size()));
    }
    return names;
  }
}
