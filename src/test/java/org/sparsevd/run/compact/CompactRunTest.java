package org.sparsevd.run.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.LiveUnits;
import org.sparsevd.prune.compact.CompactModel;
import org.sparsevd.prune.compact.Latency;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;

/** Compact models of trained networks, on the whole test set. */
class CompactRunTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "lenet-300-100-s1, 3",
    "lenet-300-100-s2, 3",
    "lenet-300-100-s1, 0.5",
    "lenet-5-s1, 3",
    "lenet-5-tuned-s2, 3",
    "lenet-5-s1, 7"
  })
  void aCompactModelGivesWhatThePrunedNetworkGives(String name, double threshold) throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", name));
    PrunedNetwork network = network(run, threshold);
    CompactModel model = CompactReport.model(network);
    Path file = folder.resolve("model.safetensors");
    CompactFile.of(model, network).write(file);
    CompactFile read = CompactFile.read(file);
    CompactReport report;
    try (Compute compute = new Compute(1)) {
      report = CompactReport.of(network, read.model(), compute);
    }
    System.out.println(name + " " + report);
    assertEquals(10_000, report.agreement().samples());
    assertTrue(report.agreement().largestDifference() <= 1e-5);
    assertEquals(0, report.agreement().otherClass());
    if (threshold == 3) {
      assertEquals(
          run.latest().orElseThrow().testErrorPercent(),
          report.agreement().compactErrorPercent(),
          1e-9);
    }
    LiveUnits live = LiveUnits.of(run.history(200).orElseThrow().layers());
    if (threshold == 3) {
      assertEquals(live.hiddenUnits() - live.deadUnits(), report.size().unitsLeft());
      assertTrue(report.size().unitsLeft() < report.size().units());
    }
    assertEquals(Files.size(file), report.size().compactBytes());
    assertEquals(run.info().name(), read.about().get("run"));
    assertTrue(report.size().weightsKept() <= network.pruning().sparsity().kept());
    for (Latency latency : report.latencies()) {
      assertTrue(latency.denseMicros() > 0 && latency.compactMicros() > 0);
    }
  }

  /** What nothing was pruned of is stored dense, and is no larger than the dense file. */
  @Test
  void aNetworkWithNothingPrunedStaysWhole() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    PrunedNetwork network =
        PrunedNetwork.of(run, data(run), new Cut(Double.POSITIVE_INFINITY, Map.of()));
    CompactReport.Size size = CompactReport.size(network, CompactReport.model(network));
    long zeros =
        network.pruning().weights().stream()
            .flatMapToInt(layer ->
                IntStream.range(0, layer.weightCount()).filter(i -> layer.theta().data[i] == 0))
            .count();
    assertEquals(size.weights() - zeros, size.weightsKept());
    assertEquals(size.units(), size.unitsLeft());
    assertEquals(size.denseFlops(), size.compactFlops());
    assertEquals(1.0, size.byteRatio(), 0.001);
  }

  private static PrunedNetwork network(Run run, double threshold) throws Exception {
    return PrunedNetwork.of(run, data(run), new Cut(threshold, Map.of()));
  }

  private static Dataset data(Run run) throws Exception {
    return new LoadedData(DatasetCatalog.current()).of(run.info().config().orElseThrow());
  }
}
