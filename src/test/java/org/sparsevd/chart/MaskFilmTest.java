package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.ThinnedRun;
import org.w3c.dom.NodeList;

class MaskFilmTest {
  private static final MaskScene.Room ROOM = new MaskScene.Room(700, 500, ChartTheme.DARK, 1);
  private static final MaskOptions OPTIONS = MaskOptions.standard().withMode(WeightMode.THETA);

  @TempDir private Path folder;

  /** A trained network with five epochs of masks. */
  private Run run() throws Exception {
    Path sample = Path.of("assets", "runs", "lenet-300-100-s1");
    return RunFolder.open(ThinnedRun.write(sample, folder.resolve("run"), 50, true).folder());
  }

  private static MaskScene scene(Run run, int epoch, Optional<MaskScene.Held> held) {
    EpochHistory history = run.history(epoch).orElseThrow();
    return MaskScene.of(epoch, history.layers(), run.info().data().shape(), OPTIONS, ROOM, held);
  }

  @Test
  void everyEpochIsAFrameWithItsPixelsInAFilmThatPlaysForEver() throws Exception {
    Run run = run();
    MaskScene last = scene(run, 200, Optional.empty());
    Path file = folder.resolve("masks.gif");
    List<Double> progress = new ArrayList<>();
    int frames =
        MaskFilm.write(
            run, last, OPTIONS, ROOM, EpochHistory::layers, file, progress::add, () -> false);
    assertEquals(5, frames);
    assertEquals(List.of(0.2, 0.4, 0.6, 0.8, 1.0), progress);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertEquals(5, reader.getNumImages(true));
      for (int frame = 0; frame < 5; frame++) {
        IIOMetadataNode root =
            (IIOMetadataNode)
                reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control =
            (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        assertEquals(frame == 4 ? "200" : "12", control.getAttribute("delayTime"));
        NodeList loops = root.getElementsByTagName("ApplicationExtension");
        assertEquals(frame == 0 ? 1 : 0, loops.getLength());
        if (frame == 0) {
          IIOMetadataNode loop = (IIOMetadataNode) loops.item(0);
          assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
          byte[] repeat = (byte[]) loop.getUserObject();
          assertEquals(0, repeat[1] + 256 * repeat[2], "0 times is for ever");
        }
        assertPixels(scene(run, 50 * frame, Optional.of(last.held())), reader.read(frame));
      }
    }
  }

  /** The cells have exactly their colours: the palette has all of them. */
  private static void assertPixels(MaskScene scene, BufferedImage frame) {
    BufferedImage sheet = MaskSheet.draw(scene, "lenet-300-100-s2", ChartTheme.DARK, 1);
    assertEquals(sheet.getWidth(), frame.getWidth());
    assertEquals(sheet.getHeight(), frame.getHeight());
    MaskPicture picture = scene.image().picture();
    int x0 = 16 + scene.image().left();
    int y0 = sheet.getHeight() - 16 - scene.image().height() + scene.image().top();
    int cell = scene.image().cell();
    int compared = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (picture.weightAt(x, y).isPresent()) {
          int expected = picture.argb()[y * picture.width() + x];
          assertEquals(expected, frame.getRGB(x0 + x * cell, y0 + y * cell));
          compared++;
        }
      }
    }
    assertTrue(compared > 10_000);
  }

  @Test
  void aCancelledFilmLeavesNoFile() throws Exception {
    Run run = run();
    MaskScene last = scene(run, 200, Optional.empty());
    Path file = folder.resolve("masks.gif");
    Files.writeString(file, "an older film");
    List<Double> progress = new ArrayList<>();
    int frames =
        MaskFilm.write(
            run,
            last,
            OPTIONS,
            ROOM,
            EpochHistory::layers,
            file,
            progress::add,
            () -> progress.size() == 2);
    assertEquals(0, frames);
    assertEquals(2, progress.size());
    assertEquals("an older film", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("masks.gif.part")));
  }

  @Test
  void coloursBeyondThePaletteBecomeTheNearest() throws Exception {
    Path file = folder.resolve("two.gif");
    BufferedImage frame = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    frame.setRGB(0, 0, 0x101010);
    frame.setRGB(1, 0, 0xF0E0F0);
    try (AnimatedGif gif = new AnimatedGif(file, new int[] {0x000000, 0xFFFFFF, 0xFF0000})) {
      gif.add(frame, 10);
      gif.finish();
    }
    BufferedImage read = ImageIO.read(file.toFile());
    assertEquals(0xFF000000, read.getRGB(0, 0));
    assertEquals(0xFFFFFFFF, read.getRGB(1, 0));
  }
}
