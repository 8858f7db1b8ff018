package org.sparsevd.data.store;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Small files in each of the forms that are read. */
final class ImageFixtures {
  static final int CIFAR_PIXELS = 3072;

  private ImageFixtures() {}

  /** An IDX file of unsigned bytes; gzipped when its name says so. */
  static Path idx(Path file, int[] lengths, byte[] values) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      DataOutputStream data = new DataOutputStream(out);
      data.writeInt(0x0800 | lengths.length);
      for (int length : lengths) {
        data.writeInt(length);
      }
      data.write(values);
    }
    return file;
  }

  /** Pixel {@code k} of image {@code i}: any value, but always the same. */
  static byte pixel(int i, int k) {
    return (byte) (i * 31 + k * 7);
  }

  static byte[] pixels(int images, int features) {
    byte[] pixels = new byte[images * features];
    for (int i = 0; i < images; i++) {
      for (int k = 0; k < features; k++) {
        pixels[i * features + k] = pixel(i, k);
      }
    }
    return pixels;
  }

  /** 0, 1, …, classes − 1, 0, … */
  static byte[] labels(int images, int classes) {
    byte[] labels = new byte[images];
    for (int i = 0; i < images; i++) {
      labels[i] = (byte) (i % classes);
    }
    return labels;
  }

  /** Records of CIFAR's binary form; the label last of {@code labelBytes}. */
  static byte[] cifar(int from, int images, int labelBytes, int classes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = from; i < from + images; i++) {
      for (int b = 1; b < labelBytes; b++) {
        out.write(7); // coarse, not looked at
      }
      out.write(i % classes);
      for (int k = 0; k < CIFAR_PIXELS; k++) {
        out.write(pixel(i, k));
      }
    }
    return out.toByteArray();
  }

  /** A sheet of the npm package: an image a row. */
  static void sheet(Path file, int from, int images) throws IOException {
    BufferedImage sheet = new BufferedImage(1024, images, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < images; i++) {
      for (int k = 0; k < 1024; k++) {
        int rgb =
            Byte.toUnsignedInt(pixel(from + i, k)) << 16
                | Byte.toUnsignedInt(pixel(from + i, 1024 + k)) << 8
                | Byte.toUnsignedInt(pixel(from + i, 2048 + k));
        sheet.setRGB(k, i, rgb);
      }
    }
    ImageIO.write(sheet, "png", file.toFile());
  }

  /** A grey or coloured picture of 4 × 3 pixels. */
  static void picture(Path file, boolean colours, int seed) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image =
        new BufferedImage(
            4, 3, colours ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        int value = (seed * 40 + y * 4 + x) & 0xff;
        image.getRaster().setSample(x, y, 0, value);
        if (colours) {
          image.getRaster().setSample(x, y, 1, 255 - value);
          image.getRaster().setSample(x, y, 2, 9);
        }
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
