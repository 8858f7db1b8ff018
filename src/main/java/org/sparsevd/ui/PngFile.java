package org.sparsevd.ui;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import org.sparsevd.run.AtomicFiles;

/** Writes a picture of the screen as PNG (8-bit RGB), without AWT. */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int RGB = 2;

  private PngFile() {}

  /**
   * Writes {@code image}; no half picture is ever left.
   *
   * @throws IOException when {@code file} can't be written; what was there stays then
   */
  static void write(Image image, Path file) throws IOException {
    AtomicFiles.write(
        file,
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.write(SIGNATURE);
          chunk(out, "IHDR", header(image));
          chunk(out, "IDAT", pixels(image));
          chunk(out, "IEND", new byte[0]);
        });
  }

  private static byte[] header(Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt((int) image.getWidth());
    out.writeInt((int) image.getHeight());
    out.write(new byte[] {8, RGB, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] pixels(Image image) throws IOException {
    int width = (int) image.getWidth();
    PixelReader reader = image.getPixelReader();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] row = new byte[1 + 3 * width]; // the first byte says: no filter
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < (int) image.getHeight(); y++) {
        for (int x = 0; x < width; x++) {
          int argb = reader.getArgb(x, y);
          row[1 + 3 * x] = (byte) (argb >> 16);
          row[2 + 3 * x] = (byte) (argb >> 8);
          row[3 + 3 * x] = (byte) argb;
        }
        out.write(row);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
