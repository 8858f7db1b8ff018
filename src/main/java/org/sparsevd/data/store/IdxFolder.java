package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.IdxArray;
import org.sparsevd.data.ImageShape;

/**
 * Images and labels in IDX files named as MNIST's are: {@code train-images…} and {@code
 * train-labels…}, and if there are test images {@code t10k-} or {@code test-}; plain or gzipped,
 * grey [images, height, width] or [images, channels, height, width].
 */
final class IdxFolder {
  private static final Pattern TEST = Pattern.compile("(t10k|test)[-_].*");

  private IdxFolder() {}

  /** Whether {@link #read} looks at a file of this name. */
  static boolean isNamed(String fileName) {
    return Stream.of("train", "test")
        .anyMatch(
            split -> isNamed(fileName, split, "images") || isNamed(fileName, split, "labels"));
  }

  private static boolean isNamed(String fileName, String split, String what) {
    String name = fileName.toLowerCase(Locale.ROOT);
    boolean ofSplit =
        split.equals("test") ? TEST.matcher(name).matches() : name.startsWith("train");
    return ofSplit && name.contains(what);
  }

  /** Whether {@code folder} looks like one. */
  static boolean isIn(Path folder) throws IOException {
    return find(folder, "train", "images").isPresent();
  }

  static ImageCollection read(Path folder) throws IOException {
    LabelledImages train =
        read(required(folder, "train", "images"), required(folder, "train", "labels"));
    Optional<Path> testImages = find(folder, "test", "images");
    Optional<LabelledImages> test =
        testImages.isEmpty()
            ? Optional.empty()
            : Optional.of(read(testImages.get(), required(folder, "test", "labels")));
    int largest =
        Stream.concat(Stream.of(train), test.stream())
            .flatMapToInt(images ->
                IntStream.range(0, images.size()).map(i -> Byte.toUnsignedInt(images.labels()[i])))
            .max()
            .orElse(0);
    List<String> classes = IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList();
    return new ImageCollection(classes, train, test).checked(folder);
  }

  private static LabelledImages read(Path imageFile, Path labelFile) throws DatasetException {
    IdxArray images = IdxArray.read(imageFile);
    IdxArray labels = IdxArray.read(labelFile);
    List<Integer> lengths = images.dimensions();
    ImageShape shape =
        switch (lengths.size()) {
          case 3 -> new ImageShape(1, lengths.get(1), lengths.get(2));
          case 4 -> new ImageShape(lengths.get(1), lengths.get(2), lengths.get(3));
          default ->
              throw new DatasetException(
                  "%s: expected [images, height, width] or [images, channels, height, width], found %s."
                      .formatted(imageFile, lengths));
        };
    if (labels.dimensions().size() != 1
        || !labels.dimensions().getFirst().equals(lengths.getFirst())) {
      throw new DatasetException(
          "%s: expected a label for each of the %d images of %s, found %s."
              .formatted(
                  labelFile, lengths.getFirst(), imageFile.getFileName(), labels.dimensions()));
    }
    return new LabelledImages(shape, images.values(), labels.values());
  }

  private static Path required(Path folder, String split, String what) throws IOException {
    return find(folder, split, what)
        .orElseThrow(() ->
            new DatasetException(
                "%s: expected an IDX file %s-%s…, found none.".formatted(folder, split, what)));
  }

  private static Optional<Path> find(Path folder, String split, String what) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file ->
              isNamed(file.getFileName().toString(), split, what) && Files.isRegularFile(file))
          .sorted()
          .findFirst();
    }
  }
}
