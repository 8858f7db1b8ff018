package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.chart.MaskOptions.Form;
import org.sparsevd.chart.MaskOrder.By;
import org.sparsevd.data.ImageShape;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.RunFolder;

class MaskSceneTest {
  private static final MaskScene.Room ROOM = new MaskScene.Room(700, 500, ChartTheme.LIGHT, 1);

  private static EpochHistory history(String run, int epoch) throws Exception {
    return RunFolder.open(Path.of("assets", "runs", run)).history(epoch).orElseThrow();
  }

  private static MaskScene scene(EpochHistory history, MaskOptions options) {
    return MaskScene.of(
        history.epoch(),
        history.layers(),
        Optional.of(new ImageShape(1, 28, 28)),
        options,
        ROOM,
        Optional.empty());
  }

  private static int keptOf(EpochHistory.Layer layer, int neuron) {
    return (int)
        IntStream.range(0, layer.inputs())
            .filter(input -> layer.kept(input * layer.outputs() + neuron))
            .count();
  }

  @Test
  void tilesShowEveryLiveNeuronPixelByPixelTheFullestFirst() throws Exception {
    MaskScene scene = scene(history("lenet-300-100-s1", 200), MaskOptions.standard());
    assertEquals(Form.TILES, scene.form());
    assertEquals(List.of(Form.TILES, Form.MATRIX, Form.PIXELS), scene.forms());
    EpochHistory.Layer layer = scene.layer();
    int[] neurons = scene.order().outputs();
    assertEquals(300 - neurons.length, scene.order().foldedOutputs());
    assertEquals(scene.live().layers().getFirst().deadOutputs(), scene.order().foldedOutputs());
    MaskPicture picture = scene.image().picture();
    assertEquals(neurons.length, picture.marks().size());
    for (int i = 0; i < neurons.length; i++) {
      int kept = keptOf(layer, neurons[i]);
      MaskPicture.Mark mark = picture.marks().get(i);
      assertEquals("" + (neurons[i] + 1), mark.text());
      assertEquals("" + kept, mark.detail());
      assertTrue(i == 0 || kept <= keptOf(layer, neurons[i - 1]));
      int weight = picture.weightAt(mark.x() + 9, mark.y() - 28 + 14).getAsInt();
      assertEquals((14 * 28 + 9) * 300 + neurons[i], weight);
      int cell = picture.cellOf(weight).getAsInt();
      assertEquals(mark.x() + 9, cell % picture.width());
    }
    assertTrue(picture.folded().rows().startsWith("dead neurons folded: "));
  }

  @Test
  void fittingTilesAreLargeWhereThereIsRoomAndScrolledWhereThereIsNot() throws Exception {
    EpochHistory history = history("lenet-300-100-s1", 200);
    assertEquals(2, scene(history, MaskOptions.standard()).image().cell());
    MaskScene.Room wide = new MaskScene.Room(1600, 1000, ChartTheme.LIGHT, 1);
    MaskImage image =
        MaskScene.of(
                200,
                history.layers(),
                Optional.of(new ImageShape(1, 28, 28)),
                MaskOptions.standard(),
                wide,
                Optional.empty())
            .image();
    assertEquals(3, image.cell());
    assertTrue(image.width() <= 1600 && image.height() <= 1000);
  }

  @Test
  void rowsAndColumnsOfAMatrixAreSortedAndUnusedOnesFolded() throws Exception {
    MaskOptions options = MaskOptions.standard().withLayer("fc2").withForm(Form.MATRIX);
    EpochHistory history = history("lenet-300-100-s1", 200);
    MaskScene byNumber = scene(history, options.withOrder(By.NUMBER, By.NUMBER));
    MaskScene byKept = scene(history, options.withOrder(By.KEPT, By.KEPT));
    int[] inputs = byNumber.order().inputs();
    assertTrue(IntStream.range(1, inputs.length).allMatch(i -> inputs[i - 1] < inputs[i]));
    int[] sorted = byKept.order().inputs().clone();
    Arrays.sort(sorted);
    assertTrue(Arrays.equals(inputs, sorted), "the same inputs in another order");
    EpochHistory.Layer layer = byKept.layer();
    int before = Integer.MAX_VALUE;
    for (int input : byKept.order().inputs()) {
      int kept =
          (int)
              IntStream.range(0, layer.outputs())
                  .filter(output -> layer.kept(input * layer.outputs() + output))
                  .count();
      assertTrue(kept <= before);
      before = kept;
    }
    // What fc1 has dead neurons, fc2 has unused inputs.
    assertEquals(byKept.live().layers().getFirst().deadOutputs(), byKept.order().foldedInputs());
    MaskPicture picture = byKept.image().picture();
    assertEquals(inputs.length, picture.width());
    assertEquals(
        byKept.order().inputs()[3] * 100 + byKept.order().outputs()[2],
        picture.weightAt(3, 2).getAsInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv1", "conv2", "fc1", "fc2"})
  void everyLayerOfAConvolutionalNetworkHasAPictureThatFits(String name) throws Exception {
    for (WeightMode mode : WeightMode.values()) {
      MaskScene scene =
          scene(history("lenet-5-s1", 100), MaskOptions.standard().withLayer(name).withMode(mode));
      assertEquals(name, scene.layer().name());
      assertEquals(mode, scene.mode());
      assertEquals(name.startsWith("conv") ? Form.TILES : Form.MATRIX, scene.form());
      boolean fits = scene.image().width() <= 700 && scene.image().height() <= 500;
      assertTrue(fits || scene.image().cell() == 1);
    }
  }

  @Test
  void whatIsHeldKeepsItsPlaceAndColoursInOtherEpochs() throws Exception {
    MaskOptions options = MaskOptions.standard().withMode(WeightMode.THETA);
    MaskScene last = scene(history("lenet-300-100-s1", 200), options);
    EpochHistory early = history("lenet-300-100-s1", 30);
    MaskScene held =
        MaskScene.of(
            30,
            early.layers(),
            Optional.of(new ImageShape(1, 28, 28)),
            options,
            ROOM,
            Optional.of(last.held()));
    assertEquals(last.order(), held.order());
    assertEquals(last.image().width(), held.image().width());
    assertEquals(last.image().height(), held.image().height());
    assertEquals(last.colors().key().high(), held.colors().key().high());
    assertTrue(scene(early, options).order().outputs().length > held.order().outputs().length);
  }

  @Test
  void stepsGoFromKeptWeightToKeptWeightAndAround() throws Exception {
    MaskScene scene =
        scene(history("lenet-300-100-s1", 200), MaskOptions.standard().withLayer("fc3"));
    int kept = MaskPicture.use(scene.layer()).kept();
    int start = scene.step(0, 1);
    int at = start;
    for (int i = 0; i < kept; i++) {
      assertTrue(scene.layer().kept(at));
      assertEquals(at, scene.step(scene.step(at, 1), -1));
      at = scene.step(at, 1);
    }
    assertEquals(start, at, "after as many steps as there are kept weights");
  }
}
