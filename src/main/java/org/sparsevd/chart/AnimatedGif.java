package org.sparsevd.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF that plays for ever, written frame by frame into a file aside. All frames share
 * one palette; a colour that is not in it becomes the nearest that is.
 */
final class AnimatedGif implements AutoCloseable {
  private static final int COLORS = 256;
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private final Path file;
  private final Path aside;
  private final IndexColorModel palette;
  private final Map<Integer, Byte> nearest = new HashMap<>();
  private final ImageWriter writer;
  private final OutputStream out;
  private final ImageOutputStream stream;
  private boolean started;
  private boolean finished;

  /**
   * @param colors of the palette as 0xRRGGBB, at most 256; what lies beyond is left out
   */
  AnimatedGif(Path file, int[] colors) throws IOException {
    this.file = file;
    aside = file.resolveSibling(file.getFileName() + ".part");
    palette = palette(Arrays.copyOf(colors, Math.min(colors.length, COLORS)));
    writer = ImageIO.getImageWritersByFormatName("gif").next();
    out = Files.newOutputStream(aside); // ImageIO, given a bad file, prints a stack trace
    stream = ImageIO.createImageOutputStream(out);
    writer.setOutput(stream);
    writer.prepareWriteSequence(null);
  }

  private static IndexColorModel palette(int[] colors) {
    byte[] red = new byte[colors.length];
    byte[] green = new byte[colors.length];
    byte[] blue = new byte[colors.length];
    for (int i = 0; i < colors.length; i++) {
      red[i] = (byte) (colors[i] >> 16);
      green[i] = (byte) (colors[i] >> 8);
      blue[i] = (byte) colors[i];
    }
    return new IndexColorModel(8, colors.length, red, green, blue);
  }

  /**
   * Adds a frame, of the same size as the others.
   *
   * @param hundredths how long it is shown, in 1/100 s
   */
  void add(BufferedImage frame, int hundredths) throws IOException {
    BufferedImage indexed =
        new BufferedImage(
            frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] pixels = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    int[] row = new int[frame.getWidth()];
    for (int y = 0; y < frame.getHeight(); y++) {
      frame.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        pixels[y * row.length + x] = nearest.computeIfAbsent(row[x] & 0xFFFFFF, this::indexOf);
      }
    }
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(indexed), null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(hundredths));
    if (!started) {
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0}); // sub-block 1: repeat 0 times, which is for ever
      child(root, "ApplicationExtensions").appendChild(loop);
      started = true;
    }
    metadata.setFromTree(FORMAT, root);
    writer.writeToSequence(new IIOImage(indexed, null, metadata), null);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }

  private byte indexOf(int rgb) {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < palette.getMapSize(); i++) {
      int red = palette.getRed(i) - (rgb >> 16 & 0xFF);
      int green = palette.getGreen(i) - (rgb >> 8 & 0xFF);
      int blue = palette.getBlue(i) - (rgb & 0xFF);
      int distance = red * red + green * green + blue * blue;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
    return (byte) best;
  }

  /** Ends the file and moves it to its place. */
  void finish() throws IOException {
    writer.endWriteSequence();
    stream.close();
    out.close();
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
  }

  /** Throws away what was not {@linkplain #finish finished}. */
  @Override
  public void close() throws IOException {
    writer.dispose();
    if (!finished) {
      out.close();
      Files.deleteIfExists(aside);
    }
  }
}
