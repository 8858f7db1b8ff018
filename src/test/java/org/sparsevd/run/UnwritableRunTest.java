package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** A disk that is full or read-only, and a folder that is taken away, while a run is trained. */
@Timeout(120)
final class UnwritableRunTest {
  private static final int EPOCHS = 8;
  @TempDir private Path parent;
  private final RecordingControl recording = RecordingControl.holding();
  private final FaultyDisk faulty = new FaultyDisk();
  private final List<Optional<RecordingControl.Trouble>> troubles = new ArrayList<>();
  private ExperimentConfig config;
  private Path whole;

  /** Something that happens after an epoch. */
  @FunctionalInterface
  private interface Event {
    void happen(int epoch) throws Exception;
  }

  @BeforeEach
  void trainUndisturbed() throws Exception {
    config =
        RecordedRun.toy(
            "epochs=" + EPOCHS,
            "hiddenLayers=6",
            "validationSize=100",
            "klWarmupStart=0",
            "klWarmupEnd=2");
    whole = RecordedRun.train(parent.resolve("whole"), config, 1).folder();
  }

  @Test
  void aRealDiskThatWasFullForAWhileHasTheWholeRunInTheEnd() throws Exception {
    try (SmallDisk disk = SmallDisk.mountIn(parent)) {
      Path folder = disk.folder().resolve("run");
      RecordedTraining.Result result =
          train(
              folder,
              epoch -> {
                if (epoch == 2) {
                  disk.fill();
                } else if (epoch == 5) {
                  assertEquals(2, last(folder), "what was committed is a whole run still");
                  disk.free();
                }
              });
      assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
      assertHeld(folder, "the disk is full");
      assertSameRun(folder);
    }
  }

  @Test
  void aDiskThatWasFullForAWhileHasTheWholeRunInTheEnd() throws Exception {
    wasFaultyForAWhile(FaultyDisk.Fault.FULL, "the disk is full");
  }

  @Test
  void aDiskThatWasReadOnlyForAWhileHasTheWholeRunInTheEnd() throws Exception {
    wasFaultyForAWhile(FaultyDisk.Fault.READ_ONLY, "Read-only file system");
  }

  private void wasFaultyForAWhile(FaultyDisk.Fault fault, String reason) throws Exception {
    Path real = parent.resolve("run");
    Path folder = faulty.path(real);
    RecordedTraining.Result result =
        train(
            folder,
            epoch -> {
              if (epoch == 2) {
                faulty.set(fault);
              } else if (epoch == 5) {
                assertEquals(2, last(real), "what was committed is a whole run still");
                faulty.set(FaultyDisk.Fault.NONE);
              }
            });
    assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
    assertHeld(real, reason);
    assertSameRun(real);
  }

  /** One epoch more waited after each, and none at the end. */
  private void assertHeld(Path folder, String reason) {
    List<RecordingControl.Trouble> seen = troubles.stream().flatMap(Optional::stream).toList();
    assertEquals(List.of(1, 2, 3), seen.stream().map(RecordingControl.Trouble::epochs).toList());
    for (RecordingControl.Trouble trouble : seen) {
      assertEquals(folder.toString(), trouble.folder().toString());
      assertEquals(reason, trouble.reason());
      assertFalse(trouble.standing(), "training goes on");
    }
    assertEquals(Optional.empty(), recording.trouble());
  }

  /** As {@code rm -rf} leaves it when an epoch is written between its last file and the folder. */
  @Test
  void aFolderThatWasEmptiedHoldsTheRunAgainAfterTheNextEpoch() throws Exception {
    Path folder = parent.resolve("run");
    List<Integer> seen = new ArrayList<>();
    RecordedTraining.Result result =
        train(
            folder,
            epoch -> {
              if (epoch == 3) {
                RunFolder.deleteWhole(folder);
                Files.createDirectory(folder);
              } else if (epoch >= 4) {
                if (epoch == 6) {
                  assertEquals(6, RunFolder.open(folder).latest().orElseThrow().epoch());
                  Files.delete(folder.resolve(RunJson.NAME));
                  return;
                }
                Run now = RunFolder.open(folder); // a program that dies now has lost nothing
                seen.add(now.latest().orElseThrow().epoch());
                assertTrue(now.weights().isPresent());
                assertTrue(Files.exists(folder.resolve("run.lock")), "nobody else trains it");
              }
            });
    assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
    assertEquals(List.of(4, 5, 7, 8), seen, "and so it is without run.json alone");
    assertEquals(RunFolder.open(whole).epochs().size(), RunFolder.open(folder).epochs().size());
  }

  @Test
  void aRunThatCannotBeWrittenAtItsEndWaitsForRoom() throws Exception {
    Path real = parent.resolve("run");
    CompletableFuture<RecordedTraining.Result> training =
        trainBeside(faulty.path(real), fullFrom(4));
    await(() -> recording.trouble().filter(RecordingControl.Trouble::standing).isPresent());
    assertEquals(4, recording.trouble().orElseThrow().epochs(), "epochs 5 to 8");
    assertFalse(training.isDone());
    assertEquals(4, last(real));
    faulty.set(FaultyDisk.Fault.NONE); // nobody presses anything: it is seen by itself
    assertEquals(new Outcome.Completed(EPOCHS), training.get(30, TimeUnit.SECONDS).outcome());
    assertSameRun(real);
  }

  @Test
  void aRunOfAFullDiskIsSavedElsewhereWholeAndGoesOnThere() throws Exception {
    Path real = parent.resolve("run");
    Path elsewhere = Files.createDirectory(parent.resolve("stick"));
    RecordedTraining.Result result =
        train(
            faulty.path(real),
            epoch -> {
              if (epoch == 2) {
                NamedCuts.save(real, NamedCutsTest.cut("mine", 0.5));
                faulty.set(FaultyDisk.Fault.FULL);
              } else if (epoch == 5) {
                recording.saveIn(elsewhere);
              }
            });
    assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
    Path saved = elsewhere.resolve("run");
    assertEquals(saved, result.run().folder());
    assertSameRun(saved);
    assertEquals(1, NamedCuts.read(saved).size());
    assertEquals(2, last(real), "the old folder keeps what it had");
    assertFalse(RunLock.isHeld(saved));
    assertFalse(RunLock.isHeld(real));
  }

  @Test
  void aPlaceThatCannotBeWrittenToEitherIsNamedAndGetsNothing() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "mine");
    Path real = parent.resolve("run");
    CompletableFuture<RecordedTraining.Result> training =
        trainBeside(faulty.path(real), fullFrom(4));
    await(() -> recording.trouble().filter(RecordingControl.Trouble::standing).isPresent());
    recording.saveIn(file);
    await(() -> recording.trouble().filter(now -> !now.elsewhere().isEmpty()).isPresent());
    String said = recording.trouble().orElseThrow().elsewhere();
    assertTrue(said.startsWith(file.toString()), said);
    assertEquals("mine", Files.readString(file));
    recording.giveUp();
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, training.get(30, TimeUnit.SECONDS).outcome());
    assertEquals(
        "the run could not be written to " + real + ": the disk is full", failed.message());
    faulty.set(FaultyDisk.Fault.NONE);
    RecordedRun.resume(
        real, OptionalInt.empty(), 1, new TrainingControl(), new TrainingListener() {});
    assertSameRun(real);
  }

  @Test
  void aFolderThatWasMovedAwayAndBackHasTheWholeRunInTheEnd() throws Exception {
    Path folder = parent.resolve("run");
    Path away = parent.resolve("away");
    RecordedTraining.Result result =
        train(
            folder,
            epoch -> {
              if (epoch == 2) {
                Files.move(folder, away);
              } else if (epoch == 5) {
                assertFalse(Files.exists(folder), "nobody asked for it");
                Files.move(away, folder);
              }
            });
    assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
    assertHeld(folder, "the folder is not there");
    assertSameRun(folder);
  }

  @Test
  void aFolderThatWasDeletedIsMadeAnewOnlyWhenTheUserSaysSo() throws Exception {
    Path folder = parent.resolve("run");
    RecordedTraining.Result result =
        train(
            folder,
            epoch -> {
              if (epoch == 2) {
                RunFolder.deleteWhole(folder);
              } else if (epoch == 5) {
                assertFalse(Files.exists(folder));
                recording.tryAgain();
              } else if (epoch == 6) {
                assertTrue(RunLock.isHeld(folder));
                assertThrows(InvalidRunException.class, () -> RunFolder.rename(folder, "other"));
              }
            });
    assertEquals(new Outcome.Completed(EPOCHS), result.outcome());
    assertSameFigures(folder);
    for (int epoch = 3; epoch <= EPOCHS; epoch++) { // masks of those before went with the folder
      assertArrayEquals(RunBytes.history(whole, epoch), RunBytes.history(folder, epoch));
    }
    assertEquals(RunInfo.Kind.COMPLETED, RunFolder.open(folder).info().state().kind());
  }

  @Test
  void aTrainingNobodyWatchesEndsAtTheLastGoodEpochAndGoesOnOnceThereIsRoom() throws Exception {
    Path real = parent.resolve("run");
    RecordedRun ended =
        RecordedRun.train(
            faulty.path(real),
            config,
            1,
            new TrainingControl(),
            new TrainingListener() {
              @Override
              public void epochDone(EpochReport report) {
                if (report.metrics().epoch() == 3) {
                  faulty.set(FaultyDisk.Fault.FULL);
                }
              }
            });
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, ended.outcome());
    assertEquals(
        "the run could not be written to " + real + ": the disk is full", failed.message());
    assertEquals(3, last(real));
    faulty.set(FaultyDisk.Fault.NONE);
    RecordedRun.resume(
        real, OptionalInt.empty(), 1, new TrainingControl(), new TrainingListener() {});
    assertSameRun(real);
  }

  @Test
  void aProcessKilledBetweenCheckpointAndWeightsOfSeveralEpochsGoesOn() throws Exception {
    Path folder = parent.resolve("run");
    train(
        folder,
        epoch -> {
          if (epoch == 2) {
            Files.copy(folder.resolve(WeightsFile.NAME), parent.resolve("weights-of-2"));
          }
        });
    Files.move(
        parent.resolve("weights-of-2"),
        folder.resolve(WeightsFile.NAME),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String json = Files.readString(folder.resolve(RunJson.NAME));
    assertTrue(json.contains("\"completed\""));
    Files.writeString(folder.resolve(RunJson.NAME), json.replace("\"completed\"", "\"running\""));
    assertEquals(2, last(folder));
    RecordedRun.resume(
        folder, OptionalInt.empty(), 1, new TrainingControl(), new TrainingListener() {});
    assertSameRun(folder);
  }

  @Test
  void aFolderWhereNothingCanBeWrittenIsNamedBeforeTrainingBegins() throws Exception {
    Path below = Files.writeString(parent.resolve("file"), "mine").resolve("runs");
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> RunFolder.create(below, "run"));
    assertTrue(e.getMessage().startsWith(below + ": cannot be made: "), e.getMessage());
    faulty.set(FaultyDisk.Fault.READ_ONLY);
    Path readOnly = faulty.path(parent.resolve("runs"));
    e = assertThrows(InvalidRunException.class, () -> RunFolder.create(readOnly, "run"));
    assertEquals(readOnly + ": cannot be made: Read-only file system", e.getMessage());
  }

  @Test
  void aRealReadOnlyDiskIsNamedBeforeTrainingBegins() throws Exception {
    try (SmallDisk disk = SmallDisk.mountIn(parent)) {
      Path runs = Files.createDirectory(disk.folder().resolve("runs"));
      RecordedRun.train(runs.resolve("old"), config, 1);
      disk.makeReadOnly();
      InvalidRunException e =
          assertThrows(InvalidRunException.class, () -> RunFolder.create(runs, "run"));
      assertEquals(runs.resolve("run") + ": cannot be made: Read-only file system", e.getMessage());
      assertEquals(EPOCHS, last(runs.resolve("old")), "it can be looked at all the same");
      e = assertThrows(InvalidRunException.class, () -> resumeLonger(runs.resolve("old")));
      assertEquals(
          runs.resolve("old") + ": cannot be written to: Read-only file system", e.getMessage());
    }
  }

  private static void resumeLonger(Path folder) throws IOException, InvalidConfigException {
    RecordedRun.resume(
        folder, OptionalInt.of(EPOCHS + 1), 1, new TrainingControl(), new TrainingListener() {});
  }

  private Event fullFrom(int full) {
    return epoch -> {
      if (epoch == full) {
        faulty.set(FaultyDisk.Fault.FULL);
      }
    };
  }

  private CompletableFuture<RecordedTraining.Result> trainBeside(Path folder, Event event) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return train(folder, event);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  /** Trains as the window does; notes after each epoch what it could show. */
  private RecordedTraining.Result train(Path folder, Event event) throws Exception {
    recording.begin();
    try (Compute compute = new Compute(1)) {
      return new RecordedTraining(DatasetCatalog.current(), compute, recording)
          .train(
              Optional.of("toy"),
              config,
              () -> Files.createDirectories(folder),
              run -> {},
              new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                  troubles.add(recording.trouble());
                  try {
                    event.happen(report.metrics().epoch());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }
              },
              new TrainingControl());
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static int last(Path folder) throws IOException {
    return RunFolder.open(folder).latest().map(EpochMetrics::epoch).orElseThrow();
  }

  private void assertSameRun(Path folder) throws IOException {
    assertSameFigures(folder);
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
      assertArrayEquals(RunBytes.history(whole, epoch), RunBytes.history(folder, epoch));
    }
  }

  private void assertSameFigures(Path folder) throws IOException {
    assertEquals(RunBytes.epochs(whole, 99), RunBytes.epochs(folder, 99));
    assertEquals(RunBytes.histograms(whole, 99), RunBytes.histograms(folder, 99));
    assertArrayEquals(RunBytes.weights(whole), RunBytes.weights(folder));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve(CheckpointFile.NAME)),
        Files.readAllBytes(folder.resolve(CheckpointFile.NAME)));
    RunInfo.State state = RunFolder.open(folder).info().state();
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, EPOCHS, ""), state);
    assertEquals(folder.getFileName().toString(), RunFolder.open(folder).info().name());
  }
}
