package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.FaultyDisk;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.ui.train.SessionState;

/** A user trains while the disk is full or the run's folder is taken away, in the real window. */
@Timeout(180)
final class UnwritableInStudioTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir private Path folder;
  private final FaultyDisk disk = new FaultyDisk();
  private Path runs;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() throws Exception {
    UiDriver.startToolkit();
    runs = Files.createDirectory(folder.resolve("runs"));
    studio =
        new Windows(
            disk.path(runs),
            new SampleRuns(folder.resolve("samples")),
            UnaryOperator.identity(),
            Theme.LIGHT,
            1440,
            860);
    user = studio.show();
  }

  @AfterEach
  void close() {
    disk.set(FaultyDisk.Fault.NONE);
    user.close();
    studio.close();
  }

  @Test
  void trainingOnAFullDiskGoesOnAndIsWrittenWhenThereIsRoom() throws Exception {
    Path run = trainUntil(3, 100_000);
    assertFalse(user.sees("#recording-banner"));
    String name = run.getFileName().toString();
    assertEquals("Saved every epoch: " + name, user.textOf("#status-run"));
    disk.set(FaultyDisk.Fault.FULL);
    awaitBanner(true);
    assertEquals("Not yet saved: " + name, user.textOf("#status-run"));
    assertEquals(
        "The run can't be written, the disk is full: " + run, user.textOf("#recording-title"));
    int then = latest();
    user.waitFor("training goes on", () -> latest() > then + 2);
    assertTrue(
        user.textOf("#recording-text").startsWith("Training goes on in memory, with "),
        user.textOf("#recording-text"));
    assertFalse(user.sees("#recording-give-up"), "it may end well");
    user.snapshot(PICTURES.resolve("recording-full-light.png"));
    user.click("#theme");
    user.snapshot(PICTURES.resolve("recording-full-dark.png"));
    disk.set(FaultyDisk.Fault.NONE);
    awaitBanner(false);
    assertEquals("Saved every epoch: " + name, user.textOf("#status-run"));
    user.click("#stop");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    Run written = RunFolder.open(run);
    assertEquals(RunInfo.Kind.CANCELLED, written.info().state().kind());
    assertEquals(latest(), written.latest().orElseThrow().epoch());
    for (int epoch = 0; epoch <= latest(); epoch++) {
      assertTrue(written.hasHistory(epoch), "masks of epoch " + epoch);
    }
  }

  @Test
  void aRunWhoseFolderIsGoneIsSavedElsewhereAndGoesOnThere() throws Exception {
    Path run = trainUntil(3, 100_000);
    Files.move(run, folder.resolve("moved-away"));
    awaitBanner(true);
    assertEquals(
        "The run can't be written, the folder is not there: " + run,
        user.textOf("#recording-title"));
    Path stick = Files.createDirectory(folder.resolve("stick"));
    studio.files().answer(stick);
    user.click("#recording-elsewhere");
    awaitBanner(false);
    assertTrue(studio.model().state().isActive(), "it still trains");
    user.click("#stop");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    List<Path> saved = RunFolder.runsIn(stick);
    assertEquals(List.of(stick.resolve(run.getFileName())), saved);
    Run written = RunFolder.open(saved.getFirst());
    assertEquals(latest(), written.latest().orElseThrow().epoch());
    assertEquals(RunInfo.Kind.CANCELLED, written.info().state().kind());
    assertEquals(latest() + 1, written.epochs().size());
  }

  @Test
  void aPausedTrainingTriesAgainWhenItIsAskedTo() throws Exception {
    Path run = trainUntil(3, 100_000);
    // At once: a folder that is written to cannot be emptied reliably.
    Files.move(run, folder.resolve("taken-away"));
    awaitBanner(true);
    user.click("#train");
    user.waitFor("it waits", () -> studio.model().progressProperty().get().waiting());
    user.click("#recording-again");
    awaitBanner(false);
    assertEquals(SessionState.PAUSED, studio.model().state());
    assertEquals(latest(), RunFolder.open(run).latest().orElseThrow().epoch());
    assertEquals(latest() + 1, RunFolder.open(run).epochs().size());
  }

  @Test
  void aTrainingThatEndsOnAFullDiskWaitsForTheUserToDecide() throws Exception {
    Path run = trainUntil(3, 100_000);
    disk.set(FaultyDisk.Fault.FULL);
    awaitBanner(true);
    user.click("#stop");
    user.waitFor(
        "it stands",
        () -> studio.model().trouble().filter(RecordingControl.Trouble::standing).isPresent());
    assertTrue(user.sees("#recording-give-up"));
    assertTrue(
        user.textOf("#recording-text").startsWith("Training stands still, with "),
        user.textOf("#recording-text"));
    user.snapshot(PICTURES.resolve("recording-standing-dark.png"));
    user.click("#recording-give-up");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertFalse(user.sees("#recording-banner"));
    assertTrue(user.sees("#prompt"), "the end is told");
    disk.set(FaultyDisk.Fault.NONE);
    Run written = RunFolder.open(run);
    assertTrue(written.latest().orElseThrow().epoch() >= 3, "what was committed stays");
    assertTrue(written.weights().isPresent());
  }

  @Test
  void onAReadOnlyDiskNoTrainingStartsAndWhatWasTrainedIsStillThere() throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "3").validated();
    UiDriver.run(() -> studio.model().experiment().load(config));
    user.click("#train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    Run before = studio.model().cursor().runProperty().get().orElseThrow();
    disk.set(FaultyDisk.Fault.READ_ONLY);
    for (String button : List.of("#train", "#train-twins")) {
      ExperimentConfig other = config.with("seed", "7").validated();
      UiDriver.run(() -> studio.model().experiment().load(other));
      user.open(button.equals("#train") ? ViewKind.TRAIN : ViewKind.COMPARE);
      user.click(button);
      user.waitFor("it is told", () -> studio.window().scene().lookup("#overlay").isVisible());
      List<String> told = words();
      assertEquals("Training could not start", told.getFirst());
      assertTrue(told.get(1).startsWith(runs.toString()), told.get(1));
      assertTrue(told.get(1).endsWith(": cannot be made: Read-only file system"), told.get(1));
      assertTrue(told.get(2).contains("the folder for runs"), told.get(2));
      user.snapshot(PICTURES.resolve("read-only-light.png"));
      user.press(KeyCode.ESCAPE);
      assertFalse(user.sees("#prompt"));
      assertEquals(Optional.of(other), studio.model().experiment().configProperty().get());
      assertEquals(Optional.of(before), studio.model().cursor().runProperty().get());
      assertEquals(List.of(before.folder()), RunFolder.runsIn(runs));
    }
    disk.set(FaultyDisk.Fault.NONE);
    user.open(ViewKind.TRAIN);
    user.click("#train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    Run after = studio.model().cursor().runProperty().get().orElseThrow();
    assertEquals(RunInfo.Kind.COMPLETED, RunFolder.open(after.folder()).info().state().kind());
    assertEquals(2, RunFolder.runsIn(runs).size());
  }

  /** What the message in front of the window says, line by line. */
  private List<String> words() {
    return UiDriver.call(() ->
        studio.window().scene().lookup("#prompt").lookupAll(".label").stream()
            .map(label -> ((Labeled) label).getText())
            .toList());
  }

  @Test
  void dataThatFindNoRoomAreToldWithTheirFolder() throws Exception {
    user.open(ViewKind.DATA);
    user.waitFor("the list", () -> isSeen("#data-item-mnist"));
    Path csv = folder.resolve("rows.csv");
    Files.writeString(csv, "a,label\n" + "1,x\n2,y\n".repeat(20));
    disk.set(FaultyDisk.Fault.FULL);
    importRows(csv);
    user.waitFor("the sentence", () -> isSeen("#data-problem"));
    assertEquals(
        "rows: %s: the disk is full".formatted(studio.data().store().folder()),
        user.textOf("#data-problem"));
    assertFalse(user.sees("#data-item-rows"));
    disk.set(FaultyDisk.Fault.NONE);
    importRows(csv);
    user.waitFor("it is here", () -> isSeen("#data-item-rows"));
    assertFalse(user.sees("#data-problem"));
  }

  private void importRows(Path csv) {
    UiDriver.run(() -> studio.window().take(List.of(csv))); // as if dropped
    user.waitFor("the question", () -> isSeen("#data-prompt"));
    user.waitFor("a good name", () -> !studio.window().scene().lookup("#confirm").isDisabled());
    user.click("#confirm");
  }

  private boolean isSeen(String selector) {
    Node node = studio.window().scene().lookup(selector);
    return node != null && node.isVisible();
  }

  /** Trains the toy in the window until an epoch is done; gives its folder. */
  private Path trainUntil(int epoch, int epochs) throws Exception {
    ExperimentConfig config =
        Presets.named("toy")
            .config()
            .with("epochs", Integer.toString(epochs))
            .with("batchSize", "2") // slow enough to be watched
            .with("hiddenLayers", "64-64")
            .validated();
    UiDriver.run(() -> studio.model().experiment().load(config));
    user.click("#train");
    user.waitFor("some epochs", () -> latest() >= epoch);
    return RunFolder.runsIn(runs).getFirst();
  }

  private void awaitBanner(boolean there) {
    user.waitFor(
        there ? "the banner" : "no banner", () -> studio.model().trouble().isPresent() == there);
    assertEquals(there, user.sees("#recording-banner"));
  }

  private int latest() {
    return studio
        .model()
        .trainedRun()
        .flatMap(Run::latest)
        .map(metrics -> metrics.epoch())
        .orElse(-1);
  }
}
