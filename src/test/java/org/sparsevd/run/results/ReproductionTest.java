package org.sparsevd.run.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.Expected;
import org.sparsevd.train.Presets;

class ReproductionTest {
  private static final List<Integer> TOY = List.of(100, 20, 4);

  @TempDir private Path folder;

  private RunInfo info(String preset, String... changes) throws Exception {
    return RunFolder.open(RunFixtures.write(folder.resolve("run"), preset, TOY, 0, changes)).info();
  }

  @Test
  void theBandIsThePresetsAndItsEdgesBelongToIt() throws Exception {
    RunInfo info = info("lenet-300-100", "seed=5");
    Expected band = Presets.named("lenet-300-100").expected().orElseThrow();
    assertEquals(band, of(info, 200, 1.8, 100).expected());
    double low = band.errorPercentMin();
    double high = band.errorPercentMax();
    double least = band.compressionMin();
    assertEquals(Reproduction.Verdict.IN_BAND, of(info, 200, low, least).verdict());
    assertEquals(Reproduction.Verdict.IN_BAND, of(info, 200, high, 1e9).verdict());
    assertEquals(Reproduction.Verdict.OUTSIDE, of(info, 200, low - 0.01, least).verdict());
    assertEquals(Reproduction.Verdict.OUTSIDE, of(info, 200, high + 0.01, least).verdict());
    assertEquals(Reproduction.Verdict.OUTSIDE, of(info, 200, low, least - 0.1).verdict());
    assertEquals(Reproduction.Verdict.OUTSIDE, of(info, 200, Double.NaN, least).verdict());
    assertFalse(of(info, 200, high + 0.01, least).isErrorInBand());
    assertTrue(of(info, 200, high + 0.01, least).isCompressionInBand());
  }

  @Test
  void beforeTheLastEpochNothingIsDecided() throws Exception {
    RunInfo info = info("lenet-300-100");
    assertEquals(Reproduction.Verdict.UNFINISHED, of(info, 199, 1.8, 100).verdict());
    assertEquals(Reproduction.Verdict.UNFINISHED, of(info, 60, 5, 1).verdict());
    assertEquals(200, of(info, 60, 5, 1).plannedEpochs());
  }

  @Test
  void anotherSeedIsNoOtherExperimentButAnyOtherSettingIs() throws Exception {
    assertTrue(of(info("lenet-300-100", "seed=9"), 200, 1.8, 100).hasPresetSettings());
    Reproduction other =
        of(info("lenet-300-100", "seed=9", "epochs=20", "klForm=exact"), 20, 1.8, 100);
    assertFalse(other.hasPresetSettings());
    assertEquals(Set.of("epochs", "klForm"), other.differences().keySet());
    assertEquals("20", other.differences().get("epochs").here());
    assertEquals("200", other.differences().get("epochs").there());
    assertEquals(Reproduction.Verdict.IN_BAND, other.verdict());
  }

  @Test
  void aSettingThatTheMethodDoesNotUseMakesNoOtherExperiment() throws Exception {
    assertTrue(of(info("lenet-300-100", "dropoutRate=0.1"), 200, 1.8, 100).hasPresetSettings());
    assertEquals(
        Set.of("method", "dropoutRate"),
        of(info("lenet-300-100", "dropoutRate=0.1", "method=binary-dropout"), 200, 1.8, 100)
            .differences()
            .keySet());
  }

  @Test
  void aSettingThatWasChangedInTrainingDiffersEvenWhenItWasPutBack() throws Exception {
    RunInfo info = info("lenet-300-100");
    RunInfo changed =
        new RunInfo(
            info.name(),
            info.preset(),
            info.config(),
            info.layers(),
            info.data(),
            info.start(),
            info.state(),
            info.software(),
            info.machine(),
            info.started(),
            info.finished(),
            info.sessions(),
            List.of(
                new RunInfo.Change(12, "learningRate", "0.001", "5.0E-4"),
                new RunInfo.Change(30, "learningRate", "5.0E-4", "0.001")),
            info.twin());
    Reproduction reproduction = of(changed, 200, 1.8, 100);
    assertFalse(reproduction.hasPresetSettings());
    assertEquals(
        "0.001, from epoch 12 5.0E-4, from epoch 30 0.001",
        reproduction.differences().get("learningRate").here());
    assertEquals("0.001", reproduction.differences().get("learningRate").there());
  }

  @Test
  void nothingIsSaidOfRunsOfWhichNothingIsExpected() throws Exception {
    assertEquals(Optional.empty(), Reproduction.of(info("toy"), 60, 1, 10));
    assertEquals(Optional.empty(), Reproduction.of(info("no-such-preset"), 200, 1.8, 100));
    Run foreign = RunFixtures.sparseVd(3);
    assertTrue(
        Reproduction.of(foreign.info(), foreign.latest().orElseThrow()).isPresent(),
        "of lenet-300-100, so that the above is no matter of luck");
  }

  private static Reproduction of(RunInfo info, int epoch, double error, double compression) {
    return Reproduction.of(info, epoch, error, compression).orElseThrow();
  }
}
