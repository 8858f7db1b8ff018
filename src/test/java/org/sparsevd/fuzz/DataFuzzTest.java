package org.sparsevd.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DataParsers;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.IdxArray;
import org.sparsevd.data.ImageFile;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.data.Sha256;

/** Files of samples: IDX, CSV and pictures. */
class DataFuzzTest {
  private static final ImageShape SHAPE = new ImageShape(1, 6, 5);
  private static final ImageShape COLOURS = new ImageShape(3, 6, 5);

  @TempDir private Path folder;

  private static byte[] idx(int... dimensions) {
    int size = 1;
    for (int dimension : dimensions) {
      size *= dimension;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + size);
    bytes.putInt(0x0800 | dimensions.length);
    for (int dimension : dimensions) {
      bytes.putInt(dimension);
    }
    while (bytes.hasRemaining()) {
      bytes.put((byte) (37 * bytes.position()));
    }
    return bytes.array();
  }

  private static Source idxFiles() {
    Source idx = Source.bytes(idx(4, 6, 5), idx(30), idx(2, 3, 6, 5));
    return Source.mix(idx, idx.gzipped(), Source.bytes(Source.gzip(idx(4, 6, 5))));
  }

  @Test
  void idxOfAnyShape() throws Exception {
    Fuzzer.ofFile("IDX", folder.resolve("some.idx"), IdxArray::read, DatasetException.class)
        .allocating(8, 1 << 19)
        .run(idxFiles());
  }

  @Test
  void idxOfMnist() throws Exception {
    byte[] whole = idx(4, 6, 5);
    var digest = Sha256.digest();
    digest.update(whole);
    String sha256 = HexFormat.of().formatHex(digest.digest());
    Source idx = Source.bytes(whole);
    Fuzzer.ofFile(
            "IDX of MNIST",
            folder.resolve("digits.gz"),
            file -> DataParsers.idxFile(folder, "digits", List.of(4, 6, 5), sha256),
            DatasetException.class)
        .allocating(8, 1 << 18)
        .run(Source.mix(idx.gzipped(), Source.bytes(Source.gzip(whole))));
  }

  @Test
  void images() throws Exception {
    Source pictures =
        Source.mix(
            PngSource.of(picture("png", BufferedImage.TYPE_BYTE_GRAY)),
            PngSource.of(picture("png", BufferedImage.TYPE_INT_ARGB)),
            PngSource.of(picture("png", BufferedImage.TYPE_BYTE_INDEXED)),
            Source.bytes(
                picture("bmp", BufferedImage.TYPE_INT_RGB),
                picture("gif", BufferedImage.TYPE_BYTE_INDEXED),
                picture("jpg", BufferedImage.TYPE_BYTE_GRAY)),
            idxFiles());
    Fuzzer.ofFile(
            "image",
            folder.resolve("picture"),
            file -> ImageFile.read(file, SHAPE),
            DatasetException.class)
        .allocating(64, 1 << 20)
        .run(pictures);
  }

  @Test
  void imagesOfThreeChannels() throws Exception {
    Fuzzer.ofFile(
            "image in colours",
            folder.resolve("picture"),
            file -> ImageFile.read(file, COLOURS),
            DatasetException.class)
        .allocating(64, 1 << 20)
        .run(
            Source.mix(
                PngSource.of(picture("png", BufferedImage.TYPE_INT_RGB)),
                Source.bytes(
                    picture("bmp", BufferedImage.TYPE_INT_RGB),
                    picture("gif", BufferedImage.TYPE_BYTE_INDEXED),
                    picture("jpg", BufferedImage.TYPE_INT_RGB))));
  }

  static byte[] picture(String format, int type) throws Exception {
    BufferedImage image = new BufferedImage(5, 6, type);
    Random random = new Random(1);
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 5; x++) {
        image.setRGB(x, y, 0xff000000 | random.nextInt());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static Source csv() {
    return Source.text(
        "a,b,label\n1,2,yes\n-3.5,4e2,no\n0.25,.5,yes\n7,8,no\n1,1,yes\n",
        "Class,width,\"the, height\"\r\nred,1,2\r\n\"blue \"\"x\"\"\",3,4\r\n\"a\nb\",5,6\r\n",
        "0,1,2\n5,6,x\n7,8,y\n9,9,x\n");
  }

  @Test
  void csvFiles() throws Exception {
    Fuzzer.ofFile(
            "CSV", folder.resolve("samples.csv"), DataParsers::csvFile, DatasetException.class)
        .allocating(64, 1 << 18)
        .run(csv());
  }

  @Test
  void csvDatasets() throws Exception {
    Files.write(
        folder.resolve("samples-test.csv"), "a,b,label\n1,2,yes\n-3.5,4e2,no\n".getBytes(UTF_8));
    DatasetCatalog catalog = new DatasetCatalog(folder);
    Fuzzer.ofFile(
            "CSV data set",
            folder.resolve("samples.csv"),
            file -> {
              for (Preprocessing each : Preprocessing.values()) {
                catalog.load("samples", each, 0, 1);
              }
            },
            DatasetException.class)
        .allocating(128, 1 << 19)
        .run(csv());
  }
}
