package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.RunFixtures;

class MaskPictureTest {
  private static final ChartTheme THEME = ChartTheme.LIGHT;
  private static final LineStyle STYLE = THEME.layer(0, 3, false);
  private static final EpochHistory.Layer FIRST = RunFixtures.layer("fc1", 784, 300);

  private static MaskPicture matrix(EpochHistory.Layer layer) {
    WeightColors colors = WeightColors.of(WeightMode.KEPT, layer, 3, THEME, STYLE);
    return WeightMatrix.of(layer, colors, MaskOrder.whole(layer));
  }

  @Test
  void aMatrixHasARowANeuronAndAColumnAnInput() {
    MaskPicture picture = matrix(FIRST);
    assertEquals(784, picture.width());
    assertEquals(300, picture.height());
    int empty = THEME.color(ChartColor.EMPTY_CELL).getRGB();
    int[] argb = picture.argb();
    for (int input = 0; input < 784; input += 37) {
      for (int output = 0; output < 300; output += 29) {
        boolean kept = FIRST.kept(input * 300 + output);
        assertEquals(kept ? STYLE.line().getRGB() : empty, argb[output * 784 + input]);
        assertTrue(picture.describe(input, output).contains(kept ? "kept" : "pruned"));
      }
    }
  }

  @Test
  void aMatrixOfMoreNeuronsThanInputsLiesOnItsSide() {
    MaskPicture picture = matrix(RunFixtures.layer("fc1", 100, 300));
    assertEquals(300, picture.width());
    assertEquals(100, picture.height());
    assertTrue(picture.caption().contains("row an input"), picture.caption());
    assertTrue(picture.describe(299, 2).startsWith("input 3 \u2192 neuron 300"));
  }

  @Test
  void pixelsTellHowManyWeightsLeaveThem() throws IOException {
    MaskPicture picture = MaskPicture.pixels(FIRST, new ImageShape(1, 28, 28), THEME);
    assertEquals(28, picture.width());
    long kept = IntStream.range(0, 300).filter(o -> FIRST.kept((14 * 28 + 9) * 300 + o)).count();
    assertTrue(picture.describe(9, 14).contains(": " + kept + " of 300"), picture.describe(9, 14));
    assertThrows(IndexOutOfBoundsException.class, () -> picture.describe(28, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> MaskPicture.pixels(FIRST, new ImageShape(3, 28, 28), THEME));
    BufferedImage image = new BufferedImage(28 * 8, 28 * 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 28 * 8 * 28 * 8; i++) {
      int x = i % (28 * 8);
      int y = i / (28 * 8);
      image.setRGB(x, y, picture.argb()[y / 8 * 28 + x / 8]);
    }
    Path folder = Path.of("target", "screenshots");
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve("chart-mask-light.png").toFile());
  }

  @Test
  void theChannelsOfAColourImageStandSideBySideInATile() {
    ImageShape shape = new ImageShape(3, 5, 4);
    EpochHistory.Layer layer = RunFixtures.layer("fc1", 60, 7);
    WeightColors colors = WeightColors.of(WeightMode.KEPT, layer, 3, THEME, STYLE);
    MaskPicture tiles = NeuronTiles.of(layer, shape, colors, MaskOrder.whole(layer), 2, 3);
    assertEquals(14 + 4 + 14, tiles.width(), "3 channels of 4 with a cell between, two tiles");
    int empty = THEME.color(ChartColor.EMPTY_CELL).getRGB();
    for (int neuron = 0; neuron < 7; neuron++) {
      for (int input = 0; input < 60; input++) {
        int x = neuron % 2 * 18 + input / 20 * 5 + input % 4;
        int y = neuron / 2 * 8 + input % 20 / 4;
        boolean kept = layer.kept(input * 7 + neuron);
        assertEquals(kept ? STYLE.line().getRGB() : empty, tiles.argb()[y * tiles.width() + x]);
        String words = tiles.describe(x, y);
        String place =
            "pixel %d, %d, channel %d \u2192 neuron %d"
                .formatted(input % 4, input % 20 / 4, input / 20 + 1, neuron + 1);
        assertTrue(words.startsWith(place), words);
      }
      assertEquals("", tiles.describe(neuron % 2 * 18 + 4, neuron / 2 * 8), "between channels");
    }
  }

  @Test
  void useCountsInputsAndNeuronsStillConnected() {
    MaskPicture.Use use = MaskPicture.use(FIRST);
    long inputs =
        IntStream.range(0, 784)
            .filter(i -> IntStream.range(0, 300).anyMatch(o -> FIRST.kept(i * 300 + o)))
            .count();
    assertEquals(inputs, use.inputs());
    assertTrue(use.mostPerInput() > 0 && use.mostPerInput() <= 300);
    assertTrue(use.outputs() > 0 && use.outputs() <= 300);
  }

  @Test
  void moreWeightsMakeADarkerPixel() {
    int[] brightness =
        Arrays.stream(new double[] {0, 0.25, 0.5, 0.75, 1})
            .mapToInt(share -> THEME.count(share).getRed() + THEME.count(share).getGreen())
            .toArray();
    for (int i = 1; i < brightness.length; i++) {
      assertTrue(brightness[i] < brightness[i - 1]);
    }
  }
}
