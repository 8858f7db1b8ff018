package org.sparsevd.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Images for a network, out of picture files and IDX files: values from 0 to 255. */
public final class ImageFile {
  private static final int MAX_SIDE = 4096;
  private static final int GRAY = 1;
  private static final int RGB = 3;
  private static final int BYTE_BITS = 8;

  private ImageFile() {}

  /**
   * The images of a file: one of a PNG, JPEG, GIF or BMP, all of an IDX file, gzipped or not. A
   * picture in colours is turned to grey where the network takes one channel; nothing is scaled,
   * cut or inverted.
   *
   * @return [features] each, in the order of {@link ImageShape}
   * @throws DatasetException when there are none of {@code shape} in it
   */
  public static List<float[]> read(Path file, ImageShape shape) throws DatasetException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DatasetException("%s: expected an image, found no file.".formatted(file));
      }
      if (!Files.isReadable(file)) {
        throw new DatasetException("%s: expected an image, it can't be read.".formatted(file));
      }
      if (IdxArray.isIdx(file)) {
        return ofIdx(file, shape);
      }
      SizeCheck check = (height, width) -> requireSize(file, shape, height, width);
      return List.of(pixels(file, picture(file, check), shape));
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /**
   * The shape of a picture file: of one channel where it is stored grey, else of three.
   *
   * @throws DatasetException when it is no PNG, JPEG, GIF or BMP, or larger than 4096 × 4096
   */
  public static ImageShape shapeOf(Path file) throws DatasetException {
    BufferedImage image = picture(file, MAX_SIDE, MAX_SIDE);
    boolean gray =
        image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel);
    int channels = gray ? GRAY : RGB;
    return new ImageShape(channels, image.getHeight(), image.getWidth());
  }

  /**
   * Any picture.
   *
   * @throws DatasetException when it is no PNG, JPEG, GIF or BMP, or larger than this
   */
  public static BufferedImage picture(Path file, int mostHeight, int mostWidth)
      throws DatasetException {
    return picture(
        file,
        (height, width) -> {
          if (height > mostHeight || width > mostWidth) {
            throw new DatasetException(
                "%s: expected an image of at most %d × %d, found %d × %d."
                    .formatted(file, mostHeight, mostWidth, height, width));
          }
        });
  }

  /** Refuses pictures of a size that is not wanted. */
  @FunctionalInterface
  private interface SizeCheck {
    void check(int height, int width) throws DatasetException;
  }

  /** Looks at the size first: a few bytes can say that they are a picture of gigabytes. */
  private static BufferedImage picture(Path file, SizeCheck size) throws DatasetException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DatasetException(
            "%s: expected an image (PNG, JPEG, GIF or BMP) or an IDX file.".formatted(file));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        size.check(reader.getHeight(0), reader.getWidth(0));
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // For damaged files ImageIO's readers throw whatever their code runs into.
      throw damaged(file, e);
    }
  }

  private static DatasetException damaged(Path file, Exception cause) {
    return new DatasetException(
        "%s: expected an image, found one that is damaged or cut short.".formatted(file), cause);
  }

  private static void requireSize(Path file, ImageShape shape, int height, int width)
      throws DatasetException {
    if (height != shape.height() || width != shape.width()) {
      throw new DatasetException(
          "%s: expected an image of %s, found %d × %d."
              .formatted(file, words(shape), height, width));
    }
  }

  private static List<float[]> ofIdx(Path file, ImageShape shape) throws DatasetException {
    IdxArray array = IdxArray.read(file);
    List<Integer> each = array.dimensions().subList(1, array.dimensions().size());
    int features = shape.features();
    boolean fits =
        each.equals(List.of(shape.channels(), shape.height(), shape.width()))
            || (shape.channels() == 1 && each.equals(List.of(shape.height(), shape.width())));
    if (!fits) {
      throw new DatasetException(
          "%s: expected images of %s, found %s.".formatted(file, words(shape), each));
    }
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < array.dimensions().getFirst(); i++) {
      float[] image = new float[features];
      for (int k = 0; k < features; k++) {
        image[k] = Byte.toUnsignedInt(array.values()[i * features + k]);
      }
      images.add(image);
    }
    return images;
  }

  private static float[] pixels(Path file, BufferedImage image, ImageShape shape)
      throws DatasetException {
    requireSize(file, shape, image.getHeight(), image.getWidth()); // a damaged one may differ
    if (shape.channels() != GRAY && shape.channels() != RGB) {
      throw new DatasetException(
          "%s: expected samples of %d channels, and images have 1 or 3."
              .formatted(file, shape.channels()));
    }
    float[] pixels = new float[shape.features()];
    int plane = shape.height() * shape.width();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int at = y * shape.width() + x;
        if (shape.channels() == GRAY) {
          pixels[at] = gray(image, x, y);
        } else {
          int rgb = image.getRGB(x, y);
          pixels[at] = (rgb >> 16) & 0xff;
          pixels[plane + at] = (rgb >> 8) & 0xff;
          pixels[2 * plane + at] = rgb & 0xff;
        }
      }
    }
    return pixels;
  }

  /** As stored where the picture is grey: getRGB would pass it through another gamma. */
  private static float gray(BufferedImage image, int x, int y) {
    boolean stored =
        image.getRaster().getNumBands() == 1
            && image.getColorModel().getComponentSize(0) == BYTE_BITS
            && image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    if (stored) {
      return image.getRaster().getSample(x, y, 0);
    }
    int rgb = image.getRGB(x, y);
    // Luma of ITU-R BT.601.
    return Math.round(
        0.299f * ((rgb >> 16) & 0xff) + 0.587f * ((rgb >> 8) & 0xff) + 0.114f * (rgb & 0xff));
  }

  private static String words(ImageShape shape) {
    String size = shape.height() + " × " + shape.width();
    return shape.channels() == 1 ? size : shape.channels() + " × " + size;
  }
}
