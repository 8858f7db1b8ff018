package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageDescription;
import org.sparsevd.data.ImageFiles;
import org.sparsevd.data.ImageShape;

/**
 * What a list says of a data set, without reading its samples.
 *
 * @param name what configs and the command line call it
 * @param title what a person calls it
 * @param licence its licence, or what is known of it; empty when nothing is
 * @param source address or path it is from; empty when nobody knows
 * @param state whether it is here
 * @param shape of its images; empty when it has none, or nobody has looked yet
 * @param classes how many there are; 0 when nobody has looked yet
 * @param trainSize training samples; 0 when nobody has looked yet
 * @param testSize test samples; 0 when nobody has looked yet, or they are drawn by the seed
 * @param bytes of its files here, or to be fetched
 * @param sha256 of its contents; empty when nobody has looked yet
 * @param problem why it cannot be used, in one sentence; empty when nothing is known against it
 */
public record DatasetEntry(
    String name,
    String title,
    String licence,
    String source,
    State state,
    Optional<ImageShape> shape,
    int classes,
    int trainSize,
    int testSize,
    long bytes,
    String sha256,
    String problem) {

  /** Where a data set is. */
  public enum State {
    /** It came with the program. */
    BUNDLED,
    /** It was fetched or imported, or somebody put it there. */
    STORED,
    /** It can be fetched. */
    FETCHABLE,
    /** It is computed from the seed and has no files. */
    GENERATED
  }

  /** All data sets, those of the catalogue first. */
  public static List<DatasetEntry> all(DatasetCatalog catalog) {
    List<String> names = catalog.names();
    return Stream.concat(
            names.stream().map(name -> of(catalog, name)),
            PublicDataset.all().stream()
                .filter(known -> !names.contains(known.id()))
                .map(DatasetEntry::fetchable))
        .toList();
  }

  private static DatasetEntry of(DatasetCatalog catalog, String name) {
    Optional<Path> images = catalog.images(name);
    if (images.isPresent()) {
      return images(catalog, name, images.get());
    }
    Optional<Path> csv = catalog.csv(name);
    long bytes = csv.isPresent() ? bytes(catalog.files(name)) : 0;
    return new DatasetEntry(
        name,
        csv.isPresent() ? name : "Toy: 10 useful inputs of 100",
        "",
        csv.map(Path::toString).orElse(""),
        csv.isPresent() ? State.STORED : State.GENERATED,
        Optional.empty(),
        0,
        0,
        0,
        bytes,
        "",
        "");
  }

  private static DatasetEntry images(DatasetCatalog catalog, String name, Path folder) {
    State state =
        PublicDataset.named(name).filter(PublicDataset::isBundled).isPresent()
            ? State.BUNDLED
            : State.STORED;
    try {
      ImageDescription description = ImageDescription.read(folder);
      return new DatasetEntry(
          name,
          description.title().isBlank() ? name : description.title(),
          description.licence(),
          description.source(),
          state,
          Optional.of(description.shape()),
          description.classNames().size(),
          description.train().size(),
          description.test().map(ImageFiles::size).orElse(0),
          bytes(catalog.files(name)),
          description.sha256(),
          "");
    } catch (DatasetException e) {
      return new DatasetEntry(
          name, name, "", "", state, Optional.empty(), 0, 0, 0, 0, "", e.getMessage());
    }
  }

  private static DatasetEntry fetchable(PublicDataset known) {
    return new DatasetEntry(
        known.id(),
        known.title(),
        known.licence(),
        known.page(),
        State.FETCHABLE,
        Optional.of(known.shape()),
        known.classes(),
        known.trainSize(),
        known.testSize(),
        known.downloadBytes(),
        known.contents().sha256(),
        "");
  }

  private static long bytes(List<Path> files) {
    long bytes = 0;
    for (Path file : files) {
      try {
        bytes += Files.size(file);
      } catch (IOException e) {
        // A missing file has no bytes; loading it says that it is missing.
      }
    }
    return bytes;
  }
}
