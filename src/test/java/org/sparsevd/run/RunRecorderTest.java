package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.diagnosis.Diagnosis;

class RunRecorderTest {
  /** Blows up under the KL term after a few epochs. */
  private static final String[] DIVERGING = {
    "hiddenLayers=20-20-20-20-20-20-20-20-20-20",
    "learningRate=2",
    "klWarmupStart=2",
    "klWarmupEnd=3",
    "epochs=12"
  };

  @TempDir private Path parent;

  @Test
  void whatWasRecordedIsWhatIsOpened() throws Exception {
    RecordedRun recorded =
        RecordedRun.train(
            parent.resolve("run"), RecordedRun.toy("epochs=4", "validationSize=100"), 2);
    assertEquals(new Outcome.Completed(4), recorded.outcome());
    Run live = recorded.run();
    Run opened = RunFolder.open(recorded.folder());
    assertEquals(live.info(), opened.info());
    assertEquals(live.folder(), opened.folder());
    assertEquals(5, opened.epochs().size());
    assertEquals(live.epochs(), opened.epochs());
    assertSameWeights(live.weights().orElseThrow(), opened.weights().orElseThrow());
    for (EpochMetrics metrics : live.epochs()) {
      int epoch = metrics.epoch();
      assertEquals(metrics, recorded.reports().get(epoch).metrics());
      assertSameHistograms(live.histograms(epoch), opened.histograms(epoch));
      assertSameHistograms(recorded.reports().get(epoch).histograms(), opened.histograms(epoch));
    }
    assertEquals(RunInfo.Kind.COMPLETED, opened.info().state().kind());
    assertEquals("toy", opened.info().preset().orElseThrow());
    assertEquals(1900, opened.info().data().trainSize());
    assertEquals(64, opened.info().data().sha256().length());
    assertTrue(opened.info().software().containsKey("java"));
    assertEquals("2", opened.info().machine().get("threads"));
    assertFalse(
        opened.info().finished().orElseThrow().isBefore(opened.info().started().orElseThrow()));
  }

  @Test
  void aRunIsAlreadyOnDiskWhenAnybodyHearsOfAnEpoch() throws Exception {
    Path folder = parent.resolve("run");
    RecordedRun.train(
        folder,
        RecordedRun.toy("epochs=2", "hiddenLayers=2"),
        1,
        new TrainingControl(),
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            try {
              Run run = RunFolder.open(folder);
              assertEquals(report.metrics(), run.latest().orElseThrow());
              assertEquals(RunInfo.Kind.RUNNING, run.info().state().kind());
              assertTrue(run.history(report.metrics().epoch()).isPresent());
              assertSameWeights(report.weights(), run.weights().orElseThrow());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    assertEquals(RunInfo.Kind.COMPLETED, RunFolder.open(folder).info().state().kind());
  }

  @Test
  void aRunOfAMethodWithoutLogAlphaHasNoHistograms() throws Exception {
    RecordedRun recorded =
        RecordedRun.train(
            parent.resolve("run"), RecordedRun.toy("epochs=1", "method=binary-dropout"), 1);
    Run opened = RunFolder.open(recorded.folder());
    assertEquals(recorded.run().epochs(), opened.epochs());
    assertEquals(List.of(), opened.histograms(1));
    assertFalse(Files.exists(recorded.folder().resolve("histograms.csv")));
    assertTrue(opened.weights().orElseThrow().getFirst().logSigma2().isEmpty());
    EpochMetrics last = opened.latest().orElseThrow();
    assertTrue(Double.isNaN(last.klNats()));
    assertEquals(1, last.compression());
  }

  @Test
  void aCancelledTrainingIsAValidRunThatSaysSo() throws Exception {
    TrainingControl control = new TrainingControl();
    RecordedRun recorded =
        RecordedRun.train(
            parent.resolve("run"),
            RecordedRun.toy("epochs=50"),
            1,
            control,
            new TrainingListener() {
              @Override
              public void minibatchDone(
                  int epoch, int minibatch, int minibatches, double dataTermNats) {
                if (epoch == 3) {
                  control.cancel();
                }
              }
            });
    assertEquals(new Outcome.Cancelled(2), recorded.outcome());
    Run opened = RunFolder.open(recorded.folder());
    assertEquals(new RunInfo.State(RunInfo.Kind.CANCELLED, 2, ""), opened.info().state());
    assertEquals(2, opened.latest().orElseThrow().epoch());
  }

  @Test
  void aDivergedTrainingNamesLayerAndEpochAndKeepsTheLastGoodEpoch() throws Exception {
    RecordedRun recorded = RecordedRun.train(parent.resolve("run"), RecordedRun.toy(DIVERGING), 1);
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, recorded.outcome());
    Run opened = RunFolder.open(recorded.folder());
    RunInfo.State state = opened.info().state();
    assertEquals(RunInfo.Kind.DIVERGED, state.kind());
    assertEquals(diverged.message(), state.message());
    Diagnosis diagnosis = state.diagnosis().orElseThrow();
    assertEquals(recorded.run().info().state().diagnosis(), state.diagnosis(), "as it was written");
    assertEquals(diverged.layer(), diagnosis.layer());
    assertEquals(diverged.epoch(), diagnosis.epoch());
    assertTrue(diagnosis.nonFinite());
    assertTrue(state.message().startsWith("epoch " + diverged.epoch() + ", fc"), state.message());
    assertTrue(diverged.epoch() > 1, "some epochs must have been good");
    assertEquals(diverged.epoch() - 1, state.epochs());
    assertEquals(diverged.epoch() - 1, opened.latest().orElseThrow().epoch());
    for (LayerWeights layer : opened.weights().orElseThrow()) {
      for (float theta : layer.theta().data) {
        assertTrue(Float.isFinite(theta));
      }
    }
  }

  @Test
  void aTrainingThatThrowsIsRecordedAsFailed() throws Exception {
    RecordedRun recorded =
        RecordedRun.train(
            parent.resolve("run"),
            RecordedRun.toy("epochs=50"),
            1,
            new TrainingControl(),
            new TrainingListener() {
              @Override
              public void minibatchDone(
                  int epoch, int minibatch, int minibatches, double dataTermNats) {
                if (epoch == 2) {
                  throw new IllegalStateException("the roof fell in");
                }
              }
            });
    assertInstanceOf(Outcome.Failed.class, recorded.outcome());
    assertEquals(
        new RunInfo.State(RunInfo.Kind.FAILED, 1, "the roof fell in"),
        RunFolder.open(recorded.folder()).info().state());
  }

  @Test
  void aNetworkTooLargeForTheMachineIsRecordedAsFailed() throws Exception {
    // Each layer just passes the check of its size; forty are more than any machine here holds.
    ExperimentConfig huge = RecordedRun.toy("hiddenLayers=" + "16384-".repeat(39) + "16384");
    RecordedRun recorded = RecordedRun.train(parent.resolve("run"), huge, 1);
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, recorded.outcome());
    assertFalse(failed.message().isBlank());
    assertEquals(RunInfo.Kind.FAILED, recorded.run().info().state().kind());
  }

  @Test
  void aRunFolderThatVanishesFailsTheTrainingAndStaysAway() throws Exception {
    Path folder = parent.resolve("run");
    RecordedRun recorded =
        RecordedRun.train(
            folder,
            RecordedRun.toy("epochs=50"),
            1,
            new TrainingControl(),
            new TrainingListener() {
              @Override
              public void epochDone(EpochReport report) {
                if (report.metrics().epoch() == 2) {
                  delete(folder);
                }
              }
            });
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, recorded.outcome());
    assertEquals(
        "the run could not be written to " + folder + ": the folder is not there",
        failed.message());
    assertEquals(
        new RunInfo.State(RunInfo.Kind.FAILED, 2, failed.message()), recorded.run().info().state());
    assertFalse(Files.exists(folder));
  }

  @Test
  void anEpochWhoseWeightsCouldNotBeWrittenWasNeverCommitted() throws Exception {
    Path folder = parent.resolve("run");
    RecordedRun recorded =
        RecordedRun.train(
            folder,
            RecordedRun.toy("epochs=50"),
            1,
            new TrainingControl(),
            new TrainingListener() {
              @Override
              public void epochDone(EpochReport report) {
                if (report.metrics().epoch() == 1) {
                  occupy(folder.resolve("weights.safetensors.part"));
                }
              }
            });
    assertInstanceOf(Outcome.Failed.class, recorded.outcome());
    // All else of epoch 2 was written before, as it must be.
    assertEquals(4, Files.readAllLines(folder.resolve("epochs.csv")).size());
    assertTrue(Files.exists(folder.resolve("history").resolve("epoch-00002.npz")));
    assertTrue(Files.readString(folder.resolve("histograms.csv")).contains("\n2,fc1,"));
    Run opened = RunFolder.open(folder);
    assertEquals(1, opened.latest().orElseThrow().epoch());
    assertSameWeights(recorded.reports().get(1).weights(), opened.weights().orElseThrow());
    assertEquals(RunInfo.Kind.FAILED, opened.info().state().kind());
  }

  /** Puts something at {@code path} that no file can replace. */
  private static void occupy(Path path) {
    try {
      Files.createDirectories(path.resolve("taken"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatVanishesAtTheVeryEndFailsTheTrainingToo() throws Exception {
    Path folder = parent.resolve("run");
    RecordedRun recorded =
        RecordedRun.train(
            folder,
            RecordedRun.toy("epochs=2"),
            1,
            new TrainingControl(),
            new TrainingListener() {
              @Override
              public void epochDone(EpochReport report) {
                if (report.metrics().epoch() == 2) {
                  delete(folder);
                }
              }
            });
    assertInstanceOf(Outcome.Failed.class, recorded.outcome());
    assertEquals(RunInfo.Kind.FAILED, recorded.run().info().state().kind());
  }

  @Test
  void folderNamesSayPresetSeedAndTime() throws Exception {
    ExperimentConfig config = ExperimentConfig.defaults().with("seed", "7");
    assertTrue(
        RunRecorder.folderName(Optional.of("demo"), config).matches("demo-s7-[0-9]{8}-[0-9]{6}"));
    assertTrue(RunRecorder.folderName(Optional.empty(), config).startsWith("custom-s7-"));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSameHistograms(
      List<LogAlphaHistogram> expected, List<LogAlphaHistogram> actual) {
    assertEquals(
        expected.stream().map(RunRecorderTest::text).toList(),
        actual.stream().map(RunRecorderTest::text).toList());
  }

  private static String text(LogAlphaHistogram histogram) {
    int[] counts = new int[LogAlphaHistogram.BINS];
    Arrays.setAll(counts, histogram::count);
    return histogram.layer() + Arrays.toString(counts);
  }

  private static void assertSameWeights(List<LayerWeights> expected, List<LayerWeights> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).name(), actual.get(i).name());
      assertEquals(expected.get(i).inputs(), actual.get(i).inputs());
      assertArrayEquals(expected.get(i).theta().data, actual.get(i).theta().data);
      assertArrayEquals(expected.get(i).bias().data, actual.get(i).bias().data);
      assertArrayEquals(
          expected.get(i).logSigma2().orElseThrow().data,
          actual.get(i).logSigma2().orElseThrow().data);
    }
  }
}
