package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
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

  /** Classes without an image, more of which no choice of digits leaves: a stray label does. */
  private static final int MOST_GAPS = 16;

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
    Path trainLabels = required(folder, "train", "labels");
    LabelledImages train = read(required(folder, "train", "images"), trainLabels);
    Optional<Path> testImages = find(folder, "test", "images");
    Optional<LabelledImages> test =
        testImages.isEmpty()
            ? Optional.empty()
            : Optional.of(read(testImages.get(), required(folder, "test", "labels")));
    BitSet labels = new BitSet();
    Stream.concat(Stream.of(train), test.stream())
        .flatMapToInt(images -> IntStream.range(0, images.size()).map(images::label))
        .forEach(labels::set);
    int missing = labels.length() - labels.cardinality();
    if (missing > MOST_GAPS && missing > labels.length() / 2) {
      throw new DatasetException(
          "%s: expected labels that count the classes from 0; the largest is %d%s, but of the %d below it %d have no image."
              .formatted(
                  trainLabels,
                  labels.length() - 1,
                  first(train, labels.length() - 1),
                  labels.length() - 1,
                  missing));
    }
    List<String> classes = IntStream.range(0, labels.length()).mapToObj(String::valueOf).toList();
    return new ImageCollection(classes, train, test).checked(folder);
  }

  /** Where a label stands first, in words; nothing when it is of no training image. */
  private static String first(LabelledImages train, int label) {
    return IntStream.range(0, train.size())
        .filter(i -> train.label(i) == label)
        .mapToObj(i -> " (image %d)".formatted(i + 1))
        .findFirst()
        .orElse("");
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
