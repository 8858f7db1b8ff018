package org.sparsevd.data.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.sparsevd.data.ImageShape;

/** CIFAR-10 and CIFAR-100 in their publisher's files, but with few images, and as many in both. */
final class SmallCifar {
  static final int TRAIN = 100;
  static final int TEST = 20;

  private SmallCifar() {}

  /** Files of the ten classes by their paths in the archive. */
  static Map<String, byte[]> ten() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int batch = 1; batch <= 5; batch++) {
      files.put(
          "cifar-10-batches-bin/data_batch_" + batch + ".bin",
          ImageFixtures.cifar((batch - 1) * TRAIN / 5, TRAIN / 5, 1, 10));
    }
    files.put("cifar-10-batches-bin/test_batch.bin", ImageFixtures.cifar(7, TEST, 1, 10));
    files.put("cifar-10-batches-bin/batches.meta.txt", lines(10));
    return files;
  }

  /** Those of the hundred classes. */
  static Map<String, byte[]> hundred() {
    return new TreeMap<>(
        Map.of(
            "cifar-100-binary/train.bin", ImageFixtures.cifar(0, TRAIN, 2, 100),
            "cifar-100-binary/test.bin", ImageFixtures.cifar(7, TEST, 2, 100),
            "cifar-100-binary/fine_label_names.txt", lines(100)));
  }

  private static byte[] lines(int classes) {
    return IntStream.range(0, classes)
        .mapToObj(i -> "class " + i + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A data set called {@code cifar}. */
  static PublicDataset dataset(int classes, String sha256) {
    return new PublicDataset(
        "cifar",
        "CIFAR-" + classes,
        "",
        "https://example.org",
        new PublicDataset.Contents(
            new ImageShape(3, 32, 32), classes, List.of(), TRAIN, TEST, sha256),
        List.of());
  }

  /** Where {@code archive} lies at an address. */
  static Source.Web web(Path archive, URI address) throws IOException {
    return new Source.Web(
        Collections.singletonList(
            new Download(
                address,
                archive.getFileName().toString(),
                Files.size(archive),
                Download.md5(archive))),
        CifarFolder.fileNames(),
        CifarFolder::read);
  }

  /** Puts files into a folder, without the folders they are in. */
  static Path unpacked(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(Path.of(file.getKey()).getFileName()), file.getValue());
    }
    return folder;
  }

  /** Packs files into a gzipped tar archive. */
  static Path packed(Path archive, Map<String, byte[]> files) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }
}
