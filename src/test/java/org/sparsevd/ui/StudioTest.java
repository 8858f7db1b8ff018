package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.Presets;
import org.sparsevd.ui.train.RunCursor;
import org.sparsevd.ui.train.SessionState;

/** A user trains, looks and changes things in the real window, by mouse and keyboard. */
@Timeout(180)
final class StudioTest {
  private static final int TOY =
      Presets.all().stream()
          .map(Presets.Preset::name)
          .toList()
          .indexOf("toy"); // its place in the list of presets

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 860);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void trainsTwoEpochsOfMnistAndShowsThem() {
    user.fill("#epochs", "2");
    user.click("#train");
    user.waitFor("training starts", () -> state() != SessionState.IDLE);
    assertEquals("Pause", user.find(Button.class, "#train").getText());
    user.waitFor("it ends", () -> state() == SessionState.ENDED);
    assertEquals("Epoch 2 / 2", user.textOf("#headline"));
    assertEquals("Finished, 2 epochs", user.textOf("#status"));
    assertEquals(2, cursor().epochProperty().get());
    assertEquals("Train", user.find(Button.class, "#train").getText());
    assertTrue(user.textOf("#mask-use").contains("of 784 pixels still in use"));
  }

  @Test
  void thePresetSaysWhenTheFormHasLeftItAndTheMenuBringsItBack() {
    assertEquals("Demo: LeNet-300-100 in a minute", presetShown());
    user.fill("#epochs", "2");
    assertEquals("Changed: Demo: LeNet-300-100 in a minute", presetShown());
    UiDriver.run(() -> studio.model().restorePreset());
    assertEquals("Demo: LeNet-300-100 in a minute", presetShown());
  }

  private String presetShown() {
    ComboBox<?> presets = user.find(ComboBox.class, "#preset");
    return UiDriver.call(() -> presets.getButtonCell().getText());
  }

  @Test
  void pausesStepsResumesAndStops() {
    startToy();
    user.waitFor("an epoch is done", () -> cursor().trainedProperty().get() >= 1);
    user.press(KeyCode.SPACE);
    user.waitFor("it waits", () -> studio.model().progressProperty().get().waiting());
    assertEquals("Resume", user.find(Button.class, "#train").getText());
    int minibatch = studio.model().progressProperty().get().minibatch();
    int epoch = studio.model().progressProperty().get().epoch();
    user.press(KeyCode.S);
    user.waitFor(
        "one minibatch more",
        () ->
            studio.model().progressProperty().get().waiting()
                && studio.model().progressProperty().get().minibatch() != minibatch);
    int trained = cursor().trainedProperty().get();
    user.click("#step");
    user.clickMenuItem("step-epoch");
    user.waitFor("one epoch more", () -> cursor().trainedProperty().get() == trained + 1);
    user.waitFor("it waits again", () -> studio.model().progressProperty().get().waiting());
    assertTrue(studio.model().progressProperty().get().epoch() >= epoch);
    user.click("#train");
    user.waitFor("it goes on", () -> cursor().trainedProperty().get() > trained + 1);
    user.click("#stop");
    user.waitFor("it ends", () -> state() == SessionState.ENDED);
    assertTrue(user.textOf("#status").startsWith("Stopped after"));
  }

  @Test
  void movesTheTimeCursorByMouseKeysAndField() {
    trainToy(12);
    user.clickAt("#time-track", 0.5, 0.4, 1, 0);
    assertEquals(6, cursor().epochProperty().get());
    assertFalse(cursor().liveProperty().get());
    user.press(KeyCode.RIGHT);
    assertEquals(7, cursor().epochProperty().get());
    user.press(KeyCode.LEFT, UiDriver.SHIFT);
    assertEquals(0, cursor().epochProperty().get());
    user.fill("#time-epoch", "4");
    assertEquals(4, cursor().epochProperty().get());
    assertTrue(user.find(TextField.class, "#time-epoch").getText().equals("4"));
    user.drag("#time-track", 0.3, 0.75);
    assertEquals(9, cursor().epochProperty().get());
    user.click("#live");
    assertEquals(12, cursor().epochProperty().get());
    user.click("#time-first");
    user.click("#time-play");
    user.waitFor("it plays on", () -> cursor().epochProperty().get() > 1);
    user.click("#time-play");
    assertFalse(cursor().playingProperty().get());
  }

  @Test
  void theCutOfTheViewChangesCountsAndNotTheRun() {
    trainToy(6);
    double threshold = cursor().threshold();
    String before = keptText();
    user.fill("#cut", "-2");
    assertEquals(-2, cursor().cutProperty().get());
    assertNotEquals(before, keptText());
    assertTrue(
        user.find(javafx.scene.Node.class, "#kpi-error").getAccessibleText().contains("pruned at"));
    assertEquals(threshold, cursor().threshold());
  }

  @Test
  void switchesLayerViewAndTheme() {
    trainToy(3);
    user.open(ViewKind.MASKS);
    user.waitFor("the masks are read", () -> studio.window().scene().lookup("#layer-fc2") != null);
    user.click("#layer-fc2");
    assertEquals("fc2", cursor().layerProperty().get());
    assertTrue(user.textOf("#mask-read-out").endsWith("weights kept"));
    user.click("#view-train");
    assertFalse(user.sees("#layer-fc2"));
    Color light = corner();
    user.click("#theme");
    assertTrue(corner().getBrightness() < 0.3 && light.getBrightness() > 0.9);
    user.press(KeyCode.T, UiDriver.CTRL);
    assertEquals(light, corner());
  }

  @Test
  void badInputIsMarkedAndKeepsTrainingOff() {
    user.fill("#epochs", "abc");
    assertTrue(user.find(Button.class, "#train").isDisabled());
    assertTrue(user.find(TextField.class, "#epochs").getStyleClass().contains("bad"));
    assertTrue(
        user.find(Button.class, "#train").getAccessibleHelp().contains("epochs: abc is not"));
    user.fill("#epochs", "5");
    assertFalse(user.find(Button.class, "#train").isDisabled());
  }

  @Test
  void resetAsksFirst() {
    trainToy(2);
    user.press(KeyCode.R);
    assertTrue(user.sees("#prompt"));
    user.click("#cancel");
    assertTrue(cursor().runProperty().get().isPresent());
    user.click("#reset");
    user.click("#confirm");
    assertTrue(cursor().runProperty().get().isEmpty());
    assertEquals("Ready", user.textOf("#status"));
  }

  @Test
  void closingWhileTrainingAsksAndKeepsTheRun() throws Exception {
    startToy();
    user.waitFor("an epoch is done", () -> cursor().trainedProperty().get() >= 1);
    AtomicBoolean closed = new AtomicBoolean();
    UiDriver.run(() -> studio.window().askClose(() -> closed.set(true)));
    assertTrue(user.sees("#prompt"));
    user.press(KeyCode.ESCAPE);
    assertFalse(closed.get());
    UiDriver.run(() -> studio.window().askClose(() -> closed.set(true)));
    user.click("#confirm");
    assertTrue(closed.get());
    user.waitFor("it ends", () -> state() == SessionState.ENDED);
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      assertTrue(Files.exists(runs.findFirst().orElseThrow().resolve("epochs.csv")));
    }
  }

  @Test
  void opensARunFolderAndSaysWhatIsWrongWithAnother() throws Exception {
    trainToy(3);
    Path run = cursor().runProperty().get().orElseThrow().folder();
    UiDriver.run(studio.model()::reset);
    studio.files().answer(run);
    user.press(KeyCode.O, UiDriver.CTRL);
    user.waitFor("the run is there", () -> cursor().trainedProperty().get() == 3);
    assertEquals("3", user.find(TextField.class, "#epochs").getText());
    studio.files().answer(Files.createDirectory(folder.resolve("empty")));
    user.click("#open-run");
    user.waitFor("it says so", () -> studio.window().scene().lookup("#prompt") != null);
    user.click("#confirm");
    assertFalse(user.sees("#prompt"));
  }

  @Test
  void savesPicturesAndSettings() throws Exception {
    trainToy(2);
    Path picture = folder.resolve("window.png");
    studio.files().answer(picture);
    user.press(KeyCode.E, UiDriver.CTRL);
    user.waitFor("the picture is there", () -> Files.exists(picture));
    assertEquals((byte) 'P', Files.readAllBytes(picture)[1]);
    Path settings = folder.resolve("settings.json");
    studio.files().answer(settings);
    user.click("#save-settings");
    user.waitFor("the settings are there", () -> Files.exists(settings));
    assertEquals(2, ConfigJson.parse(Files.readString(settings)).epochs());
  }

  @Test
  void savesAChart() {
    trainToy(2);
    Path picture = folder.resolve("curves.png");
    studio.files().answer(picture);
    user.click("#learning-curves .card-actions .icon-button");
    user.clickMenuItem("chart-save-png");
    user.waitFor("the chart is there", () -> Files.exists(picture));
  }

  @Test
  void enlargesAChartByDoubleClickAndPutsItBack() {
    trainToy(2);
    double before = user.find(Region.class, "#sparsity").getWidth();
    user.doubleClick("#sparsity .card-title");
    assertTrue(user.find(Region.class, "#sparsity").getWidth() > 1.8 * before);
    assertFalse(user.sees("#kl"));
    user.press(KeyCode.ESCAPE);
    assertEquals(before, user.find(Region.class, "#sparsity").getWidth(), 1);
    assertTrue(user.sees("#kl"));
  }

  @Test
  void aNarrowWindowPutsFormAndResultIntoADrawer() {
    UiDriver.run(() -> user.stage().setWidth(1150));
    user.waitFor("the form is gone", () -> studio.window().scene().lookup("#open-drawer") != null);
    assertFalse(user.sees("#epochs"));
    assertFalse(user.sees("#result"));
    user.click("#open-drawer");
    assertTrue(user.sees("#epochs"));
    user.clickAt("#drawer .segmented", 0.85, 0.5, 1, 0);
    assertTrue(user.sees("#result"));
    user.press(KeyCode.ESCAPE);
    assertFalse(user.sees("#drawer"));
    UiDriver.run(() -> user.stage().setWidth(1440));
    user.waitFor("the form is back", () -> studio.window().scene().lookup("#open-drawer") == null);
    assertTrue(user.sees("#epochs") && user.sees("#result"));
  }

  @Test
  void helpListsKeysAndTextGrows() {
    user.press(KeyCode.F1);
    assertTrue(user.sees("#help-page"));
    user.press(KeyCode.ESCAPE);
    assertFalse(user.sees("#help-page"));
    double before = user.find(ToggleButton.class, "#view-train").getHeight();
    user.press(KeyCode.EQUALS, UiDriver.CTRL);
    user.press(KeyCode.EQUALS, UiDriver.CTRL);
    assertTrue(user.find(ToggleButton.class, "#view-train").getHeight() > before + 5);
    user.press(KeyCode.DIGIT0, UiDriver.CTRL);
    assertEquals(before, user.find(ToggleButton.class, "#view-train").getHeight(), 1);
  }

  @Test
  void someSettingsChangeWhileTrainingFromTheNextEpochOn() throws Exception {
    startToy();
    user.waitFor("two epochs are done", () -> cursor().trainedProperty().get() >= 2);
    user.press(KeyCode.SPACE);
    user.waitFor("it waits", () -> studio.model().progressProperty().get().waiting());
    String rate = user.find(TextField.class, "#learningRate").getText();
    user.fill("#batchSize", "7");
    assertEquals("100", user.find(TextField.class, "#batchSize").getText(), "fixed");
    user.fill("#epochs", "1");
    assertTrue(user.textOf("#form-foot-text").contains("Mend"), user.textOf("#form-foot-text"));
    user.fill("#epochs", "300");
    user.fill("#learningRate", "0.0004");
    assertEquals("Changed from the next epoch on", user.textOf("#form-foot-text"));
    int changed = cursor().trainedProperty().get() + 2; // the next one has begun
    user.click("#train");
    user.waitFor("they hold", () -> cursor().trainedProperty().get() >= changed);
    Run run = studio.model().trainedRun().orElseThrow();
    assertEquals(
        List.of(
            new RunInfo.Change(changed, "epochs", "400", "300"),
            new RunInfo.Change(changed, "learningRate", rate, "4.0E-4")),
        run.info().changes());
    assertEquals(0.0004, run.epoch(changed).orElseThrow().learningRate());
    assertEquals(300, cursor().plannedProperty().get());
    assertTrue(
        user.textOf("#form-foot-text").startsWith("Fixed until"), user.textOf("#form-foot-text"));
    Region mark = user.find(Region.class, ".track-mark");
    assertTrue(mark.getAccessibleText().contains("Learning rate " + rate), "mark");
    user.snapshot(Path.of("target", "screenshots", "settings-changed.png"));
  }

  private void startToy() {
    user.choose("#preset", TOY);
    assertTrue(studio.model().presetProperty().get().orElseThrow().name().equals("toy"));
    user.fill("#epochs", "400");
    user.click("#train");
  }

  private void trainToy(int epochs) {
    user.choose("#preset", TOY);
    user.fill("#epochs", Integer.toString(epochs));
    user.click("#train");
    user.waitFor("it ends", () -> state() == SessionState.ENDED);
    assertEquals(epochs, UiDriver.call(() -> cursor().trainedProperty().get()));
  }

  private String keptText() {
    return user.find(javafx.scene.Node.class, "#kpi-kept").getAccessibleText();
  }

  private Color corner() {
    return UiDriver.call(
        () -> studio.window().scene().snapshot(null).getPixelReader().getColor(300, 4));
  }

  private SessionState state() {
    return studio.model().state();
  }

  private RunCursor cursor() {
    return studio.model().cursor();
  }
}
