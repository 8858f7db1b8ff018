package org.sparsevd.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsevd.nn.Volume;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;

class StepWorkTest {
  private static final int MNIST = 60_000;

  private static StepWork mnist(ExperimentConfig config) {
    return StepWork.of("net", config, config.architecture().stages(new Volume(1, 28, 28), 10));
  }

  private static StepWork preset(String name) throws Exception {
    return mnist(Presets.named(name).config());
  }

  private static List<String> written(StepWork work) {
    return work.parts().stream()
        .map(part ->
            "%d %s %s %s".formatted(part.count(), part.layer(), part.role(), part.product()))
        .toList();
  }

  @Test
  void aStepOfLeNet300100HasTheseProducts() throws Exception {
    assertEquals(
        List.of(
            "2 fc1 FORWARD NN 100x300x784",
            "2 fc1 WEIGHT_GRADIENT TN 784x300x100",
            "2 fc2 FORWARD NN 100x100x300",
            "2 fc2 WEIGHT_GRADIENT TN 300x100x100",
            "2 fc2 INPUT_GRADIENT NT 100x300x100",
            "2 fc3 FORWARD NN 100x10x100",
            "2 fc3 WEIGHT_GRADIENT TN 100x10x100",
            "2 fc3 INPUT_GRADIENT NT 100x100x10"),
        written(preset("lenet-300-100")));
  }

  @Test
  void aStepOfLeNet5HasAProductARowOfItsConvolutions() throws Exception {
    assertEquals(
        List.of(
            "48 conv1 FORWARD NN 20x2400x25",
            "48 conv1 WEIGHT_GRADIENT NT 20x25x2400",
            "16 conv2 FORWARD NN 50x800x500",
            "16 conv2 WEIGHT_GRADIENT NT 50x500x800",
            "16 conv2 INPUT_GRADIENT TN 500x800x50",
            "2 fc1 FORWARD NN 100x500x800",
            "2 fc1 WEIGHT_GRADIENT TN 800x500x100",
            "2 fc1 INPUT_GRADIENT NT 100x800x500",
            "2 fc2 FORWARD NN 100x10x500",
            "2 fc2 WEIGHT_GRADIENT TN 500x10x100",
            "2 fc2 INPUT_GRADIENT NT 100x500x10"),
        written(preset("lenet-5")));
  }

  @Test
  void anEpochNeedsTheOperationsOfThePublishedNetworks() throws Exception {
    assertEquals(135e9, preset("lenet-300-100").epochFlops(MNIST), 0.5e9);
    assertEquals(1.58e12, preset("lenet-5").epochFlops(MNIST), 0.005e12);
    assertEquals(1_126_800 * 2 * 60_000.0, preset("lenet-300-100").epochFlops(MNIST));
  }

  @Test
  void anEpochReadsAndWritesSixFloatsAWeightEachStep() throws Exception {
    StepWork dense = preset("lenet-300-100");
    assertEquals(266_200, dense.weights());
    assertEquals(266_200 * 6 * 2 * 4, dense.parameterBytes());
    assertEquals(266_200 * 48 * 600.0, dense.epochBytes(MNIST));
    assertEquals(430_500, preset("lenet-5").weights());
    // A last minibatch that is not full still passes over all parameters.
    assertEquals(266_200 * 48 * 601.0, dense.epochBytes(MNIST + 1));
  }

  @Test
  void aMethodWithoutVariancesNeedsHalf() throws Exception {
    StepWork noisy = preset("lenet-300-100");
    for (String method : List.of("plain", "binary-dropout")) {
      StepWork work = mnist(Presets.named("lenet-300-100").config().with("method", method));
      assertEquals(noisy.flops(), 2 * work.flops());
      assertEquals(noisy.parameterBytes(), 2 * work.parameterBytes());
    }
  }

  @Test
  void theLimitIsProductsAtThePeakPlusParametersAtTheSpeedOfCopying() throws Exception {
    StepWork work = preset("lenet-300-100");
    // Two cores of 106 GFLOP/s and 30 GB/s: 0.638 s + 0.256 s.
    assertEquals(0.893, work.epochLimitSeconds(MNIST, 212e9, 30e9), 0.001);
  }

  @Test
  void aProductIsReadAsItWasWritten() {
    for (ProductShape.Form form : ProductShape.Form.values()) {
      ProductShape shape = new ProductShape(form, 3, 50, 784);
      assertEquals(form + " 3x50x784", shape.toString());
      assertEquals(shape, ProductShape.parse(shape.toString()));
    }
    for (String wrong : List.of("", "NN", "NN 1x2", "XX 1x2x3", "NN 1x2x3x4", "NN 1x2x-3")) {
      assertThrows(IllegalArgumentException.class, () -> ProductShape.parse(wrong), wrong);
    }
  }
}
