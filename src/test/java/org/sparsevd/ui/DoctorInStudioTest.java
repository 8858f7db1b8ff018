package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.ui.train.SessionState;

/** A training goes wrong in the real window; the user lets it be mended by one click. */
@Timeout(180)
final class DoctorInStudioTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1280, 800);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void aTrainingThatExplodedIsExplainedAndMendedByOneClick() throws Exception {
    ExperimentConfig bad = toy("learningRate", "10");
    Run spoilt = train(bad);
    assertTrue(user.sees("#doctor-banner"));
    assertTrue(
        user.textOf("#doctor-title").matches("Training diverged: .* epoch 1, minibatch 2.*fc[12]"),
        user.textOf("#doctor-title"));
    assertTrue(
        user.textOf("#doctor-cause").startsWith("Likely cause: the learning rate is too high."),
        user.textOf("#doctor-cause"));
    assertEquals("Change: Learning rate 10 \u2192 0.002", user.textOf("#doctor-remedy"));
    user.snapshot(PICTURES.resolve("doctor-light.png"));
    user.click("#theme");
    user.snapshot(PICTURES.resolve("doctor-dark.png"));
    user.click("#doctor-train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    Run mended = studio.model().cursor().runProperty().get().orElseThrow();
    assertFalse(mended.folder().equals(spoilt.folder()));
    assertEquals(Optional.of(bad.with("learningRate", "0.002")), mended.info().config());
    assertFalse(user.sees("#doctor-banner"));

    studio.files().answer(spoilt.folder());
    user.click("#open-run");
    user.waitFor("the run is opened", () -> looksAt(spoilt.folder()));
    assertTrue(user.sees("#doctor-banner"), "what was found is in the run's file");
    assertEquals("Change: Learning rate 10 \u2192 0.002", user.textOf("#doctor-remedy"));
    user.click("#doctor-form");
    assertEquals(
        Optional.of(bad.with("learningRate", "0.002")),
        studio.model().experiment().configProperty().get());
    assertEquals(SessionState.IDLE, studio.model().state(), "the form alone is filled");
    user.click("#doctor-dismiss");
    assertFalse(user.sees("#doctor-banner"));
  }

  private boolean looksAt(Path run) {
    return studio.model().cursor().runProperty().get().map(Run::folder).equals(Optional.of(run));
  }

  private static ExperimentConfig toy(String key, String value) throws Exception {
    return Presets.named("toy")
        .config()
        .with("epochs", "4")
        .with("klWarmupStart", "1")
        .with("klWarmupEnd", "3")
        .with(key, value);
  }

  private Run train(ExperimentConfig config) throws Exception {
    UiDriver.run(() -> studio.model().experiment().load(config));
    user.click("#train");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    return studio.model().cursor().runProperty().get().orElseThrow();
  }
}
