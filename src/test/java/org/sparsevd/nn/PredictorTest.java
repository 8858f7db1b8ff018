package org.sparsevd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sparsevd.kernel.Compute;

/** A predictor computes what the network without noise computes. */
class PredictorTest {
  private static final Volume INPUT = new Volume(2, 9, 8);
  private static final int BATCH = 7;

  private final Random random = new Random(11);
  private final FMatrixRMaj inputs = random(BATCH, INPUT.features());

  @Test
  void logitsAreThoseOfLayersWithTheSameWeights() {
    List<Stage> stages = Architecture.parse("6@3x3-pool2-5@2x2same-9").stages(INPUT, 4);
    try (Compute compute = new Compute(2)) {
      List<WeightLayer> trained = new ArrayList<>();
      FMatrixRMaj activations = inputs;
      for (Stage stage : stages) {
        Layer layer = layer(compute, stage);
        if (layer instanceof WeightLayer weights) {
          trained.add(weights);
          for (Parameter parameter : weights.parameters()) {
            fill(parameter.value());
          }
        }
        FMatrixRMaj output = new FMatrixRMaj(0, 0);
        layer.forward(activations, output, 1);
        activations = output;
      }
      List<LayerWeights> weights = trained.stream().map(WeightLayer::copyWeights).toList();
      Predictor predictor = new Predictor(compute, stages, weights);
      assertArrayEquals(activations.data, predictor.logits(inputs).data);
      int[] best = new int[BATCH];
      for (int row = 0; row < BATCH; row++) {
        for (int c = 1; c < 4; c++) {
          best[row] = activations.get(row, c) > activations.get(row, best[row]) ? c : best[row];
        }
      }
      assertEquals(0, predictor.errors(inputs, best));
      best[3] = (best[3] + 1) % 4;
      assertEquals(1, predictor.errors(inputs, best));
    }
  }

  @Test
  void logitsThatAreNoNumbersAreErrors() {
    List<Stage> stages = Architecture.parse("5").stages(INPUT, 4);
    LayerWeights hidden = weights("fc1", INPUT.features(), 5);
    LayerWeights last = weights("fc2", 5, 4);
    last.bias().fill(Float.NaN);
    try (Compute compute = new Compute(1)) {
      assertEquals(
          BATCH,
          new Predictor(compute, stages, List.of(hidden, last)).errors(inputs, new int[BATCH]));
      assertThrows(
          IllegalArgumentException.class, () -> new Predictor(compute, stages, List.of(hidden)));
    }
  }

  private static Layer layer(Compute compute, Stage stage) {
    return switch (stage) {
      case Stage.Unflatten s -> new Transpose();
      case Stage.Flatten s -> new Transpose();
      case Stage.MaxPool s -> new MaxPool(compute, s);
      case Stage.Conv s ->
          new Conv(
              compute,
              new PlainWeights(s.name(), s.geometry().fanIn(), s.geometry().filters(), 0, 0),
              s.geometry());
      case Stage.Dense s ->
          new Dense(compute, new PlainWeights(s.name(), s.inputs(), s.outputs(), 0, 0), !s.last());
    };
  }

  private LayerWeights weights(String name, int inputs, int outputs) {
    return new LayerWeights(
        name,
        random(inputs, outputs),
        Optional.empty(),
        new FMatrixRMaj(1, outputs),
        Optional.empty());
  }

  private FMatrixRMaj random(int rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    fill(matrix);
    return matrix;
  }

  private void fill(FMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = (float) random.nextGaussian();
    }
  }
}
