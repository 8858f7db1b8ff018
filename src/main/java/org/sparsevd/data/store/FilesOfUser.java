package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetException;

/** Files of a public data set that the user has already. */
final class FilesOfUser {
  private FilesOfUser() {}

  /**
   * Reads a folder or an archive. Where nobody knows the digest of the data set's contents, an
   * archive has to be the one that its publisher gives: another one of the same form would pass for
   * it.
   *
   * @param sources of the data set
   * @param from path of the folder or archive
   * @param scratch where an archive is unpacked; what is in it is thrown away
   * @throws DatasetException when there is nothing at {@code from}, or not what is expected
   */
  static ImageCollection read(
      PublicDataset dataset, List<Source> sources, String from, Path scratch, Progress progress)
      throws IOException {
    Path path = Path.of(from);
    if (!Files.exists(path)) {
      throw new DatasetException(
          "%s: expected a folder or an archive with the files of %s, or one of %s, found nothing."
              .formatted(
                  from,
                  dataset.title(),
                  String.join(", ", sources.stream().map(Source::key).toList())));
    }
    if (dataset.contents().sha256().isEmpty() && Files.isRegularFile(path)) {
      Optional<Download> known = archives(sources).findFirst();
      if (known.isPresent()) {
        progress.at(path.getFileName().toString(), -1, -1);
        check(path, known.get());
      }
    }
    DatasetStore.deleteAll(scratch); // an archive of before may have left what this one lacks
    return ImageReader.read(path, dataset.contents().classNames(), scratch, progress);
  }

  private static void check(Path archive, Download known) throws IOException {
    String found = Download.md5(archive);
    if (!found.equals(known.md5())) {
      String whose =
          PublicDataset.all().stream()
              .filter(other -> archives(other.sources()).map(Download::md5).anyMatch(found::equals))
              .map(other -> ", that of " + other.title())
              .findFirst()
              .orElse("");
      throw new DatasetException(
          "%s: expected the archive %s with MD5 %s, found %s%s."
              .formatted(archive, known.name(), known.md5(), found, whose));
    }
  }

  private static Stream<Download> archives(List<Source> sources) {
    return sources.stream()
        .filter(Source.Web.class::isInstance)
        .map(Source.Web.class::cast)
        .filter(web -> !web.wanted().isEmpty())
        .flatMap(web -> web.downloads().stream());
  }
}
