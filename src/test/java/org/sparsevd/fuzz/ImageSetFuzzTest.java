package org.sparsevd.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.ImageDescription;
import org.sparsevd.data.store.StoreParsers;

/**
 * Data sets of images as they are imported: CIFAR's forms, archives, and the stored description.
 */
class ImageSetFuzzTest {
  private static final int RECORD = 3073;

  @TempDir private Path folder;

  private static byte[] records(int images, int labelBytes) {
    byte[] records = new byte[images * (RECORD - 1 + labelBytes)];
    for (int i = 0; i < records.length; i++) {
      records[i] = (byte) (i % (RECORD - 1 + labelBytes) < labelBytes ? i % 10 : 37 * i);
    }
    return records;
  }

  @Test
  void cifar10() throws Exception {
    Path file = folder.resolve("data_batch_1.bin");
    Fuzzer.ofFile(
            "CIFAR-10",
            file,
            ignored -> StoreParsers.images(folder, folder),
            DatasetException.class)
        .allocating(16, 1 << 19)
        .run(Source.bytes(records(3, 1), records(2, 1)));
  }

  @Test
  void cifar100() throws Exception {
    Path file = folder.resolve("train.bin");
    Fuzzer.ofFile(
            "CIFAR-100",
            file,
            ignored -> StoreParsers.images(folder, folder),
            DatasetException.class)
        .allocating(16, 1 << 19)
        .run(Source.bytes(records(3, 2), records(2, 2)));
  }

  @Test
  void archivesOfCifar() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    byte[] tar = tar("cifar-10-batches-bin/data_batch_1.bin", records(2, 1));
    Fuzzer.ofFile(
            "tar.gz",
            folder.resolve("cifar.tar.gz"),
            file -> {
              clear(scratch);
              StoreParsers.images(file, scratch);
            },
            DatasetException.class)
        .allocating(64, 1 << 21)
        .run(Source.mix(Source.bytes(tar).gzipped(), Source.bytes(gzip(tar))));
  }

  @Test
  void labelsOfPictureSheets() throws Exception {
    for (int batch = 1; batch <= 5; batch++) {
      sheet(folder.resolve("data_batch_" + batch + ".png"));
    }
    sheet(folder.resolve("test_batch.png"));
    Files.writeString(folder.resolve("train_lables.json"), "[0,1,2,3,4]");
    Fuzzer.ofFile(
            "labels of sheets",
            folder.resolve("test_lables.json"),
            ignored -> StoreParsers.images(folder, folder),
            DatasetException.class)
        .allocating(64, 1 << 21)
        .run(Source.text("[3]", "[ 3 ]", "[0,1]"));
  }

  @Test
  void descriptions() throws Exception {
    String mnist = Files.readString(Path.of("datasets", "mnist", ImageDescription.FILE));
    Fuzzer.ofFile(
            "dataset.json",
            folder.resolve(ImageDescription.FILE),
            ignored -> ImageDescription.read(folder),
            DatasetException.class)
        .allocating(256, 1 << 19)
        .run(Source.text(mnist, mnist.replace("[1, 28, 28]", "[3, 32, 32]")));
  }

  /** A damaged name may be that of another of CIFAR's files, which the next input would meet. */
  private static void clear(Path scratch) throws IOException {
    try (Stream<Path> found = Files.list(scratch)) {
      for (Path each : found.toList()) {
        Files.delete(each);
      }
    }
  }

  private static void sheet(Path file) throws Exception {
    ImageIO.write(new BufferedImage(1024, 1, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
  }

  private static byte[] tar(String name, byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      entry.setModTime(0); // else every run has other inputs
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
