package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Trainings that end before their time, anywhere, and go on as if they had not. */
@Timeout(300)
class ResumeTest {
  private static final int EPOCHS = 3;
  private static final TrainingListener NOBODY = new TrainingListener() {};

  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(strings = {"sparse-vd", "binary-dropout", "plain"})
  void aRunThatDiedAtAnyChangeOfItsFolderEndsByteForByteAsOneThatNeverStopped(String method)
      throws Exception {
    ExperimentConfig config = config("method=" + method);
    Path whole = RecordedRun.train(parent.resolve("whole"), config, 1).folder();
    DyingDisk counting = new DyingDisk(Integer.MAX_VALUE);
    RecordedRun.train(counting.path(newFolder("counted")), config, 1);
    int changes = counting.changes();
    assertTrue(changes > 12 * EPOCHS, changes + " changes");
    for (int death = 1; death <= changes; death++) {
      Path folder = newFolder("died-" + death);
      DyingDisk disk = new DyingDisk(death);
      assertThrows(DyingDisk.Killed.class, () -> RecordedRun.train(disk.path(folder), config, 1));
      if (Files.exists(folder.resolve(RunJson.NAME))) {
        resume(folder);
        assertSameRun(whole, folder);
      } else {
        assertTrue(death <= 4, "without run.json nothing had begun");
        assertThrows(InvalidRunException.class, () -> resume(folder));
      }
    }
  }

  @Test
  void dyingWhileResumingDoesNoHarmEither() throws Exception {
    ExperimentConfig config = config();
    Path whole = RecordedRun.train(parent.resolve("whole"), config, 1).folder();
    // Both sides of the checkpoint's move, with everything half-done that can be.
    for (String half : List.of(CheckpointFile.NAME, WeightsFile.NAME)) {
      Path died = dieAtTheSecond("write", half, config);
      assertEquals(1, RunFolder.open(died).latest().orElseThrow().epoch());
      DyingDisk counting = new DyingDisk(Integer.MAX_VALUE);
      resume(counting.path(copy(died, half + "-counted")));
      for (int death = 1; death <= counting.changes(); death++) {
        Path folder = copy(died, half + "-" + death);
        DyingDisk disk = new DyingDisk(death);
        assertThrows(DyingDisk.Killed.class, () -> resume(disk.path(folder)));
        resume(folder);
        assertSameRun(whole, folder);
      }
    }
  }

  /** A run that died in its epoch 2 at {@code change} of {@code file}. */
  private Path dieAtTheSecond(String change, String file, ExperimentConfig config)
      throws Exception {
    for (int death = 1; ; death++) {
      Path folder = newFolder(file + "-search-" + death);
      DyingDisk disk = new DyingDisk(death);
      DyingDisk.Killed killed =
          assertThrows(
              DyingDisk.Killed.class, () -> RecordedRun.train(disk.path(folder), config, 1));
      boolean second = Files.exists(folder.resolve("history").resolve("epoch-00002.npz"));
      if (second && killed.getMessage().startsWith(change + " " + folder.resolve(file))) {
        return folder;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method=sparse-vd",
        "gradientEstimator=additive",
        "gradientEstimator=multiplicative",
        "method=gaussian-dropout",
        "method=gaussian-dropout alpha=0.5 learnAlpha=true"
      })
  void stoppingInTheMiddleOfEpochsOnOtherNumbersOfThreadsChangesNothing(String settings)
      throws Exception {
    ExperimentConfig config = config(("epochs=6 " + settings).split(" "));
    Path whole = RecordedRun.train(parent.resolve("whole"), config, 2).folder();
    Path folder = parent.resolve("stopped");
    TrainingControl control = new TrainingControl();
    RecordedRun.train(folder, config, 1, control, stopIn(control, 2, 7));
    TrainingControl again = new TrainingControl();
    RecordedRun second =
        RecordedRun.resume(folder, OptionalInt.empty(), 2, again, stopIn(again, 5, 1));
    assertEquals(new Outcome.Cancelled(4), second.outcome());
    assertEquals(5, second.run().epochs().size());
    RecordedRun third = resume(folder);
    assertEquals(new Outcome.Completed(6), third.outcome());
    assertEquals(List.of(5, 6), third.reports().stream().map(r -> r.metrics().epoch()).toList());
    assertEquals(7, third.run().epochs().size());
    assertEquals(2, third.run().histograms(1).size());
    assertSameRun(whole, folder, 6);
    Run opened = RunFolder.open(folder);
    assertEquals(third.run().info(), opened.info());
    assertEquals(third.run().epochs(), opened.epochs());
    List<RunInfo.Session> sessions = opened.info().sessions();
    assertEquals(List.of(0, 1, 4), sessions.stream().map(RunInfo.Session::afterEpoch).toList());
    assertEquals("2", sessions.get(1).machine().get("threads"));
    assertEquals(opened.info().started().orElseThrow(), sessions.getFirst().started());
    assertEquals(opened.info().finished(), sessions.getLast().finished());
    assertTrue(sessions.getFirst().finished().isPresent());
    assertEquals(List.of(), opened.info().changes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse-vd", "binary-dropout"})
  void aConvolutionalNetworkGoesOnToo(String method) throws Exception {
    ExperimentConfig config =
        RecordedRun.toy(
            "dataset=mnist",
            "validationSize=58000",
            "method=" + method,
            "hiddenLayers=3@5x5/2-4@2x4same-pool3-12",
            "convDropoutRate=0.2",
            "epochs=3",
            "klWarmupStart=0",
            "decayFrom=1");
    Path whole = RecordedRun.train(parent.resolve("whole"), config, 2).folder();
    Path folder = parent.resolve("stopped");
    TrainingControl control = new TrainingControl();
    RecordedRun.train(folder, config, 1, control, stopIn(control, 2, 7));
    resume(folder);
    assertSameRun(whole, folder, 3);
    assertTrue(RunFolder.open(folder).info().layers().getFirst().filter().isPresent());
  }

  private static TrainingListener stopIn(TrainingControl control, int epoch, int minibatch) {
    return new TrainingListener() {
      @Override
      public void minibatchDone(int inEpoch, int done, int minibatches, double dataTermNats) {
        if (inEpoch == epoch && done == minibatch) {
          control.cancel();
        }
      }
    };
  }

  @Test
  void moreEpochsAtAConstantRateAreTheEpochsOfALongerTraining() throws Exception {
    Path longer =
        RecordedRun.train(parent.resolve("longer"), config("epochs=5", "decayFrom=90"), 1).folder();
    Path folder = parent.resolve("run");
    RecordedRun.train(folder, config("epochs=3", "decayFrom=90"), 1);
    RecordedRun extended =
        RecordedRun.resume(folder, OptionalInt.of(5), 1, new TrainingControl(), NOBODY);
    assertEquals(new Outcome.Completed(5), extended.outcome());
    assertSameRun(longer, folder, 5);
    RunInfo info = RunFolder.open(folder).info();
    assertEquals(5, info.config().orElseThrow().epochs());
    assertEquals(List.of(new RunInfo.Change(4, "epochs", "3", "5")), info.changes());
  }

  @Test
  void aChangedPlanIsKeptWithItsEpochAndOutlivesAnotherStop() throws Exception {
    ExperimentConfig config = config("epochs=8", "decayFrom=2");
    Path whole = stopped("whole", config, 3);
    RecordedRun.resume(whole, OptionalInt.of(6), 1, new TrainingControl(), NOBODY);
    Path folder = stopped("again", config, 3);
    // Planned twice over before the next epoch, then stopped in the middle of the new plan.
    stopAtOnce(folder, OptionalInt.of(20));
    assertEquals(
        List.of(new RunInfo.Change(4, "epochs", "8", "20")),
        RunFolder.open(folder).info().changes());
    TrainingControl control = new TrainingControl();
    RecordedRun.resume(folder, OptionalInt.of(6), 1, control, stopIn(control, 5, 3));
    RecordedRun end = resume(folder);
    assertEquals(new Outcome.Completed(6), end.outcome());
    assertSameRun(whole, folder, 6);
    assertEquals(
        List.of(new RunInfo.Change(4, "epochs", "8", "6")),
        RunFolder.open(folder).info().changes());
    // Epoch 3 still by the old plan, epoch 4 by the new one.
    assertEquals(config.learningRateAt(3), end.run().epoch(3).orElseThrow().learningRate());
    assertEquals(
        config.with("epochs", "6").learningRateAt(4),
        end.run().epoch(4).orElseThrow().learningRate());
  }

  @Test
  void settingsChangedWhileTrainingAreKeptAndGoneOnWith() throws Exception {
    ExperimentConfig config = config("epochs=8", "decayFrom=99");
    ExperimentConfig changed = config.with("learningRate", "0.003").with("klWeight", "0.4");
    TrainingControl control = new TrainingControl();
    Path whole =
        RecordedRun.train(
                parent.resolve("whole"), config, 1, control, changeIn(control, 2, changed))
            .folder();
    Path folder = parent.resolve("stopped");
    TrainingControl other = new TrainingControl();
    TrainingListener change = changeIn(other, 2, changed);
    TrainingListener stop = stopIn(other, 5, 3);
    RecordedRun.train(
        folder,
        config,
        1,
        other,
        new TrainingListener() {
          @Override
          public void minibatchDone(int epoch, int done, int count, double dataTermNats) {
            change.minibatchDone(epoch, done, count, dataTermNats);
            stop.minibatchDone(epoch, done, count, dataTermNats);
          }
        });
    List<RunInfo.Change> changes =
        List.of(
            new RunInfo.Change(3, "learningRate", "0.002", "0.003"),
            new RunInfo.Change(3, "klWeight", "1.0", "0.4"));
    assertEquals(changes, RunFolder.open(folder).info().changes());
    assertEquals(changed, RunFolder.open(folder).info().config().orElseThrow());
    resume(folder);
    assertSameRun(whole, folder, 8);
    assertEquals(changes, RunFolder.open(whole).info().changes());
  }

  private static TrainingListener changeIn(
      TrainingControl control, int epoch, ExperimentConfig changed) {
    return new TrainingListener() {
      @Override
      public void minibatchDone(int inEpoch, int done, int minibatches, double dataTermNats) {
        if (inEpoch == epoch && done == 1) {
          control.changeSettings(changed);
        }
      }
    };
  }

  @Test
  void aPlanPutBackBeforeItsEpochIsNoChange() throws Exception {
    Path folder = stopped("run", config("epochs=8"), 2);
    stopAtOnce(folder, OptionalInt.of(20));
    stopAtOnce(folder, OptionalInt.of(8));
    assertEquals(List.of(), RunFolder.open(folder).info().changes());
  }

  private Path stopped(String name, ExperimentConfig config, int afterEpoch) throws Exception {
    TrainingControl control = new TrainingControl();
    Path folder = parent.resolve(name);
    RecordedRun.train(folder, config, 1, control, stopIn(control, afterEpoch + 1, 2));
    return folder;
  }

  private static void stopAtOnce(Path folder, OptionalInt epochs) throws Exception {
    TrainingControl control = new TrainingControl();
    control.cancel();
    RecordedRun.resume(folder, epochs, 1, control, NOBODY);
  }

  @Test
  void aRunThatFailedForWantOfRoomGoesOnOnceThereIsRoom() throws Exception {
    ExperimentConfig config = config();
    Path whole = RecordedRun.train(parent.resolve("whole"), config, 1).folder();
    Path folder = newFolder("run");
    Path inTheWay = Files.createDirectories(folder.resolve(EpochsCsv.NAME + ".part"));
    Files.createDirectory(inTheWay.resolve("taken"));
    assertEquals(
        RunInfo.Kind.FAILED, RecordedRun.train(folder, config, 1).run().info().state().kind());
    Files.delete(inTheWay.resolve("taken"));
    Files.delete(inTheWay);
    resume(folder);
    assertSameRun(whole, folder);
  }

  @Test
  void whatCannotBeResumedSaysWhyInOneSentenceAndStaysAsItWas() throws Exception {
    Path done = RecordedRun.train(parent.resolve("done"), config(), 1).folder();
    refuses(done, "can't be resumed: all its 3 epochs are completed; ask for more epochs");
    InvalidConfigException tooFew =
        assertThrows(
            InvalidConfigException.class,
            () -> RecordedRun.resume(done, OptionalInt.of(3), 1, new TrainingControl(), NOBODY));
    assertEquals(
        "epochs: 3 is not allowed, epoch 3 is completed; expected 4 or more", tooFew.getMessage());

    Path stopped = stopped("stopped", config(), 2);
    Path older = copy(stopped, "older");
    Files.delete(older.resolve(CheckpointFile.NAME));
    refuses(
        older,
        "can't be resumed: there is no checkpoint.safetensors; thinned copies and runs of older");

    Path others = copy(stopped, "other-data");
    edit(others.resolve(RunJson.NAME), "\"sha256\" : \"", "\"sha256\" : \"00");
    refuses(others, "can't be resumed: it was trained on other data called toy, SHA-256 00");

    Path mixed = copy(stopped, "mixed");
    Files.copy(
        stopped("earlier", config(), 0).resolve(CheckpointFile.NAME),
        Files.createDirectory(parent.resolve("aside")).resolve("c"));
    Files.delete(mixed.resolve(CheckpointFile.NAME));
    Files.move(parent.resolve("aside").resolve("c"), mixed.resolve(CheckpointFile.NAME));
    refuses(mixed, "checkpoint.safetensors is of epoch 0, weights.safetensors of epoch 2");

    Path broken = copy(stopped, "broken");
    Files.write(broken.resolve(CheckpointFile.NAME), new byte[100]);
    refuses(broken, "checkpoint.safetensors: no safetensors file: header of 0 bytes");

    Path other = copy(stopped, "other-network");
    Path network = stopped("network", config("hiddenLayers=9"), 2);
    Files.delete(other.resolve(CheckpointFile.NAME));
    Files.copy(network.resolve(CheckpointFile.NAME), other.resolve(CheckpointFile.NAME));
    refuses(
        other,
        "checkpoint.safetensors: expected the parameters [fc1.bias [1 × 6], fc1.logSigma2 [100");

    Path diverged = copy(stopped, "diverged");
    edit(diverged.resolve(RunJson.NAME), "\"cancelled\"", "\"diverged\"");
    refuses(diverged, "can't be resumed: it diverged (");

    refuses(parent.resolve("nowhere"), "no such folder; a run folder is expected");
  }

  private static void refuses(Path folder, String words) {
    InvalidRunException e = assertThrows(InvalidRunException.class, () -> resume(folder));
    assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private static void edit(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(what), text);
    Files.writeString(file, text.replace(what, by));
  }

  @Test
  void aRunInTrainingIsNotTrainedTwice() throws Exception {
    Path folder = parent.resolve("run");
    RecordedRun.train(
        folder,
        config(),
        1,
        new TrainingControl(),
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            refuses(folder, "is being trained by another window or command; stop it there first");
            assertTrue(RunLock.isHeld(folder));
          }
        });
    assertTrue(!RunLock.isHeld(folder));
  }

  @Test
  void theNewestRunIsFoundWhenItIsUnfinished() throws Exception {
    Path runs = parent.resolve("runs");
    assertTrue(UnfinishedRuns.newestIn(runs).isEmpty());
    Path old = stopped("runs/old", config(), 2);
    Files.createDirectories(runs.resolve("no-run"));
    Run found = UnfinishedRuns.newestIn(runs).orElseThrow();
    assertEquals(old, found.folder());
    assertEquals(2, found.latest().orElseThrow().epoch());
    Path done = RecordedRun.train(runs.resolve("done"), config(), 1).folder();
    assertTrue(UnfinishedRuns.newestIn(runs).isEmpty(), "the newest is complete");
    assertTrue(UnfinishedRuns.contain(RunFolder.open(old)));
    assertTrue(!UnfinishedRuns.contain(RunFolder.open(done)));
    stopAtOnce(old, OptionalInt.empty());
    assertEquals(old, UnfinishedRuns.newestIn(runs).orElseThrow().folder());
    Files.delete(old.resolve(CheckpointFile.NAME));
    assertTrue(UnfinishedRuns.newestIn(runs).isEmpty());
  }

  private static ExperimentConfig config(String... changes) throws InvalidConfigException {
    ExperimentConfig config =
        RecordedRun.toy(
            "epochs=" + EPOCHS,
            "hiddenLayers=6",
            "batchSize=150",
            "validationSize=100",
            "klWarmupStart=0",
            "klWarmupEnd=2",
            "decayFrom=1");
    for (String change : changes) {
      config = config.with(change.split("=", 2)[0], change.split("=", 2)[1]);
    }
    return config;
  }

  private static RecordedRun resume(Path folder) throws IOException, InvalidConfigException {
    return RecordedRun.resume(folder, OptionalInt.empty(), 1, new TrainingControl(), NOBODY);
  }

  private Path newFolder(String name) throws IOException {
    return Files.createDirectories(parent.resolve(name));
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = parent.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void assertSameRun(Path expected, Path actual) throws IOException {
    assertSameRun(expected, actual, EPOCHS);
  }

  /** All files, byte for byte but for the times in {@code epochs.csv} and {@code run.json}. */
  private static void assertSameRun(Path expected, Path actual, int epochs) throws IOException {
    assertEquals(names(expected), names(actual));
    assertEquals(RunBytes.epochs(expected, 999), RunBytes.epochs(actual, 999));
    if (Files.exists(expected.resolve("histograms.csv"))) {
      assertEquals(RunBytes.histograms(expected, 999), RunBytes.histograms(actual, 999));
    }
    assertArrayEquals(RunBytes.weights(expected), RunBytes.weights(actual));
    assertArrayEquals(
        Files.readAllBytes(expected.resolve(CheckpointFile.NAME)),
        Files.readAllBytes(actual.resolve(CheckpointFile.NAME)));
    for (int epoch = 0; epoch <= epochs; epoch++) {
      assertArrayEquals(RunBytes.history(expected, epoch), RunBytes.history(actual, epoch));
    }
    RunInfo.State end = RunFolder.open(actual).info().state();
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, epochs, ""), end);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }
}
