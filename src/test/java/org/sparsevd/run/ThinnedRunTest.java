package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

class ThinnedRunTest {
  private static final int EPOCHS = 23;

  @TempDir private static Path whole;
  @TempDir private Path folder;

  @BeforeAll
  static void train() throws Exception {
    RecordedRun.train(
        whole.resolve("run"), RecordedRun.toy("epochs=" + EPOCHS, "hiddenLayers=3"), 1);
    // What a folder may hold besides: means to train on, and what users put there.
    Files.writeString(whole.resolve("run").resolve(CheckpointFile.NAME), "large");
    Files.writeString(whole.resolve("run/dashboard.png"), "picture");
  }

  private static Path source() {
    return whole.resolve("run");
  }

  @Test
  void keepsEveryTenthEpochOfTheMasksAndTheLast() throws Exception {
    ThinnedRun thinned = ThinnedRun.write(source(), folder.resolve("thin"), 10, true);
    assertEquals(
        Set.of("epoch-00000.npz", "epoch-00010.npz", "epoch-00020.npz", "epoch-00023.npz"),
        names(thinned.folder().resolve("history")));
    assertEquals(4, thinned.kept());
    assertEquals(EPOCHS + 1, thinned.of());
    assertEquals(
        Set.of("run.json", "epochs.csv", "histograms.csv", "weights.safetensors", "history"),
        names(thinned.folder()));
    for (String name : List.of("run.json", "epochs.csv", "history/epoch-00023.npz")) {
      assertArrayEquals(
          Files.readAllBytes(source().resolve(name)),
          Files.readAllBytes(thinned.folder().resolve(name)),
          name);
    }
    try (Stream<Path> files = Files.walk(thinned.folder())) {
      assertEquals(
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum(),
          thinned.bytes());
    }
  }

  @Test
  void theMasksOfTheLastEpochAloneAreKeptWhenAsked() throws Exception {
    ThinnedRun thinned = ThinnedRun.write(source(), folder.resolve("thin"), 0, true);
    assertEquals(Set.of("epoch-00023.npz"), names(thinned.folder().resolve("history")));
    assertEquals(EPOCHS, RunFolder.open(thinned.folder()).latest().orElseThrow().epoch());
  }

  @Test
  void withoutHistoryNoMasksComeAlongAndTheFiguresDo() throws Exception {
    ThinnedRun thinned =
        ThinnedRun.write(source(), folder.resolve("thin"), ThinnedRun.NO_HISTORY, false);
    assertEquals(0, thinned.kept());
    Run run = RunFolder.open(thinned.folder());
    assertEquals(RunFolder.open(source()).epochs(), run.epochs());
    assertTrue(run.epochs().stream().noneMatch(each -> run.hasHistory(each.epoch())));
  }

  @Test
  void theCopyIsARunWithTheSameFiguresAndWeights() throws Exception {
    Run run = RunFolder.open(source());
    Run thinned =
        RunFolder.open(ThinnedRun.write(source(), folder.resolve("thin"), 10, true).folder());
    assertEquals(run.info(), thinned.info());
    assertEquals(run.epochs(), thinned.epochs());
    for (EpochMetrics epoch : run.epochs()) {
      assertEquals(2, thinned.histograms(epoch.epoch()).size());
      assertEquals(
          run.histograms(epoch.epoch()).getFirst().kept(0),
          thinned.histograms(epoch.epoch()).getFirst().kept(0));
    }
    assertArrayEquals(
        run.weights().orElseThrow().getFirst().theta().data,
        thinned.weights().orElseThrow().getFirst().theta().data);
  }

  @Test
  void anEpochWithoutMasksHasThoseOfTheNearestOneBeforeIt() throws Exception {
    Run run = RunFolder.open(ThinnedRun.write(source(), folder.resolve("thin"), 10, true).folder());
    assertTrue(run.history(9).isEmpty());
    assertEquals(0, run.historyUpTo(9).orElseThrow().epoch());
    assertEquals(10, run.historyUpTo(10).orElseThrow().epoch());
    assertEquals(20, run.historyUpTo(22).orElseThrow().epoch());
    assertEquals(23, run.historyUpTo(23).orElseThrow().epoch());
    Files.delete(run.folder().resolve("history/epoch-00000.npz"));
    assertTrue(run.historyUpTo(9).isEmpty());
  }

  @Test
  void aCopyIsNotTrainedOnAndNothingIsWrittenIntoIt() throws Exception {
    Path cut = folder.resolve("cut");
    TrainingControl control = new TrainingControl();
    TrainingListener stopAfterTwo =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            if (report.metrics().epoch() == 2) {
              control.cancel();
            }
          }
        };
    RecordedRun.train(cut, RecordedRun.toy("epochs=9"), 1, control, stopAfterTwo);
    assertTrue(UnfinishedRuns.contain(RunFolder.open(cut)));
    Path thin = ThinnedRun.write(cut, folder.resolve("thin"), 10, true).folder();
    Set<String> before = names(thin);
    assertFalse(UnfinishedRuns.contain(RunFolder.open(thin)));
    try (Compute compute = new Compute(1)) {
      RecordedTraining training = new RecordedTraining(DatasetCatalog.current(), compute);
      IOException e =
          assertThrows(
              InvalidRunException.class,
              () ->
                  training.resume(
                      thin,
                      OptionalInt.empty(),
                      run -> {},
                      new TrainingListener() {},
                      new TrainingControl()));
      assertTrue(e.getMessage().contains("thinned copies"), e.getMessage());
    }
    assertEquals(before, names(thin));
  }

  @Test
  void aRunWithoutMasksOrWeightsIsThinnedToo() throws Exception {
    Path plain = RunFixtures.write(folder.resolve("plain"), "toy", List.of(100, 20, 4), 0);
    ThinnedRun thinned = ThinnedRun.write(plain, folder.resolve("thin"), 10, true);
    assertEquals(0, thinned.kept());
    assertEquals(Set.of("run.json", "epochs.csv"), names(thinned.folder()));
    assertEquals(60, RunFolder.open(thinned.folder()).info().state().epochs());
  }

  @Test
  void nothingIsOverwrittenAndNothingMadeOfWhatIsNoRun() throws Exception {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("mine.txt"), "mine");
    IOException e =
        assertThrows(InvalidRunException.class, () -> ThinnedRun.write(source(), taken, 10, true));
    assertTrue(e.getMessage().contains("is not empty"), e.getMessage());
    assertEquals(Set.of("mine.txt"), names(taken));
    assertThrows(InvalidRunException.class, () -> ThinnedRun.write(source(), source(), 10, true));
    Path out = folder.resolve("out");
    assertThrows(InvalidRunException.class, () -> ThinnedRun.write(taken, out, 10, true));
    assertFalse(Files.exists(out));
    assertThrows(IllegalArgumentException.class, () -> ThinnedRun.write(source(), out, -2, true));
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
