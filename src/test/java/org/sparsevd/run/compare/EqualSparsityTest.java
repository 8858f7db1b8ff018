package org.sparsevd.run.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.Run;
import org.sparsevd.run.compare.ComparisonTable.Row;
import org.sparsevd.train.Evaluator;

class EqualSparsityTest {
  @TempDir private Path folder;

  private Run train(String name, String... settings) throws Exception {
    return RecordedRun.train(folder.resolve(name), RecordedRun.toy(settings), 1).run();
  }

  @Test
  void aDenseRunLosesItsSmallestWeightsAndTheSparseOneStaysAsItIs() throws Exception {
    Run dense = train("dense", "method=binary-dropout", "epochs=4");
    Run sparse = train("sparse", "epochs=30");
    Comparison comparison = Comparison.of(List.of(dense, sparse));
    LoadedData data = new LoadedData(DatasetCatalog.current());
    try (Compute compute = new Compute(1)) {
      EqualSparsity equal = EqualSparsity.measure(comparison, data::of, compute).orElseThrow();
      assertEquals(1, equal.like());
      assertEquals(
          sparse.latest().orElseThrow().testErrorPercent(), equal.testErrorPercent().getLast());
      // The same by hand: sort |θ| of each layer and keep as many as the other has.
      Dataset samples = data.of(dense.info().config().orElseThrow());
      List<LayerWeights> weights = dense.weights().orElseThrow();
      var pruned = new ArrayList<LayerWeights>();
      for (int i = 0; i < weights.size(); i++) {
        double percent = sparse.latest().orElseThrow().sparsityPercent().get(i);
        int zeros = (int) Math.round(weights.get(i).weightCount() * percent / 100);
        var theta = weights.get(i).theta().copy();
        float[] sizes = new float[theta.data.length];
        for (int j = 0; j < sizes.length; j++) {
          sizes[j] = Math.abs(theta.data[j]);
        }
        Arrays.sort(sizes);
        for (int j = 0; j < sizes.length; j++) {
          theta.data[j] =
              zeros > 0 && Math.abs(theta.data[j]) <= sizes[zeros - 1] ? 0 : theta.data[j];
        }
        pruned.add(weights.get(i).withTheta(theta));
      }
      double expected =
          new Evaluator(compute, dense.info().config().orElseThrow().stages(samples))
              .errorPercent(pruned, samples.test());
      assertEquals(expected, equal.testErrorPercent().getFirst());
      assertTrue(expected > dense.latest().orElseThrow().testErrorPercent(), "it costs something");
      Row row =
          ComparisonTable.of(comparison, Alignment.EPOCH, OptionalDouble.empty(), measured(equal))
              .rows()
              .stream()
              .filter(each -> each.figure() == Figure.EQUAL_SPARSITY_ERROR)
              .findFirst()
              .orElseThrow();
      assertEquals("B", row.of());
      assertTrue(
          ComparisonTable.of(comparison, Alignment.EPOCH, OptionalDouble.of(3), measured(equal))
              .rows()
              .stream()
              .noneMatch(each -> each.figure() == Figure.EQUAL_SPARSITY_ERROR),
          "it is of the newest weights alone");
    }
  }

  @Test
  void thereIsNothingToMakeEqualAmongRunsThatAllPruneOrNoneDo() throws Exception {
    Run dense = train("dense", "method=plain", "epochs=1");
    Run sparse = train("sparse", "epochs=30");
    assertEquals(Optional.empty(), EqualSparsity.reference(Comparison.of(List.of(dense, dense))));
    assertEquals(Optional.empty(), EqualSparsity.reference(Comparison.of(List.of(sparse))));
    assertEquals(Optional.of(0), EqualSparsity.reference(Comparison.of(List.of(sparse, dense))));
  }

  @Test
  void aRunOfOtherLayersHasNoSuchError() throws Exception {
    Run dense = train("dense", "method=plain", "epochs=1", "hiddenLayers=7");
    Run sparse = train("sparse", "epochs=30");
    LoadedData data = new LoadedData(DatasetCatalog.current());
    try (Compute compute = new Compute(1)) {
      EqualSparsity equal =
          EqualSparsity.measure(Comparison.of(List.of(dense, sparse)), data::of, compute)
              .orElseThrow();
      assertTrue(equal.testErrorPercent().getFirst().isNaN());
    }
  }

  private static Optional<Measurements> measured(EqualSparsity equal) {
    return Optional.of(new Measurements(Optional.of(equal), List.of()));
  }
}
