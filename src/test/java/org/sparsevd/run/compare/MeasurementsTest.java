package org.sparsevd.run.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.compact.CompactReport;

class MeasurementsTest {
  @TempDir private Path folder;

  @Test
  void theTableTellsWhatCompactModelsSaveAtTheNewestEpoch() throws Exception {
    Run sparse = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Run dense =
        RecordedRun.train(folder.resolve("dense"), RecordedRun.toy("method=plain", "epochs=1"), 1)
            .run();
    Comparison comparison = Comparison.of(List.of(sparse, dense));
    Measurements measured = measure(comparison);
    CompactReport.Size first = measured.compact().getFirst().orElseThrow().size();
    CompactReport.Size second = measured.compact().getLast().orElseThrow().size();
    assertEquals(second.units(), second.unitsLeft());
    Map<Figure, ComparisonTable.Row> rows = rows(comparison, OptionalDouble.empty(), measured);
    assertEquals(
        List.of((double) first.unitsLeft(), (double) second.unitsLeft()),
        rows.get(Figure.UNITS_LEFT).values());
    assertEquals(
        List.of((double) first.compactBytes(), (double) second.compactBytes()),
        rows.get(Figure.COMPACT_BYTES).values());
    assertTrue(rows.get(Figure.SAMPLE_MICROS).values().stream().allMatch(micros -> micros > 0));
    assertTrue(
        rows.get(Figure.BATCH_MICROS).values().getFirst()
            > rows.get(Figure.SAMPLE_MICROS).values().getFirst());
    assertEquals(1, rows.get(Figure.COMPACT_BYTES).best().cardinality());
    Map<Figure, ComparisonTable.Row> earlier = rows(comparison, OptionalDouble.of(1), measured);
    assertTrue(!earlier.containsKey(Figure.COMPACT_BYTES) && earlier.containsKey(Figure.EPOCHS));
  }

  @Test
  void aRunWithoutWeightsHasNoneAndTheOthersKeepTheirs() throws Exception {
    Path without = folder.resolve("without");
    Run sparse = RecordedRun.train(folder.resolve("a"), RecordedRun.toy("epochs=2"), 1).run();
    RecordedRun.train(without, RecordedRun.toy("epochs=2"), 1);
    Files.delete(without.resolve("weights.safetensors"));
    Comparison comparison = Comparison.of(List.of(RunFolder.open(without), sparse));
    Measurements measured = measure(comparison);
    assertEquals(Optional.empty(), measured.compact().getFirst());
    ComparisonTable.Row bytes =
        rows(comparison, OptionalDouble.empty(), measured).get(Figure.COMPACT_BYTES);
    assertTrue(bytes.values().getFirst().isNaN());
    assertTrue(bytes.values().getLast() > 0);
    assertEquals(new BitSet(), bytes.best());
  }

  private static Measurements measure(Comparison comparison) {
    LoadedData data = new LoadedData(DatasetCatalog.current());
    try (Compute compute = new Compute(1)) {
      return Measurements.of(comparison, data::of, compute);
    }
  }

  private static Map<Figure, ComparisonTable.Row> rows(
      Comparison comparison, OptionalDouble position, Measurements measured) {
    Map<Figure, ComparisonTable.Row> rows = new EnumMap<>(Figure.class);
    ComparisonTable.of(comparison, Alignment.EPOCH, position, Optional.of(measured))
        .rows()
        .forEach(row -> rows.putIfAbsent(row.figure(), row));
    return rows;
  }
}
