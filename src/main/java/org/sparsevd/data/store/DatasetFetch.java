package org.sparsevd.data.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;

/** Brings public data sets into a {@link DatasetStore}. */
public final class DatasetFetch {
  private DatasetFetch() {}

  /**
   * Words for the places a data set can be had from, those that need no network first.
   *
   * @param dataset any but those that come along
   */
  public static List<String> sources(PublicDataset dataset) {
    return dataset.sources().stream().map(Source::key).toList();
  }

  /**
   * Fetches a data set from the first place that has it; blocks. What arrived of a file stays for
   * the next try.
   *
   * @param dataset which
   * @param from one of {@link #sources}, or a folder or archive with its files; empty to try all
   * @throws DatasetException in one sentence a place, when it can't be had now
   * @throws FileSystemException naming the store's folder, when it can't be written to
   * @throws InterruptedIOException when the thread was interrupted
   */
  public static void fetch(
      PublicDataset dataset, Optional<String> from, DatasetStore store, Progress progress)
      throws IOException {
    if (dataset.isBundled()) {
      throw new DatasetException(
          "%s comes with the program: nothing needs to be fetched.".formatted(dataset.title()));
    }
    store.checkFree(dataset.id());
    fetch(dataset, dataset.sources(), from, store, progress);
  }

  /** As above, from these places. */
  static void fetch(
      PublicDataset dataset,
      List<Source> sources,
      Optional<String> from,
      DatasetStore store,
      Progress progress)
      throws IOException {
    try (FetchLock _ = FetchLock.take(store.downloads(dataset.id()), dataset)) {
      store.checkFree(dataset.id()); // another may have fetched it meanwhile
      fetchAlone(dataset, sources, from, store, progress);
    } catch (FileSystemException e) {
      throw store.ofFolder(e);
    }
  }

  private static void fetchAlone(
      PublicDataset dataset,
      List<Source> sources,
      Optional<String> from,
      DatasetStore store,
      Progress progress)
      throws IOException {
    List<Source> chosen =
        sources.stream()
            .filter(source ->
                from.isEmpty()
                    ? source.isHere() || !(source instanceof Source.Installed)
                    : source.key().equals(from.get()))
            .toList();
    Path scratch = store.downloads(dataset.id());
    if (chosen.isEmpty() && from.isPresent()) {
      ImageCollection images =
          FilesOfUser.read(dataset, sources, from.get(), scratch.resolve("archive"), progress);
      store(dataset, from.get(), images, store, progress);
      store.deleteDownloads(dataset.id());
      return;
    }
    List<String> problems = new ArrayList<>();
    for (Source source : chosen) {
      try {
        ImageCollection images = source.read(scratch, progress);
        store(dataset, dataset.page(), images, store, progress);
        store.deleteDownloads(dataset.id());
        return;
      } catch (DatasetException e) {
        problems.add(e.getMessage());
      }
    }
    throw new DatasetException(
        Stream.concat(
                problems.stream(),
                Stream.of(
                    "A folder or archive with the files of %s does as well: sparsevd datasets fetch %s --from PATH."
                        .formatted(dataset.title(), dataset.id())))
            .collect(Collectors.joining(" ")));
  }

  private static void store(
      PublicDataset dataset,
      String source,
      ImageCollection images,
      DatasetStore store,
      Progress progress)
      throws IOException {
    boolean fits =
        images.train().shape().equals(dataset.shape())
            && images.train().size() == dataset.trainSize()
            && images.test().map(LabelledImages::size).orElse(0) == dataset.testSize();
    if (!fits) {
      throw new DatasetException(
          "%s: expected %d training and %d test images of %s, found %d and %d of %s."
              .formatted(
                  source,
                  dataset.trainSize(),
                  dataset.testSize(),
                  dataset.title(),
                  images.train().size(),
                  images.test().map(LabelledImages::size).orElse(0),
                  LabelledImages.inWords(images.train().shape())));
    }
    if (images.classNames().size() != dataset.classes()) {
      throw new DatasetException(
          "%s: expected the %d classes of %s, found %d."
              .formatted(source, dataset.classes(), dataset.title(), images.classNames().size()));
    }
    ImageCollection named =
        dataset.contents().classNames().isEmpty()
            ? images
            : new ImageCollection(dataset.contents().classNames(), images.train(), images.test());
    store.add(
        dataset.id(),
        dataset.title(),
        dataset.licence(),
        dataset.page(),
        named,
        Optional.of(dataset.contents().sha256())
            .filter(known -> !known.isEmpty())
            .map(known -> new DatasetStore.Expected(source, known)),
        progress);
  }
}
