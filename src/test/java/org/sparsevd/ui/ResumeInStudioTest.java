package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import org.sparsevd.ui.train.SessionState;

/** A user goes on with a run that stopped before its end, in the real window. */
@Timeout(180)
final class ResumeInStudioTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir private Path folder;
  private Path runs;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    runs = folder.resolve("runs");
    studio = new Windows(runs, Theme.LIGHT, 1440, 860);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void theNewestRunIsOfferedAtTheStartAndGoesOnInItsFolder() throws Exception {
    Run stopped = ToyRuns.stoppedAfter(runs, 3, 6);
    assertFalse(user.sees("#resume-banner"));
    UiDriver.run(() -> studio.model().offerNewest(runs));
    awaitOffer();
    assertEquals(
        "Your last training, toy, stopped after epoch 3 of 6", user.textOf("#resume-title"));
    assertEquals("Train", mainButton(), "what the form says is another experiment");
    user.snapshot(PICTURES.resolve("resume-offered-light.png"));
    user.click("#theme");
    user.snapshot(PICTURES.resolve("resume-offered-dark.png"));
    user.click("#resume");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertFalse(user.sees("#resume-banner"));
    assertEquals("Epoch 6 / 6", user.textOf("#headline"));
    assertEquals(6, studio.model().cursor().epochProperty().get());
    Run shown = studio.model().cursor().runProperty().get().orElseThrow();
    assertEquals(stopped.folder(), shown.folder());
    assertEquals(7, shown.epochs().size());
    assertEquals(2, shown.histograms(1).size(), "what was trained before is there too");
    assertTrue(shown.history(2).isPresent());
    assertEquals("toy", studio.model().presetProperty().get().orElseThrow().name());
    assertEquals(shown.info().config(), studio.model().experiment().configProperty().get());
    assertEquals(1, runFolders());
    assertEquals(2, RunFolder.open(stopped.folder()).info().sessions().size());
  }

  @Test
  void anOpenedUnfinishedRunTurnsTrainIntoResumeAndMoreEpochsAreKept() throws Exception {
    Run stopped = ToyRuns.stoppedAfter(runs, 2, 6);
    studio.files().answer(stopped.folder());
    user.click("#open-run");
    awaitOffer();
    assertEquals("toy stopped after epoch 2 of 6", user.textOf("#resume-title"));
    assertFalse(user.sees("#resume-look"));
    assertEquals("Resume", mainButton());
    user.fill("#learningRate", "0.5");
    assertEquals("Train", mainButton());
    UiDriver.run(() -> studio.model().experiment().load(stopped.info().config().orElseThrow()));
    user.fill("#epochs", "2");
    assertEquals("Train", mainButton(), "2 epochs are trained already");
    user.fill("#epochs", "4");
    assertEquals("Resume", mainButton());
    user.snapshot(PICTURES.resolve("resume-opened-light.png"));
    user.click("#train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertEquals("Finished, 4 epochs", user.textOf("#status"));
    assertEquals("Train", mainButton());
    RunInfo info = RunFolder.open(stopped.folder()).info();
    assertEquals(List.of(new RunInfo.Change(3, "epochs", "6", "4")), info.changes());
    assertEquals(1, runFolders());
  }

  @Test
  void aTrainingThatIsStoppedCanGoOnAtOnceAndSettingsMakeANewRun() throws Exception {
    Run stopped = ToyRuns.stoppedAfter(runs, 2, 400);
    UiDriver.run(() -> studio.model().look(stopped));
    awaitOffer();
    user.click("#train");
    user.waitFor("it goes on", () -> studio.model().cursor().trainedProperty().get() >= 4);
    assertFalse(user.sees("#resume-banner"));
    user.click("#stop");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    awaitOffer();
    assertEquals("Resume", mainButton());
    user.fill("#epochs", "1");
    assertEquals("Train", mainButton());
    user.click("#train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertEquals(2, runFolders());
  }

  @Test
  void theOfferCanBeLookedAtAndPutAway() throws Exception {
    Run stopped = ToyRuns.stoppedAfter(runs, 2, 6);
    UiDriver.run(() -> studio.model().offerNewest(runs));
    awaitOffer();
    user.click("#resume-look");
    awaitOffer();
    assertEquals(2, studio.model().cursor().trainedProperty().get());
    assertEquals("Resume", mainButton());
    user.click("#resume-dismiss");
    assertFalse(user.sees("#resume-banner"));
    assertEquals("Train", mainButton());
    assertEquals(
        stopped.folder(), studio.model().cursor().runProperty().get().orElseThrow().folder());
  }

  private void awaitOffer() {
    user.waitFor("the offer", () -> studio.model().offer().runProperty().get().isPresent());
    user.settle();
    assertTrue(user.sees("#resume-banner"));
  }

  private String mainButton() {
    user.settle();
    return user.find(Button.class, "#train").getText();
  }

  private long runFolders() throws IOException {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.count();
    }
  }
}
