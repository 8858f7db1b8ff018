package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageFile;
import org.sparsevd.data.ImageShape;

/**
 * A folder of images a class: {@code CLASS/any.png}, or {@code train/CLASS/any.png} and {@code
 * test/CLASS/any.png}. All are of one size; classes are in the order of their names.
 */
final class ClassFolders {
  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  /** Images that Java does not read: to pass over them would be to train on half a data set. */
  private static final List<String> OTHERS =
      List.of(
          ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl", ".jp2", ".svg", ".ppm",
          ".pgm");

  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private ClassFolders() {}

  /** Whether {@code folder} looks like one. */
  static boolean isIn(Path folder) throws IOException {
    Path classes = trainFolder(folder);
    for (Path each : folders(classes)) {
      if (!images(each).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Path trainFolder(Path folder) {
    Path train = folder.resolve(TRAIN);
    return Files.isDirectory(train) ? train : folder;
  }

  /**
   * Reads all images.
   *
   * @throws DatasetException naming the file, when one can't be read or is of another size
   */
  static ImageCollection read(Path folder) throws IOException {
    Path train = trainFolder(folder);
    Path test = folder.resolve(TEST);
    boolean ownTest = !train.equals(folder) && Files.isDirectory(test);
    List<String> classes = classes(ownTest ? List.of(train, test) : List.of(train));
    ImageShape shape = shape(train, classes);
    return new ImageCollection(
            classes,
            images(train, classes, shape),
            ownTest ? Optional.of(images(test, classes, shape)) : Optional.empty())
        .checked(folder);
  }

  private static List<String> classes(Collection<Path> parents) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path parent : parents) {
      for (Path each : folders(parent)) {
        if (!images(each).isEmpty()) {
          names.add(each.getFileName().toString());
        }
      }
    }
    return List.copyOf(names);
  }

  /** That of the first image: grey where it is, else in colours. */
  private static ImageShape shape(Path parent, List<String> classes) throws IOException {
    for (String name : classes) {
      Path folder = parent.resolve(name);
      if (Files.isDirectory(folder) && !images(folder).isEmpty()) {
        return ImageFile.shapeOf(images(folder).getFirst());
      }
    }
    throw new DatasetException(
        "%s: expected a folder of images (PNG, JPEG, GIF or BMP) for each class, found none."
            .formatted(parent));
  }

  private static LabelledImages images(Path parent, List<String> classes, ImageShape shape)
      throws IOException {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path folder = parent.resolve(classes.get(label));
      if (Files.isDirectory(folder)) {
        for (Path file : images(folder)) {
          files.add(file);
          labels.add(label);
        }
      }
    }
    byte[] pixels = LabelledImages.room(parent, files.size(), shape);
    byte[] stored = new byte[files.size()];
    int features = shape.features();
    for (int i = 0; i < stored.length; i++) {
      float[] image = ImageFile.read(files.get(i), shape).getFirst();
      for (int k = 0; k < features; k++) {
        pixels[i * features + k] = (byte) image[k];
      }
      stored[i] = labels.get(i).byteValue();
    }
    return new LabelledImages(shape, pixels, stored);
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> inside = Files.list(parent)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> images(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(ClassFolders::isImage).sorted().toList();
    }
  }

  /** Whether a file is to be read as an image, of whatever kind. */
  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && Stream.concat(SUFFIXES.stream(), OTHERS.stream()).anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }
}
