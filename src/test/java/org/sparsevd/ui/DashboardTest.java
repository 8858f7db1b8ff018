package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

class DashboardTest {
  private static final int LAYER_1 = 0xFF0072B2;
  private static final int LAYER_2 = 0xFFD55E00;

  @TempDir private Path folder;

  @Test
  void drawsTheWindowWithTheRunInIt() throws Exception {
    Path png = folder.resolve("dashboard.png");
    Dashboard.writePng(trainedToy(), png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertEquals(1440, picture.getWidth());
    assertEquals(900, picture.getHeight());
    // The first layer's histogram bars, curve and small bar; an empty window has only the KL curve
    // in its colour, some hundred pixels. Of the second layer a curve and a bar, else nothing.
    assertTrue(count(picture, LAYER_1) > 3000, "layer 1: " + count(picture, LAYER_1));
    assertTrue(count(picture, LAYER_2) > 100, "layer 2: " + count(picture, LAYER_2));
  }

  private Run trainedToy() throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "12");
    try (Compute compute = new Compute(2)) {
      RecordedTraining training = new RecordedTraining(DatasetCatalog.current(), compute);
      Run run =
          training
              .train(
                  Optional.of("toy"),
                  config,
                  () -> RunFolder.create(folder, "toy"),
                  started -> {},
                  new TrainingListener() {},
                  new TrainingControl())
              .run();
      return RunFolder.open(run.folder());
    }
  }

  private static int count(BufferedImage picture, int argb) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == argb ? 1 : 0;
      }
    }
    return count;
  }
}
